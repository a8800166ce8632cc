public import ContestModel

// What the engine says to participants. None of the types here that describe a paper has a place
// for a key; `Verdict` is made only where the feedback policy allows it.

/// A question as a participant sees it.
public struct PaperQuestion: Hashable, Sendable {
    /// Its place in the paper, from zero.
    public var position: Int
    /// How it is answered.
    public var type: QuestionType
    /// What is asked.
    public var stem: String
    /// The options in the order shown.
    public var options: [String]
    /// What was chosen, as places shown; empty before an answer.
    public var chosen: OptionMask
    /// The latest revision of the answer; zero before one.
    public var revision: UInt16
}

/// An attempt under way.
public struct AttemptView: Hashable, Sendable {
    /// Its identifier.
    public var id: AttemptID
    /// The track it belongs to.
    public var track: String
    /// The day it counts for.
    public var day: ContestDay
    /// When it began.
    public var startedAt: LedgerInstant
    /// When its time is up.
    public var deadline: LedgerInstant
    /// The ledger's time as this was written, so that a client can count down on its own clock.
    public var now: LedgerInstant
    /// How the questions come.
    public var delivery: DeliveryMode
    /// How many questions the paper has.
    public var questionCount: Int
    /// The questions that have been shown: all of them, or those up to the present one.
    public var questions: [PaperQuestion]
}

/// What became of one response, where the policy lets it be known.
public struct Verdict: Hashable, Sendable {
    /// Whether it was wholly right.
    public var isRight: Bool
    /// The right options, as places shown.
    public var key: OptionMask
    /// The question's explanation.
    public var explanation: String
}

/// The acknowledgement of a response: it is on disk.
public struct ResponseReceipt: Hashable, Sendable {
    /// In which attempt.
    public var attempt: AttemptID
    /// Which question, from zero.
    public var position: Int
    /// Which revision of the answer.
    public var revision: UInt16
    /// Its place in the ledger.
    public var sequence: LedgerSequence
    /// When it was admitted.
    public var receivedAt: LedgerInstant
    /// Right or wrong, where the policy shows it now.
    public var verdict: Verdict?
    /// The next question, one at a time; nil after the last and for whole papers.
    public var next: PaperQuestion?
}

/// The acknowledgement of a submission: it is on disk and counted.
public struct SubmissionReceipt: Hashable, Sendable {
    /// Which attempt.
    public var attempt: AttemptID
    /// Its place in the ledger.
    public var sequence: LedgerSequence
    /// When the attempt ended.
    public var endedAt: LedgerInstant
    /// How long it took, without pauses.
    public var elapsed: Duration
    /// What ended it.
    public var ending: AttemptEnding
    /// How many questions were answered.
    public var answered: Int
    /// How many questions the paper had.
    public var drawn: Int
    /// Whether it counts as 人次.
    public var counts: Bool
    /// The mark, where the policy shows it now.
    public var mark: Mark?

    /// Points, and what they came from.
    public struct Mark: Hashable, Sendable {
        /// 得分.
        public var points: Points
        /// Questions wholly right.
        public var right: Int
        /// Lots earned.
        public var lots: Int
    }
}

/// A person who has entered.
public struct RegistrationReceipt: Hashable, Sendable {
    /// The person's index.
    public var participant: ParticipantIndex
    /// The public random name.
    public var pseudonym: Pseudonym
    /// The registration's place in the ledger.
    public var sequence: LedgerSequence
}

/// What a command came to.
enum CommandReply: Sendable {
    case registered(RegistrationReceipt)
    case attempt(AttemptView)
    case response(ResponseReceipt)
    case submission(SubmissionReceipt)
    case done(LedgerSequence)
    /// It was there already: the caller reads the first one from the store.
    case duplicate(LedgerSequence)
}
