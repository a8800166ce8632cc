import ContestModel

/// Which lines were logged lately, so that what goes on failing fills no log.
struct LogPace: Sendable {
    /// How long a line is no news.
    let interval: Duration
    private var logged: [String: LedgerInstant] = [:]

    /// - Parameter interval: How long a line is no news.
    init(every interval: Duration) { self.interval = interval }

    /// Whether a line is to be logged now; its words are one of a few.
    mutating func isNews(_ words: String, at instant: LedgerInstant) -> Bool {
        if let last = logged[words], last.duration(to: instant) < interval { return false }
        logged[words] = instant
        return true
    }
}
