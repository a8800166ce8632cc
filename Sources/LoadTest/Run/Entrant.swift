/// One simulated participant: who they are to the server, and what it has told them.
///
/// An entrant belongs to one worker at a time, so nothing here is shared.
struct Entrant: Sendable {
    /// From 0.
    let index: Int
    /// The server's name for the participant on boards.
    var pseudonym = ""
    /// The participant's token; empty when the registration failed.
    var session = ""
    /// Every random choice of this participant.
    var generator: SeededGenerator
    /// What became of the attempts, in their order.
    var attempts: [PlayedAttempt] = []

    init(index: Int, seed: UInt64) {
        self.index = index
        generator = SeededGenerator(seed: seed, stream: index)
    }

    /// Acknowledged submissions that count.
    var counted: [Wire.SubmissionReceipt] { attempts.compactMap(\.receipt).filter(\.counts) }

    /// Attempts that may have ended without an answer that said so.
    ///
    /// A start without an answer is taken up by the next start, so only the last can be open.
    var uncertain: Int {
        let ended = Set(attempts.lazy.filter { $0.receipt != nil }.compactMap(\.token))
        let open = Set(attempts.lazy.compactMap(\.token)).subtracting(ended)
        let isLastUnknown = attempts.last.map { $0.token == nil } ?? false
        return open.count + (isLastUnknown ? 1 : 0)
    }
}

/// One attempt as its participant saw it.
struct PlayedAttempt: Sendable {
    /// The attempt's token; `nil` when the start brought no answer.
    var token: String?
    /// The acknowledged responses, in their order.
    var responses: [PlayedResponse] = []
    /// The acknowledged end.
    var receipt: Wire.SubmissionReceipt?
    /// When the server's deadline falls, by the client's clock.
    var deadline: ContinuousClock.Instant?
    /// The participant left on purpose; the deadline ends the attempt.
    var wasLeft = false
}

/// One acknowledged response.
struct PlayedResponse: Sendable {
    var position: Int
    var revision: Int
    var sequence: Int
    /// The tokens that were sent.
    var chosen: [String]
}
