import ContestModel

/// An attempt under way: what is reserved for it and what of that is committed.
///
/// Decisions look at what is reserved, so that nothing is granted twice; what people see comes from
/// what is committed.
struct OpenAttempt: Sendable {
    enum Stage: Sendable {
        /// Its first fact is queued.
        case starting(ticket: Int)
        case running
        /// Its submission is queued.
        case ending(ticket: Int)
    }

    var id = AttemptID(sequence: 0)
    let participant: ParticipantIndex
    let track: UInt8
    let day: ContestDay
    let startedAt: LedgerInstant
    let ownDeadline: LedgerInstant?
    let edition: Int
    let seed: UInt64
    let paper: Paper
    var stage: Stage
    /// What was used of the track before: what holds until this attempt is in the ledger.
    var quotaBefore = TrackQuota()
    var answers: [Answer]

    /// The state of one position.
    struct Answer: Sendable {
        /// When the question was first shown; nil while it has not been.
        var shownAt: LedgerInstant?
        /// The latest revision decided, zero before the first.
        var revision: UInt16 = 0
        var chosen = OptionMask.empty
        /// The ticket of that revision while it is queued.
        var ticket: Int?
        /// The latest revision that is in the ledger, with its receipt.
        var committedRevision: UInt16 = 0
        var committedChosen = OptionMask.empty
        var sequence: LedgerSequence = 0
        var receivedAt = LedgerInstant.epoch

        /// Notes a response that is queued.
        mutating func reserve(_ fact: ResponseFact, ticket: Int) {
            revision = fact.revision
            chosen = fact.chosen
            self.ticket = ticket
        }
    }

    /// Takes in a response that is in the ledger.
    mutating func take(
        _ fact: ResponseFact,
        sequence: LedgerSequence,
        at instant: LedgerInstant
    ) {
        let position = Int(fact.position)
        guard answers.indices.contains(position) else { return }
        if fact.revision > answers[position].committedRevision {
            answers[position].committedRevision = fact.revision
            answers[position].committedChosen = fact.chosen
            answers[position].sequence = sequence
            answers[position].receivedAt = instant
        }
        if fact.revision >= answers[position].revision {
            answers[position].revision = fact.revision
            answers[position].chosen = fact.chosen
            answers[position].ticket = nil
        }
        if position + 1 < answers.count, answers[position + 1].shownAt == nil {
            answers[position + 1].shownAt = instant
        }
    }

    /// How many questions are committed as answered, in an unbroken run from the first.
    var answeredRun: Int {
        answers.firstIndex { $0.committedRevision == 0 } ?? answers.count
    }
}
