/// The time that standings cover.
public enum AuditPeriod: Hashable, Sendable {
    /// The whole contest.
    case overall
    /// The attempts begun on one day, counted from 1970-01-01 in the contest's time zone.
    case day(Int)
    /// The attempts begun in one week from Monday; week 0 holds 1970-01-01, a Thursday.
    case week(Int)
    /// The attempts begun on a range of days, the last included.
    case days(ClosedRange<Int>)

    /// The days covered.
    var days: ClosedRange<Int64> {
        switch self {
        case .overall: Int64.min...Int64.max
        case .day(let day): Int64(day)...Int64(day)
        case .days(let days): Int64(days.lowerBound)...Int64(days.upperBound)
        case .week(let week):
            Int64(week).clampedWeek * 7 - 3...Int64(week).clampedWeek * 7 + 3
        }
    }

    /// The name of the period in places: `day 20240`.
    var name: String {
        switch self {
        case .overall: "overall"
        case .day(let day): "day \(day)"
        case .week(let week): "week \(week)"
        case .days(let days): "days \(days.lowerBound)…\(days.upperBound)"
        }
    }
}

extension Int64 {
    fileprivate var clampedWeek: Int64 { Swift.max(-1 << 40, Swift.min(1 << 40, self)) }
}
