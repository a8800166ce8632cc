public import ContestModel

/// A participant's session: checked without a look-up.
public struct SessionToken: Hashable, Sendable {
    /// Whose.
    public var participant: ParticipantIndex
    /// When it ends, in whole minutes since the epoch.
    public var expiryMinute: UInt32

    /// How long a session lasts.
    public static let lifetimeMinutes: UInt32 = 12 * 60

    /// Makes a session that lasts from `now`.
    public init(_ participant: ParticipantIndex, from now: LedgerInstant) {
        self.participant = participant
        let minute = max(now.millisecondsSinceEpoch, 0) / 60_000
        expiryMinute = UInt32(clamping: minute) &+ Self.lifetimeMinutes
    }

    private init(participant: ParticipantIndex, expiryMinute: UInt32) {
        self.participant = participant
        self.expiryMinute = expiryMinute
    }

    private static let kind: UInt8 = 1

    /// The token's text: 48 hexadecimal digits.
    public func text(_ secrets: ContestSecrets) -> String {
        SealedBytes.text(
            kind: Self.kind,
            UInt64(participant.rawValue) << 32 | UInt64(expiryMinute),
            by: secrets.present,
            { $0.session },
            scope: secrets.epochs.nonce(of: participant)
        )
    }

    /// Reads a token; nil when it was not made with these secrets, or with a generation that is
    /// believed no longer, or has expired.
    public init?(
        _ text: [UInt8],
        secrets: ContestSecrets,
        now: LedgerInstant
    ) {
        guard
            let sealed = SealedBytes.read(
                text,
                kind: Self.kind,
                secrets,
                { $0.session },
                scope: { payload in
                    secrets.epochs.nonce(
                        of: ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: payload >> 32))
                    )
                }
            ), !sealed.keys.isRevoked
        else { return nil }
        self.init(
            participant: ParticipantIndex(
                rawValue: UInt32(truncatingIfNeeded: sealed.payload >> 32)
            ),
            expiryMinute: UInt32(truncatingIfNeeded: sealed.payload)
        )
        guard now.millisecondsSinceEpoch / 60_000 < Int64(expiryMinute) else { return nil }
    }
}

extension AttemptID {
    private static let kind: UInt8 = 2

    /// The identifier as participants see it: sealed, so that none can be guessed.
    public func text(_ secrets: ContestSecrets) -> String {
        SealedBytes.text(
            kind: Self.kind,
            UInt64(bitPattern: sequence),
            by: secrets.present,
            { $0.attempt },
            scope: secrets.epochs.nonce(at: sequence)
        )
    }

    /// Reads a sealed identifier; nil when it was not made with these secrets.
    ///
    /// Identifiers never expire, not even by a revocation: they open nothing without the session of
    /// the person whose attempt it is.
    public init?(_ text: [UInt8], secrets: ContestSecrets) {
        guard
            let sealed = SealedBytes.read(
                text,
                kind: Self.kind,
                secrets,
                { $0.attempt },
                scope: { payload in
                    secrets.epochs.nonce(at: LedgerSequence(bitPattern: payload))
                }
            )
        else { return nil }
        self.init(sequence: LedgerSequence(bitPattern: sealed.payload))
    }
}

/// A place in a list: which snapshot, and how far.
public struct PageCursor: Hashable, Sendable {
    /// The ledger sequence of the snapshot, at most 2³⁹.
    public var sequence: LedgerSequence
    /// The first position of the next page, at most 2²⁴.
    public var position: Int

    private static let kind: UInt8 = 3

    /// Makes a cursor.
    public init(sequence: LedgerSequence, position: Int) {
        self.sequence = sequence
        self.position = position
    }

    /// The cursor's text.
    ///
    /// - Parameter scope: What is walked and for whom; the MAC covers it, so that the cursor of one
    ///   list is none of another's.
    public func text(_ secrets: ContestSecrets, scope: String) -> String {
        SealedBytes.text(
            kind: Self.kind,
            UInt64(truncatingIfNeeded: sequence) << 24
                | UInt64(truncatingIfNeeded: position) & 0xFF_FFFF,
            by: secrets.present,
            { $0.cursor },
            scope: Array(scope.utf8)
        )
    }

    /// Reads a cursor; nil when it was not made with these secrets and for this scope.
    public init?(_ text: [UInt8], secrets: ContestSecrets, scope: String) {
        guard
            let sealed = SealedBytes.read(
                text,
                kind: Self.kind,
                secrets,
                { $0.cursor },
                scope: { _ in
                    Array(scope.utf8)
                }
            ), !sealed.keys.isRevoked
        else { return nil }
        sequence = LedgerSequence(sealed.payload >> 24)
        position = Int(sealed.payload & 0xFF_FFFF)
    }
}
