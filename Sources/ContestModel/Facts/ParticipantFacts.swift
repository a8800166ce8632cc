/// A client-made key that makes a request safe to repeat: 128 bits of a digest over it.
public struct IdempotencyKey: Hashable, Sendable {
    /// The first eight bytes, big-endian.
    public var high: UInt64
    /// The last eight bytes, big-endian.
    public var low: UInt64

    /// Makes a key.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The sixteen bytes.
    public var bytes: [UInt8] {
        [high, low].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
        }
    }

    /// Makes a key from sixteen bytes; nil for another number of them.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// A person entered the contest.
public struct RegistrationFact: Hashable, Sendable {
    /// The dense index given to the person.
    public var participant: ParticipantIndex
    /// The random name that exports may show.
    public var pseudonym: Pseudonym
    /// Makes the registration idempotent; unique in the contest.
    public var key: IdempotencyKey
    /// The leaf region chosen, or `.none`.
    public var region: NodeID
    /// The leaf unit chosen, or `.none`.
    public var unit: NodeID
    /// The version of the consent text that was accepted.
    public var consentVersion: Int32
    /// Whether a guardian consented for a child under fourteen.
    public var byGuardian: Bool

    /// Makes the fact.
    public init(
        participant: ParticipantIndex,
        pseudonym: Pseudonym,
        key: IdempotencyKey,
        region: NodeID,
        unit: NodeID,
        consentVersion: Int32,
        byGuardian: Bool
    ) {
        self.participant = participant
        self.pseudonym = pseudonym
        self.key = key
        self.region = region
        self.unit = unit
        self.consentVersion = consentVersion
        self.byGuardian = byGuardian
    }
}

/// Two accounts turned out to be one person's; the first lives on in the second.
public struct LinkFact: Hashable, Sendable {
    /// The account that ends.
    public var from: ParticipantIndex
    /// The account that goes on.
    public var into: ParticipantIndex

    /// Makes the fact.
    public init(from: ParticipantIndex, into: ParticipantIndex) {
        self.from = from
        self.into = into
    }
}

/// An extra attempt on one day.
public struct GrantFact: Hashable, Sendable {
    /// Whose.
    public var participant: ParticipantIndex
    /// In which track.
    public var track: UInt8
    /// For which day.
    public var day: ContestDay
    /// What earned it.
    public var source: GrantSource
    /// What it stands for, once: an invited person, a share; unique in the contest.
    public var key: IdempotencyKey

    /// Makes the fact.
    public init(
        participant: ParticipantIndex,
        track: UInt8,
        day: ContestDay,
        source: GrantSource,
        key: IdempotencyKey
    ) {
        self.participant = participant
        self.track = track
        self.day = day
        self.source = source
        self.key = key
    }
}
