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
    /// nil until an act says otherwise than the rules.
    private(set) var publishesPeople: Bool?

    /// When the contest closes: the rules' instant, an extension's or a closing act's.
    func closesAt(_ schedule: ContestSchedule) -> LedgerInstant {
        closedAt ?? extendedTo ?? schedule.closesAt
    }

    /// Refuses what may not begin now.
    func refusal(at now: LedgerInstant, _ schedule: ContestSchedule) -> Refusal? {
        if !isOpen || now < schedule.opensAt { return .notOpenYet(opensAt: schedule.opensAt) }
        let closing = closesAt(schedule)
        if now >= closing { return .contestClosed(at: closing) }
        return pausedSince == nil ? nil : .paused
    }

    /// When an attempt's time is really up: its own deadline, moved by pauses, cut by closing.
    func deadline(
        of own: LedgerInstant?,
        startedAt: LedgerInstant,
        _ schedule: ContestSchedule
    ) -> LedgerInstant {
        let closing = closesAt(schedule)
        guard var deadline = own else { return closing }
        for pause in pauses where pause.to > startedAt && pause.from < deadline {
            deadline = deadline.advanced(by: max(pause.from, startedAt).duration(to: pause.to))
        }
        return schedule.closing == .hard ? min(deadline, closing) : deadline
    }

    /// The time from one instant to another without pauses.
    func elapsed(from start: LedgerInstant, to end: LedgerInstant) -> Duration {
        var elapsed = start.duration(to: end)
        for pause in pauses where pause.to > start && pause.from < end {
            elapsed -= max(pause.from, start).duration(to: min(pause.to, end))
        }
        return max(elapsed, .zero)
    }

    /// Says why an act does not fit the present state; nil when it fits.
    func objection(to act: AmendmentFact, at now: LedgerInstant, _ schedule: ContestSchedule)
        -> Refusal?
    {
        switch act.kind {
        case .open: isOpen ? .actNotPossible("open: already open") : nil
        case .pause: pausedSince != nil ? .actNotPossible("pause: already paused") : nil
        case .resume: pausedSince == nil ? .actNotPossible("resume: not paused") : nil
        case .extend:
            if let until = Self.until(act), until > now, until > closesAt(schedule),
                schedule.day(of: until) != nil
            {
                nil
            } else {
                .actNotPossible("extend: until must lie after the present closing")
            }
        case .close: closedAt != nil ? .actNotPossible("close: already closed") : nil
        case .freeze: frozenAt != nil ? .actNotPossible("freeze: already frozen") : nil
        case .unfreeze: frozenAt == nil ? .actNotPossible("unfreeze: not frozen") : nil
        case .publish, .withdrawPublication: nil
        default: .actNotPossible("\(act.kind.rawValue): not offered yet")
        }
    }

    /// Takes in an act that is in the ledger.
    mutating func apply(_ act: AmendmentFact, at instant: LedgerInstant) {
        switch act.kind {
        case .open: isOpen = true
        case .pause: pausedSince = instant
        case .resume:
            if let since = pausedSince { pauses.append((since, instant)) }
            pausedSince = nil
        case .extend:
            extendedTo = Self.until(act)
            closedAt = nil
        case .close: closedAt = instant
        case .freeze: frozenAt = instant
        case .unfreeze: frozenAt = nil
        case .publish: publishesPeople = true
        case .withdrawPublication: publishesPeople = false
        default: break
        }
    }

    private struct ExtensionDetails: Decodable {
        var until: LedgerInstant
    }

    private static func until(_ act: AmendmentFact) -> LedgerInstant? {
        try? CanonicalJSON.decode(ExtensionDetails.self, from: act.details).until
    }
}
