public import ContestModel

/// A person's data as the store sees it: sealed, findable only by keyed digests.
public struct SealedPerson: Hashable, Sendable {
    /// Whose.
    public var participant: ParticipantIndex
    /// The person's own data key, wrapped by the contest's; destroying it is erasure.
    public var wrappedKey: [UInt8]
    /// Name and phone under the person's key.
    public var sealed: [UInt8]
    /// A keyed digest by which the account is found again; nil where nothing is looked up.
    public var lookup: IdempotencyKey?

    /// Makes sealed data.
    public init(
        participant: ParticipantIndex,
        wrappedKey: [UInt8],
        sealed: [UInt8],
        lookup: IdempotencyKey?
    ) {
        self.participant = participant
        self.wrappedKey = wrappedKey
        self.sealed = sealed
        self.lookup = lookup
    }
}

/// One line of an organiser's roster, sealed.
public struct SealedRosterEntry: Hashable, Sendable {
    /// A keyed digest of the line; the registration's key, so that a person enters once.
    public var key: IdempotencyKey
    /// A keyed digest of the name by which a log-in finds it.
    public var lookup: IdempotencyKey
    /// Name and phone, sealed.
    public var sealed: [UInt8]
    /// The PIN under a slow hash, with its salt before it.
    public var pinHash: [UInt8]
    /// The leaf region.
    public var region: NodeID
    /// The leaf unit.
    public var unit: NodeID

    /// Makes an entry.
    public init(
        key: IdempotencyKey,
        lookup: IdempotencyKey,
        sealed: [UInt8],
        pinHash: [UInt8],
        region: NodeID,
        unit: NodeID
    ) {
        self.key = key
        self.lookup = lookup
        self.sealed = sealed
        self.pinHash = pinHash
        self.region = region
        self.unit = unit
    }
}

/// An organiser's reading that is on record.
public struct AccessLogEntry: Hashable, Sendable {
    /// When.
    public var at: LedgerInstant
    /// Who.
    public var actor: String
    /// What was read.
    public var subject: String

    /// Makes an entry.
    public init(at: LedgerInstant, actor: String, subject: String) {
        self.at = at
        self.actor = actor
        self.subject = subject
    }
}
