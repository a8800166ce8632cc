import ContestModel
import Leaderboards
import Testing

/// Random contests against the definition of every figure.
struct FoldStreamTests {
    struct Case: CustomTestStringConvertible {
        var rules: RankingRules
        var seed: UInt64

        var testDescription: String {
            "\(rules.value) \(rules.time) \(rules.breakers) \(rules.method), seed \(seed)"
        }
    }

    /// Every value with every time and every choice of breakers; the methods by turns.
    static let cases: [Case] = {
        var cases: [Case] = []
        for value in RankedValue.allCases {
            for time in RankedTime.allCases {
                for breakers in [[], [.time], [.first], [.time, .first]] as [[TieBreaker]] {
                    let method = RankingMethod.allCases[cases.count % 3]
                    let rules = RankingRules(
                        value: value,
                        time: time,
                        breakers: breakers,
                        method: method
                    )
                    cases.append(Case(rules: rules, seed: UInt64(cases.count)))
                }
            }
        }
        return cases
    }()

    static let people: UInt32 = 13

    /// Three weeks of submissions: mostly of the present day, some of an earlier one, some that do
    /// not count, many alike.
    static func submissions(using generator: inout SeededGenerator) -> [FoldedSubmission] {
        var end: Int64 = 0
        return (0..<120).map { index in
            let today = Int32(index / 6)
            let isLate = Int.random(in: 0..<5, using: &generator) == 0
            let day = isLate ? today - Int32.random(in: 0...9, using: &generator) : today
            // Some end at one instant.
            end += [0, 0, 1, 60_000].randomElement(using: &generator) ?? 0
            return SampleContest.submission(
                UInt32.random(in: 0..<people, using: &generator),
                day: max(0, day),
                points: [-50, 0, 100, 300, 500].randomElement(using: &generator) ?? 0,
                elapsed: [10_000, 20_000, 30_000].randomElement(using: &generator) ?? 0,
                end: end,
                right: UInt8.random(in: 0...5, using: &generator),
                counts: Int.random(in: 0..<7, using: &generator) > 0,
                sequence: Int64(index + 1)
            )
        }
    }

    static func empty(_ rules: RankingRules) throws -> ContestFold {
        var fold = try #require(SampleContest.fold(rules))
        for participant in 0..<people {
            let leaves = SampleContest.leaves(of: participant)
            fold.enter(
                ParticipantIndex(rawValue: participant),
                region: leaves.region,
                unit: leaves.unit
            )
        }
        fold.turn(to: ContestDay(number: SampleContest.firstDay))
        return fold
    }

    @Test(arguments: cases)
    func `a fold shows what its definition says`(row: Case) throws {
        var generator = SeededGenerator(seed: row.seed)
        var fold = try Self.empty(row.rules)
        var naive = NaiveFold(rules: row.rules, day: 0)
        for (index, submission) in Self.submissions(using: &generator).enumerated() {
            if Int.random(in: 0..<12, using: &generator) == 0 {
                // Midnight passes, or a clock looks back, which changes nothing.
                let day = Int32(index / 6) + Int32.random(in: -3...1, using: &generator)
                fold.turn(to: ContestDay(number: SampleContest.firstDay + day))
                naive.turn(to: day)
            }
            fold.take(submission)
            naive.take(submission)
            guard index % 8 == 7 else { continue }
            try #require(FoldFigures(fold) == naive.figures, "submission \(index)")
        }
        #expect(fold.day.number == SampleContest.firstDay + naive.day)
    }

    @Test(arguments: cases)
    func `the order of a person's submissions changes nothing`(row: Case) throws {
        var generator = SeededGenerator(seed: row.seed &+ 1_000)
        let submissions = Self.submissions(using: &generator)
        var fold = try Self.empty(row.rules)
        for submission in submissions { fold.take(submission) }
        for _ in 0..<3 {
            var other = try Self.empty(row.rules)
            for submission in submissions.shuffled(using: &generator) { other.take(submission) }
            #expect(FoldFigures(other) == FoldFigures(fold))
            for participant in 0..<Self.people {
                let index = ParticipantIndex(rawValue: participant)
                #expect(other.standings(of: index) == fold.standings(of: index))
            }
        }
    }

    @Test(arguments: cases)
    func `boards rebuilt from a replay or a checkpoint are the live ones`(row: Case) throws {
        var generator = SeededGenerator(seed: row.seed &+ 2_000)
        let submissions = Self.submissions(using: &generator)
        for count in [0, 1, 50, submissions.count] {
            var live = try Self.empty(row.rules)
            for submission in submissions.prefix(count) { live.take(submission) }
            // Nobody answers for a while: a day, or a whole week.
            let idle = Int32.random(in: 0...8, using: &generator)
            let day = ContestDay(number: live.day.number + idle)
            live.turn(to: day)

            var replayed = try Self.empty(row.rules)
            for submission in submissions.prefix(count) { replayed.replay(submission) }
            replayed.turn(to: day)
            replayed.rebuildBoards()
            #expect(FoldFigures(replayed) == FoldFigures(live), "\(count) submissions")

            var restored = try Self.empty(row.rules)
            for participant in (0..<Self.people).map(ParticipantIndex.init(rawValue:)) {
                #expect(replayed.standings(of: participant) == live.standings(of: participant))
                restored.restore(live.standings(of: participant), of: participant)
            }
            restored.turn(to: day)
            restored.rebuildBoards()
            #expect(FoldFigures(restored) == FoldFigures(live), "\(count) submissions")

            // All three go on alike.
            for submission in submissions.dropFirst(count).prefix(20) {
                live.take(submission)
                replayed.take(submission)
                restored.take(submission)
            }
            #expect(FoldFigures(replayed) == FoldFigures(live))
            #expect(FoldFigures(restored) == FoldFigures(live))
        }
    }
}
