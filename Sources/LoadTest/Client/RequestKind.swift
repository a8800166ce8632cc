/// The kinds of request that a participant makes.
public enum RequestKind: String, CaseIterable, Codable, Sendable {
    /// Entering the contest.
    case register
    /// Beginning an attempt.
    case start
    /// Saving a response.
    case respond
    /// Submitting an attempt.
    case submit
    /// A spectator's look at a board.
    case board
    /// Reading: contest, trees, attempts, tallies, the audit view.
    case read

    /// Whether it belongs to the attempts, whose rate and latency are the report's.
    var isPartOfAttempt: Bool {
        switch self {
        case .start, .respond, .submit: true
        case .register, .board, .read: false
        }
    }
}
