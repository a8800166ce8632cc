public import ContestModel

/// An attempt that has ended, with what it came to at each place of its paper.
public struct PlayedAttempt: Hashable, Sendable {
    /// Its identifier.
    public var id: AttemptID
    /// Whose it is.
    public var participant: ParticipantIndex
    /// The track.
    public var track: UInt8
    /// The version of the rules that it pinned.
    public var rulesVersion: Int32
    /// The version of the bank that it pinned.
    public var bankVersion: Int32
    /// Whether its submission counts as 人次.
    public var counts: Bool
    /// Where its places lie in the page's `places`, in the paper's order.
    public var places: Range<Int>

    /// Makes an attempt.
    public init(
        id: AttemptID,
        participant: ParticipantIndex,
        track: UInt8,
        rulesVersion: Int32,
        bankVersion: Int32,
        counts: Bool,
        places: Range<Int>
    ) {
        self.id = id
        self.participant = participant
        self.track = track
        self.rulesVersion = rulesVersion
        self.bankVersion = bankVersion
        self.counts = counts
        self.places = places
    }
}

/// One place of a paper: which question stood there and its latest response.
public struct PlayedPlace: Hashable, Sendable {
    /// The question's index in the attempt's bank version.
    public var question: QuestionIndex
    /// What was chosen last, in the bank's order of options; empty when never answered.
    public var chosen: OptionMask
    /// From when the question was shown to when that response was admitted, in milliseconds; nil when
    /// never answered.
    public var milliseconds: Int64?

    /// Makes a place.
    public init(question: QuestionIndex, chosen: OptionMask, milliseconds: Int64?) {
        self.question = question
        self.chosen = chosen
        self.milliseconds = milliseconds
    }
}

/// Some attempts in the order of their identifiers, which is the order in which they began.
///
/// The places of all of them lie in one array: a page costs a few allocations, not several for each
/// attempt.
public struct PlayedAttemptPage: Hashable, Sendable {
    /// The attempts.
    public var attempts: [PlayedAttempt]
    /// Their places, one attempt after the other.
    public var places: [PlayedPlace]
    /// After which attempt the next page begins; nil at the end.
    public var next: AttemptID?

    /// Makes a page.
    public init(attempts: [PlayedAttempt] = [], places: [PlayedPlace] = [], next: AttemptID? = nil)
    {
        self.attempts = attempts
        self.places = places
        self.next = next
    }
}
