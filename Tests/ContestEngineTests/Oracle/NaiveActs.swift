import ContestModel

/// The organiser's acts as they stand, told again from the facts.
struct NaiveActs {
    private(set) var isOpen = false
    /// When the contest closes; nil for as the rules say.
    private(set) var closing: LedgerInstant?
    private(set) var pausedSince: LedgerInstant?
    private(set) var isFrozen = false
    private var pauses: [(from: Int64, to: Int64)] = []
    private var isClosed = false

    /// Takes in an act; says what is wrong with it, or nil.
    mutating func take(_ act: AmendmentFact, at instant: LedgerInstant) -> String? {
        switch act.kind {
        case .open:
            defer { isOpen = true }
            return isOpen ? "opens again" : nil
        case .pause:
            defer { pausedSince = pausedSince ?? instant }
            return pausedSince == nil ? nil : "pauses again"
        case .resume:
            defer { endPause(at: instant) }
            return pausedSince == nil ? "resumes what is not paused" : nil
        case .extend:
            closing = Self.number(in: act.details).map(LedgerInstant.init(millisecondsSinceEpoch:))
            isClosed = false
            return closing == nil ? "says not until when" : nil
        case .close:
            // Closing for good ends a pause: what is open must come to its end.
            endPause(at: instant)
            closing = instant
            defer { isClosed = true }
            return isClosed ? "closes again" : nil
        case .freeze:
            defer { isFrozen = true }
            return isFrozen ? "freezes again" : nil
        case .unfreeze:
            defer { isFrozen = false }
            return isFrozen ? nil : "unfreezes what is not frozen"
        default: return nil
        }
    }

    private mutating func endPause(at instant: LedgerInstant) {
        guard let since = pausedSince else { return }
        pauses.append((since.millisecondsSinceEpoch, instant.millisecondsSinceEpoch))
        pausedSince = nil
    }

    /// When a stopwatch started at an instant, which stands still in pauses, shows so many
    /// milliseconds; nil while it stands still before that.
    func instant(after milliseconds: Int64, from start: LedgerInstant) -> LedgerInstant? {
        var cursor = start.millisecondsSinceEpoch
        var left = milliseconds
        for pause in pauses where pause.to > cursor {
            let run = max(pause.from - cursor, 0)
            if run >= left { break }
            left -= run
            cursor = pause.to
        }
        if let since = pausedSince?.millisecondsSinceEpoch, since < cursor + left { return nil }
        return LedgerInstant(millisecondsSinceEpoch: cursor + left)
    }

    /// What that stopwatch shows at an instant.
    func running(from start: LedgerInstant, to end: LedgerInstant) -> Int64 {
        var shown = end.millisecondsSinceEpoch - start.millisecondsSinceEpoch
        for pause in pauses {
            let from = max(pause.from, start.millisecondsSinceEpoch)
            let to = min(pause.to, end.millisecondsSinceEpoch)
            if to > from { shown -= to - from }
        }
        if let since = pausedSince, since < end { shown -= since.duration(to: end).milliseconds }
        return shown
    }

    /// The digits in an extension's details.
    private static func number(in details: [UInt8]) -> Int64? {
        let digits = (UInt8(ascii: "0")...UInt8(ascii: "9"))
        return Int64(String(decoding: details.filter { digits.contains($0) }, as: UTF8.self))
    }
}
