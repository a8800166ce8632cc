public import ContestModel

/// What the boards need to know of a submission.
public struct FoldedSubmission: Hashable, Sendable {
    /// Its place in the ledger.
    public var sequence: LedgerSequence
    /// Whose.
    public var participant: ParticipantIndex
    /// The day on which the attempt began.
    public var day: ContestDay
    /// When it ended.
    public var endedAt: LedgerInstant
    /// How long it took.
    public var elapsed: Duration
    /// Its mark.
    public var score: Score
    /// The leaf region that earned it.
    public var region: NodeID
    /// The leaf unit that earned it.
    public var unit: NodeID
    /// Whether every question of the paper that remains is right.
    public var hasFullMarks: Bool
    /// Whether it reaches its track's pass mark; false where there is none.
    public var passes: Bool

    /// Makes a submission to fold.
    public init(
        sequence: LedgerSequence,
        participant: ParticipantIndex,
        day: ContestDay,
        endedAt: LedgerInstant,
        elapsed: Duration,
        score: Score,
        region: NodeID,
        unit: NodeID,
        hasFullMarks: Bool = false,
        passes: Bool = false
    ) {
        self.sequence = sequence
        self.participant = participant
        self.day = day
        self.endedAt = endedAt
        self.elapsed = elapsed
        self.score = score
        self.region = region
        self.unit = unit
        self.hasFullMarks = hasFullMarks
        self.passes = passes
    }
}
