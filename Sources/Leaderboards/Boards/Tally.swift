public import ContestModel

/// The figures of a region, a unit or the whole contest.
public struct Tally: Hashable, Sendable {
    /// 人数: distinct people with at least one counted attempt.
    public var people = 0
    /// 人次: counted attempts.
    public var attempts = 0
    /// All points in hundredths.
    public var points = 0
    /// Right questions.
    public var right = 0
    /// Drawn questions.
    public var drawn = 0

    /// Makes an empty tally.
    public init() {}

    /// Adds a counted attempt, and its person when it is the first.
    mutating func add(_ score: Score, newPerson: Bool) {
        if newPerson { people += 1 }
        attempts += 1
        points += Int(score.points.hundredths)
        right += Int(score.right)
        drawn += Int(score.drawn)
    }

    /// Adds all that a person has in a period.
    mutating func add(_ standing: Standing) {
        guard standing.isRanked else { return }
        people += 1
        attempts += Int(standing.attempts)
        points += Int(standing.points)
        right += Int(standing.right)
        drawn += Int(standing.drawn)
    }

    /// What the contest ranks groups by, scaled so that larger is better and ties are exact.
    ///
    /// Ratios are compared in parts per million, rounded down; a missing headcount ranks last.
    public func value(by measure: GroupMeasure, headcount: Int?) -> Int {
        switch measure {
        case .people: people
        case .attempts: attempts
        case .points: points
        case .average: Self.perMillion(points, of: attempts)
        case .accuracy: Self.perMillion(right, of: drawn)
        case .participation: headcount.map { Self.perMillion(people, of: $0) } ?? -1
        }
    }

    private static func perMillion(_ part: Int, of whole: Int) -> Int {
        guard whole > 0 else { return 0 }
        let (product, overflow) = part.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? part / whole * 1_000_000 : product / whole
    }
}
