/// When a contest runs, with every day's first instant worked out beforehand.
///
/// `contest apply` computes the days in the contest's time zone once; the engine and SQL look them
/// up and never compute them, so both agree on every machine.
public struct ContestSchedule: Hashable, Codable, Sendable {
    /// The time zone's name, as people read it: `Asia/Shanghai`.
    public var timeZone: String
    /// The first instant at which an attempt may begin.
    public var opensAt: LedgerInstant
    /// The first instant at which no attempt may begin any more.
    public var closesAt: LedgerInstant
    /// What closing does to attempts under way.
    public var closing: ClosingPolicy
    /// When public boards stop; nil for never.
    public var freezesAt: LedgerInstant?
    /// The day that `dayStarts[0]` begins.
    public var firstDay: ContestDay
    /// The first instants of `firstDay` and of each day after it, ascending.
    ///
    /// It reaches beyond closing, so that an extension needs no new computation.
    public var dayStarts: [LedgerInstant]

    /// Makes a schedule.
    public init(
        timeZone: String,
        opensAt: LedgerInstant,
        closesAt: LedgerInstant,
        closing: ClosingPolicy = .ownDeadline,
        freezesAt: LedgerInstant? = nil,
        firstDay: ContestDay,
        dayStarts: [LedgerInstant]
    ) {
        self.timeZone = timeZone
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.closing = closing
        self.freezesAt = freezesAt
        self.firstDay = firstDay
        self.dayStarts = dayStarts
    }

    /// The day that an instant lies in, or nil outside the days that were worked out.
    ///
    /// - Complexity: O(log days).
    public func day(of instant: LedgerInstant) -> ContestDay? {
        guard let first = dayStarts.first, instant >= first else { return nil }
        var low = 0
        var high = dayStarts.count
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if dayStarts[middle] <= instant { low = middle } else { high = middle }
        }
        guard high < dayStarts.count, let offset = Int32(exactly: low) else { return nil }
        return ContestDay(number: firstDay.number + offset)
    }

    /// The first instant of a day, or nil outside the days that were worked out.
    public func start(of day: ContestDay) -> LedgerInstant? {
        let offset = Int(day.number) - Int(firstDay.number)
        return dayStarts.indices.contains(offset) ? dayStarts[offset] : nil
    }
}

/// What happens at closing to attempts that began before it.
public enum ClosingPolicy: String, Codable, CaseIterable, Sendable {
    /// They run to their own deadline.
    case ownDeadline = "own_deadline"
    /// They end at closing with what was saved.
    case hard
}
