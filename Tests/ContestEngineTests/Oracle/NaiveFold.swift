@testable import ContestEngine
import ContestModel
import Leaderboards

/// Boards and tallies made of the facts by sorting and counting lists.
struct NaiveFold {
    /// A counted submission with what the boards need to know of its attempt.
    struct Result {
        var sequence: LedgerSequence
        var participant: ParticipantIndex
        var day: ContestDay
        var fact: SubmissionFact

        var points: Int { Int(fact.score.points.hundredths) }
        var time: Int { Int(fact.elapsed.milliseconds) }
    }

    let rules: ContestRules
    let day: ContestDay
    let results: [Result]
    let leaves: [ParticipantIndex: RegistrationFact]

    /// - Parameter day: What "today" is.
    init(_ facts: [CommittedFact], rules: ContestRules, day: ContestDay) {
        self.rules = rules
        self.day = day
        var attempts: [LedgerSequence: AttemptFact] = [:]
        var leaves: [ParticipantIndex: RegistrationFact] = [:]
        var results: [Result] = []
        for fact in facts {
            switch fact.fact.body {
            case .registration(let body): leaves[body.participant] = body
            case .attempt(let body): attempts[fact.sequence] = body
            case .submission(let body) where body.score.counts:
                guard let attempt = attempts[body.attempt.sequence] else { continue }
                results.append(
                    Result(
                        sequence: fact.sequence,
                        participant: attempt.participant,
                        day: attempt.day,
                        fact: body
                    )
                )
            default: break
            }
        }
        self.leaves = leaves
        self.results = results
    }

    func results(in period: BoardPeriod) -> [Result] {
        switch period {
        case .overall: results
        case .day: results.filter { $0.day == day }
        // Weeks begin on Monday; day 4 after 1970-01-01, a Thursday, was one.
        case .week: results.filter { (Int($0.day.number) + 3) / 7 == (Int(day.number) + 3) / 7 }
        }
    }

    /// One person's line.
    struct Line: Equatable {
        var rank = 0
        var participant: ParticipantIndex
        var value: Int
        var time: Int
        var first: Int64
    }

    /// A board's lines, best first, with their ranks.
    func lines(of results: [Result]) -> [Line] {
        let byPerson = Dictionary(grouping: results, by: \.participant)
        var lines = byPerson.map { line(of: $0, $1) }
        func key(_ line: Line) -> [Int64] {
            [
                -Int64(line.value), rules.ranking.breakers.contains(.time) ? Int64(line.time) : 0,
                rules.ranking.breakers.contains(.first) ? line.first : 0,
            ]
        }
        lines.sort { left, right in
            let (leftKey, rightKey) = (key(left), key(right))
            return leftKey == rightKey
                ? left.participant < right.participant
                : leftKey.lexicographicallyPrecedes(rightKey)
        }
        let keys = lines.map(key)
        for index in lines.indices {
            switch rules.ranking.method {
            case .standardCompetition:
                lines[index].rank = 1 + (keys.firstIndex { $0 == keys[index] } ?? 0)
            case .dense:
                lines[index].rank = 1
                for place in keys.indices.dropFirst() where place <= index {
                    if keys[place] != keys[place - 1] { lines[index].rank += 1 }
                }
            case .ordinal: lines[index].rank = index + 1
            }
        }
        return lines
    }

    private func line(of participant: ParticipantIndex, _ unsorted: [Result]) -> Line {
        // In the order in which the attempts ended, whatever order they were written in.
        // Of two that ended at one instant the better is the later.
        let results = unsorted.sorted {
            ($0.fact.endedAt, $0.points, -$0.time) < ($1.fact.endedAt, $1.points, -$1.time)
        }
        var value = 0
        var reached: LedgerInstant?
        for (index, result) in results.enumerated() {
            let next =
                switch rules.ranking.value {
                case .sum: value + result.points
                case .best: index == 0 ? result.points : max(value, result.points)
                case .latest: result.points
                case .count: value + 100
                case .average: average(results.prefix(index + 1))
                case .accuracy: accuracy(results.prefix(index + 1))
                }
            // A sum of nothing was never reached; anything else is, by the first attempt.
            let isFirst = reached == nil && rules.ranking.value != .sum
            let isRatio = [.latest, .average, .accuracy].contains(rules.ranking.value)
            if next != value || isFirst || isRatio {
                reached = result.fact.endedAt
            }
            value = next
        }
        return Line(
            participant: participant,
            value: value,
            time: time(of: results),
            first: reached?.millisecondsSinceEpoch ?? 0
        )
    }

    private func average(_ results: ArraySlice<Result>) -> Int {
        let sum = results.reduce(0) { $0 + $1.points }
        return Int((Double(sum) / Double(results.count)).rounded(.down))
    }

    private func accuracy(_ results: ArraySlice<Result>) -> Int {
        let right = results.reduce(0) { $0 + Int($1.fact.score.right) }
        let drawn = results.reduce(0) { $0 + Int($1.fact.score.drawn) }
        return drawn == 0 ? 0 : right * 10_000 / drawn
    }

    private func time(of results: [Result]) -> Int {
        switch (rules.ranking.time, rules.ranking.value) {
        case (.summed, _): return results.reduce(0) { $0 + $1.time }
        case (.ofBest, .latest): return results.last?.time ?? 0
        case (.ofBest, _):
            let best = results.map(\.points).max()
            return results.filter { $0.points == best }.map(\.time).min() ?? 0
        }
    }

    /// The figures of some submissions.
    func tally(_ results: [Result]) -> Tally {
        var tally = Tally()
        let byPerson = Dictionary(grouping: results, by: \.participant)
        tally.people = byPerson.count
        tally.scorers = byPerson.values.count { $0.reduce(0) { $0 + $1.points } > 0 }
        for result in results {
            tally.attempts += 1
            tally.points += result.points
            tally.right += Int(result.fact.score.right)
            tally.drawn += Int(result.fact.score.drawn)
        }
        return tally
    }
}
