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
    /// What became of the attempts, in their order; without those that were folded.
    var attempts: [PlayedAttempt] = []
    /// What remains of the attempts that were folded.
    var folded = FoldedAttempts()

    init(index: Int, seed: UInt64) {
        self.index = index
        generator = SeededGenerator(seed: seed, stream: index)
    }

    /// Acknowledged submissions that count.
    var counted: [CountedReceipt] {
        folded.counted + attempts.compactMap(\.receipt).filter(\.counts).map(CountedReceipt.init)
    }

    /// How many attempts began; one that was taken up again is one attempt.
    var begun: Int { folded.begun + Set(attempts.lazy.compactMap(\.token)).count }

    /// How many submissions were acknowledged, counted or not.
    var acknowledged: Int { folded.acknowledged + attempts.count { $0.receipt != nil } }

    /// How many responses were acknowledged.
    var responsesAcknowledged: Int {
        folded.responses + attempts.reduce(0) { $0 + $1.responses.count }
    }

    /// Attempts that may have ended without an answer that said so.
    ///
    /// A start without an answer is taken up by the next start, so only the last can be open.
    var uncertain: Int {
        let ended = Set(attempts.lazy.filter { $0.receipt != nil }.compactMap(\.token))
        let open = Set(attempts.lazy.compactMap(\.token)).subtracting(ended)
        let isLastUnknown = attempts.last.map { $0.token == nil } ?? false
        return folded.uncertain + open.count + (isLastUnknown ? 1 : 0)
    }

    /// Puts the attempts that have ended aside, so that memory grows by a few words an attempt.
    ///
    /// - Parameter sequences: Where their sequence numbers are noted.
    mutating func fold(into sequences: SequenceSet) {
        let ended = Set(attempts.lazy.filter { $0.receipt != nil }.compactMap(\.token))
        guard !ended.isEmpty else { return }
        var left: [PlayedAttempt] = []
        var named: [Int] = []
        for attempt in attempts {
            guard let token = attempt.token else { continue }
            guard ended.contains(token) else {
                left.append(attempt)
                continue
            }
            named += attempt.responses.map(\.sequence)
            folded.responses += attempt.responses.count
            guard let receipt = attempt.receipt else { continue }
            named.append(receipt.sequence)
            folded.acknowledged += 1
            if receipt.counts { folded.counted.append(CountedReceipt(receipt)) }
        }
        folded.begun += ended.count
        // A start without an answer that came last may still be open.
        if let last = attempts.last, last.token == nil { left.append(last) }
        attempts = left
        sequences.insert(named)
    }
}

/// What remains of attempts that have ended.
struct FoldedAttempts: Hashable, Sendable {
    /// The submissions that count.
    var counted: [CountedReceipt] = []
    var begun = 0
    var acknowledged = 0
    var responses = 0
    /// Attempts of another process that may have ended.
    var uncertain = 0
}

/// A counted submission in a few words.
struct CountedReceipt: Hashable, Sendable {
    var sequence: Int
    var endedMilliseconds: Int
    var elapsedMilliseconds: Int
    /// In hundredths; `nil` while the contest hides points.
    var points: Int?

}

extension CountedReceipt {
    init(_ receipt: Wire.SubmissionReceipt) {
        self.init(
            sequence: receipt.sequence,
            endedMilliseconds: receipt.endedMilliseconds,
            elapsedMilliseconds: receipt.elapsedMilliseconds,
            points: receipt.points
        )
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
