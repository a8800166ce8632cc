import ContestModel

/// Decides when a ledger's signed head is due in the contest's file of anchors: once a contest day,
/// and after the contest only on days that find something new.
struct AnchorCalendar {
    private var last: (day: ContestDay, sequence: LedgerSequence)?
    private var notBefore = LedgerInstant.epoch

    /// How long a failed write waits before the next try.
    static let retryDelay = Duration.seconds(60)

    /// Takes up where a file of anchors ends.
    init(after last: ChainHeadStatement?, _ schedule: ContestSchedule) {
        if let last, let day = Self.day(of: last.at, schedule) {
            self.last = (day, last.sequence)
        }
    }

    /// Whether an anchor is due, as far as the clock knows: `isNew` has the last word.
    func isDue(at now: LedgerInstant, _ schedule: ContestSchedule) -> Bool {
        guard now >= notBefore, let day = Self.day(of: now, schedule) else { return false }
        return last.map { day > $0.day } ?? true
    }

    /// Whether a head says what the last anchor did not.
    func isNew(_ sequence: LedgerSequence) -> Bool { last?.sequence != sequence }

    /// An anchor is written, or this day needs none.
    mutating func settle(
        _ sequence: LedgerSequence,
        at now: LedgerInstant,
        _ schedule: ContestSchedule
    ) {
        if let day = Self.day(of: now, schedule) { last = (day, sequence) }
    }

    /// An anchor could not be written.
    mutating func postpone(at now: LedgerInstant) {
        notBefore = now.advanced(by: Self.retryDelay)
    }

    /// The contest's day, nil before the first.
    ///
    /// Beyond the days that were worked out, days have 24 hours.
    private static func day(of instant: LedgerInstant, _ schedule: ContestSchedule) -> ContestDay? {
        if let day = schedule.day(of: instant) { return day }
        guard let last = schedule.dayStarts.last, instant >= last else { return nil }
        let beyond = last.duration(to: instant).milliseconds / 86_400_000
        let number = Int64(schedule.firstDay.number) + Int64(schedule.dayStarts.count) - 1 + beyond
        return ContestDay(number: Int32(clamping: number))
    }
}
