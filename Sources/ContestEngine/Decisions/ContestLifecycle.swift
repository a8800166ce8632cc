import ContestModel
import FoundationEssentials

/// Whether people may take part just now, as the organiser's acts have left it.
struct ContestLifecycle: Sendable {
    private(set) var isOpen = false
    private(set) var extendedTo: LedgerInstant?
    private(set) var closedAt: LedgerInstant?
    private(set) var pausedSince: LedgerInstant?
    private(set) var pauses: [(from: LedgerInstant, to: LedgerInstant)] = []
    private(set) var frozenAt: LedgerInstant?
    /// The latest freeze or unfreeze; a scheduled freeze is due when it lies before the schedule's.
    private var freezeDecidedAt = LedgerInstant.epoch
    /// nil until an act says otherwise than the rules.
    private(set) var publishesPeople: Bool?

    /// When the contest closes: the rules' instant, an extension's or a closing act's.
    func closesAt(_ schedule: ContestSchedule) -> LedgerInstant {
        closedAt ?? extendedTo ?? schedule.closesAt
    }

    /// Whether the rules' own freeze is due and no organiser has decided about it since.
    func freezeIsDue(at now: LedgerInstant, _ schedule: ContestSchedule) -> Bool {
        guard isOpen, frozenAt == nil, let due = schedule.freezesAt else { return false }
        return now >= due && freezeDecidedAt < due
    }

    /// Refuses what may not begin now.
    func refusal(at now: LedgerInstant, _ schedule: ContestSchedule) -> Refusal? {
        if !isOpen || now < schedule.opensAt { return .notOpenYet(opensAt: schedule.opensAt) }
        let closing = closesAt(schedule)
        if now >= closing { return .contestClosed(at: closing) }
        return pausedSince == nil ? nil : .paused
    }

    /// When an attempt's time is really up: its own deadline, moved by pauses, cut by closing.
    ///
    /// - Parameter holding: Whether a pause that has not ended keeps the time from running out.
    ///   Only what people read says no.
    func deadline(
        of own: LedgerInstant?,
        startedAt: LedgerInstant,
        _ schedule: ContestSchedule,
        holding: Bool = true
    ) -> LedgerInstant {
        let closing = closesAt(schedule)
        guard let deadline = moved(own, startedAt: startedAt, holding: holding) else {
            return closing
        }
        return schedule.closing == .hard ? min(deadline, closing) : deadline
    }

    /// Whether closing, and not its own deadline, is what ends an attempt.
    func endsByClosing(
        _ own: LedgerInstant?,
        startedAt: LedgerInstant,
        _ schedule: ContestSchedule
    ) -> Bool {
        guard let deadline = moved(own, startedAt: startedAt, holding: true) else { return true }
        return schedule.closing == .hard && deadline > closesAt(schedule)
    }

    /// An attempt's own deadline, moved by the pauses that have ended and held by one that has not.
    private func moved(
        _ own: LedgerInstant?,
        startedAt: LedgerInstant,
        holding: Bool
    ) -> LedgerInstant? {
        guard var deadline = own else { return nil }
        for pause in pauses where pause.to > startedAt && pause.from < deadline {
            deadline = deadline.advanced(by: max(pause.from, startedAt).duration(to: pause.to))
        }
        if holding, let pausedSince, deadline > pausedSince { return .distantFuture }
        return deadline
    }

    /// The time from one instant to another without pauses.
    func elapsed(from start: LedgerInstant, to end: LedgerInstant) -> Duration {
        var elapsed = start.duration(to: end)
        for pause in pauses where pause.to > start && pause.from < end {
            elapsed -= max(pause.from, start).duration(to: min(pause.to, end))
        }
        if let pausedSince, pausedSince < end {
            elapsed -= max(pausedSince, start).duration(to: end)
        }
        return max(elapsed, .zero)
    }

    /// Says why an act does not fit the present state; nil when it fits.
    func objection(to act: AmendmentFact, at now: LedgerInstant, _ schedule: ContestSchedule)
        -> Refusal?
    {
        switch act.kind {
        case .open: isOpen ? .actNotPossible("open: 已经开赛") : nil
        case .pause: pausedSince != nil ? .actNotPossible("pause: 已在暂停中") : nil
        case .resume: pausedSince == nil ? .actNotPossible("resume: 没有暂停") : nil
        case .extend:
            if let until = Self.until(act), until > now, until > closesAt(schedule),
                schedule.day(of: until) != nil
            {
                nil
            } else {
                .actNotPossible("extend: 新的截止时间须晚于现在的截止时间，且距开赛不超过 400 天")
            }
        case .close where !isOpen: .actNotPossible("close: 尚未开赛")
        case .close: closedAt != nil ? .actNotPossible("close: 已经结束") : nil
        case .freeze: frozenAt != nil ? .actNotPossible("freeze: 已经封榜") : nil
        case .unfreeze: frozenAt == nil ? .actNotPossible("unfreeze: 没有封榜") : nil
        case .publish, .withdrawPublication: nil
        default: nil
        }
    }

    /// Takes in an act that is in the ledger.
    mutating func apply(_ act: AmendmentFact, at instant: LedgerInstant) {
        switch act.kind {
        case .open: isOpen = true
        case .pause: pausedSince = instant
        case .resume: endPause(at: instant)
        case .extend:
            extendedTo = Self.until(act)
            closedAt = nil
        case .close:
            // Nobody resumes a contest that is closed: what is open must come to its end.
            endPause(at: instant)
            closedAt = instant
        case .freeze: (frozenAt, freezeDecidedAt) = (instant, instant)
        case .unfreeze: (frozenAt, freezeDecidedAt) = (nil, instant)
        case .publish: publishesPeople = true
        case .withdrawPublication: publishesPeople = false
        default: break
        }
    }

    private mutating func endPause(at instant: LedgerInstant) {
        if let since = pausedSince { pauses.append((since, instant)) }
        pausedSince = nil
    }

    private struct ExtensionDetails: Decodable {
        var until: LedgerInstant
    }

    private static func until(_ act: AmendmentFact) -> LedgerInstant? {
        try? CanonicalJSON.decode(ExtensionDetails.self, from: act.details).until
    }
}
