/// Days of a contest that a board is asked for after they have begun: a day, a week, or a range.
public struct PastPeriod: Hashable, Sendable {
    /// The period's name in addresses: `day:2026-06-05`, `week:2026-W23`, `2026-06-01..2026-06-07`.
    public let name: String
    /// The days covered.
    public let days: ClosedRange<ContestDay>

    /// Whether it is one day or one week: what the public may ask for.
    public let isCalendar: Bool

    /// Reads a period's name; nil for anything else and for days that do not exist.
    ///
    /// Weeks are those of ISO 8601: from Monday, the first one having the year's first Thursday.
    public init?(_ name: some StringProtocol) {
        let text = String(name)
        guard text.utf8.count <= 24 else { return nil }
        self.name = text
        if text.hasPrefix("day:") {
            guard let date = CivilDate(text.dropFirst(4)) else { return nil }
            days = date.contestDay...date.contestDay
            isCalendar = true
        } else if text.hasPrefix("week:") {
            guard let monday = Self.monday(text.dropFirst(5)) else { return nil }
            days = monday...ContestDay(number: monday.number + 6)
            isCalendar = true
        } else {
            guard text.utf8.count == 22, text.dropFirst(10).hasPrefix(".."),
                let first = CivilDate(text.prefix(10))?.contestDay,
                let last = CivilDate(text.suffix(10))?.contestDay, first <= last
            else { return nil }
            days = first...last
            isCalendar = false
        }
    }

    /// The Monday of `2026-W23`.
    private static func monday(_ text: Substring) -> ContestDay? {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, text.dropFirst(4).hasPrefix("-W"),
            let fourth = CivilDate(text.prefix(4) + "-01-04")?.contestDay,
            let week = Int32(text.suffix(2)), bytes[6] != UInt8(ascii: "+"), (1...53).contains(week)
        else { return nil }
        // 1970-01-01 was a Thursday, so that the remainder counts days since a Monday.
        let sinceMonday = (Int64(fourth.number) + 3) % 7
        let first = Int64(fourth.number) - (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday)
        let monday = ContestDay(number: Int32(clamping: first + Int64(week - 1) * 7))
        // The last week of most years is the fifty-second.
        guard
            week < 53
                || CivilDate(ContestDay(number: monday.number + 3)).year == Int(text.prefix(4))
        else { return nil }
        return monday
    }
}
