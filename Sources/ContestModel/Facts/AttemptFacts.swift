/// An attempt began.
///
/// Its identifier is the sequence number of this fact.
///
/// (track, participant, day, ordinal) is unique in the store: that constraint, not a check in
/// memory, is what makes limits impossible to race.
public struct AttemptFact: Hashable, Sendable {
    /// Whose.
    public var participant: ParticipantIndex
    /// Index of the track in the rules.
    public var track: UInt8
    /// The day it belongs to on every board: the day on which it began.
    public var day: ContestDay
    /// 1, 2, 3 … within the day.
    public var ordinal: UInt16
    /// 1, 2, 3 … over the whole contest; unique too.
    public var totalOrdinal: Int32
    /// When time runs out; nil without a time limit.
    public var deadline: LedgerInstant?
    /// The rules it is judged by.
    public var rulesVersion: Int32
    /// The bank it was drawn from.
    public var bankVersion: Int32
    /// Which drawing algorithm; see `Scoring`.
    public var algorithm: UInt8
    /// The seed it was drawn with: provenance, secret until the contest has closed.
    public var seed: UInt64
    /// What was drawn, in the order shown.
    public var paper: Paper

    /// Makes the fact.
    public init(
        participant: ParticipantIndex,
        track: UInt8,
        day: ContestDay,
        ordinal: UInt16,
        totalOrdinal: Int32,
        deadline: LedgerInstant?,
        rulesVersion: Int32,
        bankVersion: Int32,
        algorithm: UInt8,
        seed: UInt64,
        paper: Paper
    ) {
        self.participant = participant
        self.track = track
        self.day = day
        self.ordinal = ordinal
        self.totalOrdinal = totalOrdinal
        self.deadline = deadline
        self.rulesVersion = rulesVersion
        self.bankVersion = bankVersion
        self.algorithm = algorithm
        self.seed = seed
        self.paper = paper
    }
}

/// One question was answered, or answered anew.
public struct ResponseFact: Hashable, Sendable {
    /// In which attempt.
    public var attempt: AttemptID
    /// The question's position in the paper, from zero.
    public var position: UInt8
    /// 1, 2, 3 … for each position; the highest counts.
    public var revision: UInt16
    /// What was chosen, in the bank's order of options.
    public var chosen: OptionMask
    /// When the question was first shown.
    public var shownAt: LedgerInstant

    /// Makes the fact.
    public init(
        attempt: AttemptID,
        position: UInt8,
        revision: UInt16,
        chosen: OptionMask,
        shownAt: LedgerInstant
    ) {
        self.attempt = attempt
        self.position = position
        self.revision = revision
        self.chosen = chosen
        self.shownAt = shownAt
    }
}

/// What ended an attempt.
public enum AttemptEnding: UInt8, Hashable, Sendable {
    /// The person submitted.
    case submitted = 1
    /// Time ran out; what had been saved counts.
    case deadline = 2
    /// The contest closed hard.
    case closing = 3
}

/// An attempt ended.
///
/// There is one for each attempt, by constraint.
public struct SubmissionFact: Hashable, Sendable {
    /// Which attempt.
    public var attempt: AttemptID
    /// When it ended: the admission of the submission, or the deadline itself.
    public var endedAt: LedgerInstant
    /// From start to end, without pauses of the contest.
    public var elapsed: Duration
    /// What ended it.
    public var ending: AttemptEnding
    /// The leaf region that earned it, for ever.
    public var region: NodeID
    /// The leaf unit that earned it, for ever.
    public var unit: NodeID
    /// The mark as it was graded at the end, under `keyRevision`.
    ///
    /// Later key revisions are folded from the responses and never edit this.
    public var score: Score
    /// The key revision it was graded under; zero is the bank's own key.
    public var keyRevision: Int32

    /// Makes the fact.
    public init(
        attempt: AttemptID,
        endedAt: LedgerInstant,
        elapsed: Duration,
        ending: AttemptEnding,
        region: NodeID,
        unit: NodeID,
        score: Score,
        keyRevision: Int32
    ) {
        self.attempt = attempt
        self.endedAt = endedAt
        self.elapsed = elapsed
        self.ending = ending
        self.region = region
        self.unit = unit
        self.score = score
        self.keyRevision = keyRevision
    }
}

/// One attempt's mark.
public struct Score: Hashable, Sendable {
    /// Questions drawn.
    public var drawn: UInt8
    /// Questions answered.
    public var answered: UInt8
    /// Questions wholly right; partial credit is not right.
    public var right: UInt8
    /// 得分.
    public var points: Points
    /// Lots earned for the prize draw.
    public var lots: UInt16
    /// Whether the attempt counts as 人次 by the contest's definition.
    public var counts: Bool

    /// Makes a score.
    public init(
        drawn: UInt8,
        answered: UInt8,
        right: UInt8,
        points: Points,
        lots: UInt16,
        counts: Bool
    ) {
        self.drawn = drawn
        self.answered = answered
        self.right = right
        self.points = points
        self.lots = lots
        self.counts = counts
    }
}
