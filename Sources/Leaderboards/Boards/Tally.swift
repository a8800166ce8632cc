public import ContestModel

/// The figures of a region, a unit, an industry or the whole contest.
public struct Tally: Hashable, Sendable {
    /// 人数: distinct people with at least one counted attempt.
    public var people = 0
    /// 得分人数: those of them with more than nothing.
    public var scorers = 0
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

    /// Adds all that a person has in a period.
    mutating func add(_ standing: Standing) {
        apply(standing, sign: 1)
    }

    /// Puts what a person has now in the place of what the same person had.
    mutating func replace(_ old: Standing, with new: Standing) {
        apply(old, sign: -1)
        apply(new, sign: 1)
    }

    private mutating func apply(_ standing: Standing, sign: Int) {
        guard standing.isRanked else { return }
        people += sign
        if standing.points > 0 { scorers += sign }
        attempts += sign * Int(standing.attempts)
        points += sign * Int(standing.points)
        right += sign * Int(standing.right)
        drawn += sign * Int(standing.drawn)
    }

    /// What the contest ranks groups by, scaled so that larger is better and ties are exact.
    ///
    /// Ratios are compared in parts per million, rounded down; a missing headcount ranks last.
    ///
    /// - Parameter heat: The contest's formula; without one every heat is zero.
    public func value(
        by measure: GroupMeasure,
        headcount: Int?,
        heat: HeatFormula? = nil
    ) -> Int {
        switch measure {
        case .people: people
        case .scorers: scorers
        case .attempts: attempts
        case .points: points
        case .average: Self.perMillion(points, of: attempts)
        case .accuracy: Self.perMillion(right, of: drawn)
        case .participation: headcount.map { Self.perMillion(people, of: $0) } ?? -1
        case .heat: heat.map(self.heat) ?? 0
        }
    }

    /// 热度 in hundredths by a formula; it saturates.
    public func heat(_ formula: HeatFormula) -> Int {
        let parts = [
            (formula.people, people, 100), (formula.attempts, attempts, 100),
            (formula.points, points, 1),
        ]
        return parts.reduce(0) { sum, part in
            let (product, overflow) = part.1.multipliedReportingOverflow(by: part.0 * part.2)
            let (next, carry) = sum.addingReportingOverflow(overflow ? .max : product)
            return carry ? .max : next
        }
    }

    private static func perMillion(_ part: Int, of whole: Int) -> Int {
        guard whole > 0 else { return 0 }
        let (product, overflow) = part.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? part / whole * 1_000_000 : product / whole
    }
}
