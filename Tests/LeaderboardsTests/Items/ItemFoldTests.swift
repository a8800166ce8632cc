import ContestModel
@testable import Leaderboards
import Testing

struct ItemFoldTests {
    private static let single = ItemKey(
        key: .option(0),
        optionCount: 4,
        isMultiple: false
    )

    private func encounter(_ question: Int, _ isRight: Bool, chose: Int = 1, ms: Int? = nil)
        -> ItemEncounter
    {
        ItemEncounter(
            question: question,
            chosen: isRight ? .option(0) : chose < 0 ? .empty : .option(chose),
            isRight: isRight,
            time: ms.map { .milliseconds($0) }
        )
    }

    private func person(_ number: Int) -> ParticipantIndex {
        ParticipantIndex(rawValue: UInt32(number))
    }

    @Test func `figures worked by hand come out`() throws {
        // Five people meet questions 0, 1 and 2. Question 0 against the accuracy on 1 and 2:
        // right 1 1 0 1 0 against 1, 1/2, 1/2, 1, 0; means 3/5 and 3/5;
        // Sxy = 2.5 - 5·0.36 = 0.7, Sxx = 1.2, Syy = 2.5 - 1.8 = 0.7: r = 0.7/√0.84 = 0.763762…
        let answers = [[1, 1, 1], [1, 1, 0], [0, 1, 0], [1, 1, 1], [0, 0, 0]]
        var fold = ItemFold(questionCount: 3)
        for (number, line) in answers.enumerated() {
            fold.add(
                person(number),
                line.enumerated().map {
                    encounter($0.offset, $0.element == 1, chose: -1, ms: 1_000 * (number + 1))
                }
            )
        }
        let row = try #require(fold.statistics(Array(repeating: Self.single, count: 3)).first)
        #expect(row.drawn == 5 && row.right == 3 && row.omitted == 2 && row.people == 5)
        let discrimination = try #require(row.discrimination)
        #expect(abs(discrimination.value - 0.763_762_615_825_973) < 1e-12)
        #expect(discrimination.people == 5)
        // 27 % of five is 1.35 people: the two with three right share these places.
        #expect(abs(row.strong.people - 1.35) < 1e-12 && row.strong.options.first == 1)
        // The one with none right, and 0.35 of the one with one: neither answered question 0.
        #expect(abs(row.weak.people - 1.35) < 1e-12 && row.weak.omitted == 1)
        // Times 1 s … 5 s; the middle one.
        #expect(row.medianTenths == 30)
        #expect(row.suspicion == nil)
    }

    @Test(
        arguments: [
            // Worked with a table of atanh: z(0.5) = 0.549306, 1.959964/√25 = 0.391993.
            (0.5, 28, 0.156_045, 0.735_818), (0, 103, -0.193_488, 0.193_488),
        ] as [(Double, Int, Double, Double)]
    )
    func `the interval is Fisher's`(_ value: Double, _ people: Int, _ low: Double, _ high: Double)
        throws
    {
        let figure = Discrimination(value: value, people: people)
        #expect(abs(try #require(figure.lower) - low) < 1e-4)
        #expect(abs(try #require(figure.upper) - high) < 1e-4)
    }

    @Test func `nothing, one encounter, all right and none right have no discrimination`() throws {
        let none = ItemFold(questionCount: 1)
        let empty = try #require(none.statistics([Self.single]).first)
        #expect(empty.drawn == 0 && empty.shareRight == nil && empty.shareOmitted == nil)
        #expect(empty.medianTenths == nil && empty.strong == OptionShares())
        var one = ItemFold(questionCount: 1)
        one.add(person(7), [encounter(0, true, ms: 1_249)])
        let alone = try #require(one.statistics([Self.single]).first)
        #expect(alone.people == 1 && alone.discrimination == nil && alone.medianTenths == 12)
        #expect(abs(alone.strong.people - 0.27) < 1e-12 && alone.strong.options == [1, 0, 0, 0])
        for isRight in [true, false] {
            var fold = ItemFold(questionCount: 2)
            for number in 0..<50 {
                let other = encounter(1, number % 2 == 0)
                fold.add(person(number), [encounter(0, isRight), other])
            }
            let rows = fold.statistics([Self.single, Self.single])
            #expect(rows.allSatisfy { $0.discrimination == nil })
        }
    }

    @Test func `people who are all alike elsewhere give no correlation, by rounding either`() {
        // Everybody has a third of the others right, written 1/3, 2/6 and 3/9.
        var fold = ItemFold(questionCount: 10)
        for number in 0..<60 {
            let others = [3, 6, 9][number % 3]
            var paper = (1...others).map { encounter($0, $0 % 3 == 0) }
            paper.append(encounter(0, number % 2 == 0))
            fold.add(person(number), paper)
        }
        #expect(fold.statistics([]).first?.discrimination == nil)
    }

    @Test func `only the first encounter speaks, while every one is counted`() throws {
        var fold = ItemFold(questionCount: 2)
        for number in 0..<3_000 {
            fold.add(person(0), [encounter(0, number > 0, ms: 2_000 + number)])
        }
        let row = try #require(fold.statistics([Self.single, Self.single]).first)
        #expect(row.drawn == 3_000 && row.right == 2_999 && row.people == 1)
        #expect(row.strong.options == [0, 1, 0, 0])
        #expect(row.medianTenths == 20)
        fold.settle()
        #expect(fold.firstEncounterCount == 1)
    }

    @Test(arguments: 1...8) func `the order of people's attempts changes nothing`(_ seed: UInt64) {
        var random = SplitMixOrder(state: seed)
        let people = (0..<9_000).map { number in
            (0..<3).map { _ in
                Array((0..<20).shuffled(using: &random).prefix(5)).map {
                    encounter(
                        $0,
                        Int(random.next() % 7) > number % 5,
                        ms: Int(random.next() % 9_999)
                    )
                }
            }
        }
        let items = Array(repeating: Self.single, count: 20)
        var byPerson = ItemFold(questionCount: 20)
        var byRound = ItemFold(questionCount: 20)
        for (number, attempts) in people.enumerated() {
            for attempt in attempts { byPerson.add(person(number), attempt) }
        }
        for round in 0..<3 {
            for number in people.indices.shuffled(using: &random) {
                byRound.add(person(number), people[number][round])
            }
        }
        let rows = byPerson.statistics(items)
        #expect(rows == byRound.statistics(items), "seed \(seed)")
        #expect(rows == byRound.statistics(items), "asked again")
        #expect(rows.contains { $0.discrimination != nil })
    }

    @Test func `questions that the fold was not made for are passed over`() {
        var fold = ItemFold(questionCount: 2)
        fold.add(person(0), [encounter(-1, true), encounter(2, true), encounter(1, true)])
        fold.add(person(5_000_000), [encounter(.max, true), encounter(.min, true)])
        #expect(fold.statistics([Self.single]).map(\.drawn) == [0, 1])
    }

    @Test func `a first encounter costs ten bytes or less, before it is settled too`() {
        var fold = ItemFold(questionCount: 1_000)
        var peak = 0.0
        for round in 0..<100 {
            for number in 0..<4_096 {
                fold.add(person(number), [encounter((round * 7 + number) % 1_000, true)])
            }
            if round >= 20 {
                let firsts = Double((round + 1) * 4_096)
                peak = max(peak, Double(fold.byteCount) / firsts)
            }
        }
        #expect(peak > 7 && peak <= 11, "\(peak)")
    }
}

/// A small generator, for orders that a seed gives again.
private struct SplitMixOrder: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
