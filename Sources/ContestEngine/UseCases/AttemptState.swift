public import ContestModel
public import Leaderboards

/// An attempt as its person may see it.
public enum AttemptState: Sendable {
    /// It can still be answered.
    case underWay(AttemptView)
    /// It has ended.
    case ended(AttemptResult)
}

/// An ended attempt, with what the contest's policies let be seen now.
public struct AttemptResult: Sendable {
    /// The submission's receipt.
    public var receipt: SubmissionReceipt
    /// The questions that had been shown, with the answers that counted.
    public var questions: [PaperQuestion]
    /// Right or wrong for each of `questions`; empty where the policy does not show it.
    public var verdicts: [Verdict]
}

/// A person's own place, which a freeze does not hide.
public struct OwnStanding: Sendable {
    /// The public random name.
    public var pseudonym: Pseudonym
    /// The leaf region.
    public var region: NodeID
    /// The leaf unit.
    public var unit: NodeID
    /// All standings.
    public var standings: ParticipantStandings
    /// The key on the overall board; nil before the first counted attempt.
    public var key: BoardKey?
    /// The rank on the overall board, live.
    public var rank: Int?
    /// How many people are ranked.
    public var ranked: Int
}

/// What is needed to enter a person.
public struct RegistrationRequest: Sendable {
    /// Makes the request idempotent.
    public var key: IdempotencyKey
    /// Personal data.
    public var person: Person
    /// How the account is found again, beside its recovery code; nil for not at all.
    public var lookup: IdempotencyKey?
    /// The leaf region, or `.none`.
    public var region: NodeID
    /// The leaf unit, or `.none`.
    public var unit: NodeID
    /// The version of the consent text.
    public var consentVersion: Int32
    /// Whether a guardian consented.
    public var byGuardian: Bool

    /// Makes a request.
    public init(
        key: IdempotencyKey,
        person: Person,
        lookup: IdempotencyKey? = nil,
        region: NodeID,
        unit: NodeID,
        consentVersion: Int32,
        byGuardian: Bool
    ) {
        self.key = key
        self.person = person
        self.lookup = lookup
        self.region = region
        self.unit = unit
        self.consentVersion = consentVersion
        self.byGuardian = byGuardian
    }
}
