public import ContestModel

/// A fact on its way into the ledger, with the personal data that must be stored with it or not
/// at all.
public struct LedgerEntry: Sendable {
    /// The fact.
    public var fact: Fact
    /// A registration's personal data.
    public var person: SealedPerson?

    /// Makes an entry.
    public init(_ fact: Fact, person: SealedPerson? = nil) {
        self.fact = fact
        self.person = person
    }
}

/// What the store did with one fact.
public enum FactOutcome: Hashable, Sendable {
    /// It is in the ledger, on disk, at this place.
    case committed(LedgerSequence)
    /// The same fact was there already, at this place.
    case duplicate(LedgerSequence)
    /// Another fact holds its place, or has ended its attempt: somebody else wrote first.
    ///
    /// In a store that several servers share, so is a registration whose number is not the next one:
    /// a duplicate before it in the batch may have left a number out.
    case conflict
    /// It cannot be in this ledger.
    case rejected(FactRejection)
}

/// Why a fact cannot be in a ledger.
public enum FactRejection: String, Hashable, Sendable {
    /// It belongs to an attempt that is not there.
    case unknownAttempt = "unknown_attempt"
    /// It belongs to an attempt whose earlier fact failed in the same batch.
    case earlierFactFailed = "earlier_fact_failed"
}

/// The end of a ledger.
public struct LedgerHead: Hashable, Sendable {
    /// The last fact's sequence; zero for an empty ledger.
    public var sequence: LedgerSequence
    /// The chain's value after it, 32 bytes.
    public var chain: [UInt8]
    /// The last fact's instant.
    public var at: LedgerInstant

    /// Makes a head.
    public init(
        sequence: LedgerSequence = 0,
        chain: [UInt8] = LedgerChain.genesis,
        at: LedgerInstant = .epoch
    ) {
        self.sequence = sequence
        self.chain = chain
        self.at = at
    }
}

/// Where a page of facts begins: after this key.
public struct FactCursor: Hashable, Sendable {
    /// The sequence, or the attempt's sequence for responses and submissions.
    public var key: Int64
    /// For responses: position times 65,536 plus revision.
    public var subkey: Int64

    /// Makes a cursor.
    public init(key: Int64 = 0, subkey: Int64 = 0) {
        self.key = key
        self.subkey = subkey
    }
}

/// A page of facts.
public struct FactPage: Sendable {
    /// The facts.
    public var facts: [CommittedFact]
    /// Where the next page begins; nil at the end.
    public var next: FactCursor?

    /// Makes a page.
    public init(facts: [CommittedFact], next: FactCursor?) {
        self.facts = facts
        self.next = next
    }
}

/// One attempt with its responses and its end, as stored.
public struct AttemptRecord: Sendable {
    /// Its identifier.
    public var id: AttemptID
    /// When it began.
    public var startedAt: LedgerInstant
    /// The fact that began it.
    public var attempt: AttemptFact
    /// Its responses in order of position and revision.
    public var responses: [CommittedFact]
    /// Its end; nil while it is open.
    public var submission: CommittedFact?

    /// Makes a record.
    public init(
        id: AttemptID,
        startedAt: LedgerInstant,
        attempt: AttemptFact,
        responses: [CommittedFact],
        submission: CommittedFact?
    ) {
        self.id = id
        self.startedAt = startedAt
        self.attempt = attempt
        self.responses = responses
        self.submission = submission
    }
}
