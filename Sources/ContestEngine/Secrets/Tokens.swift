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
            key: secrets.session
        )
    }

    /// Reads a token; nil when it was not made with these secrets or has expired.
    public init?(
        _ text: [UInt8],
        secrets: ContestSecrets,
        now: LedgerInstant
    ) {
        guard let payload = SealedBytes.payload(text, kind: Self.kind, key: secrets.session) else {
            return nil
        }
        self.init(
            participant: ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: payload >> 32)),
            expiryMinute: UInt32(truncatingIfNeeded: payload)
        )
        guard now.millisecondsSinceEpoch / 60_000 < Int64(expiryMinute) else { return nil }
    }
}

extension AttemptID {
    private static let kind: UInt8 = 2

    /// The identifier as participants see it: sealed, so that none can be guessed.
    public func text(_ secrets: ContestSecrets) -> String {
        SealedBytes.text(kind: Self.kind, UInt64(bitPattern: sequence), key: secrets.attempt)
    }

    /// Reads a sealed identifier; nil when it was not made with these secrets.
    public init?(_ text: [UInt8], secrets: ContestSecrets) {
        guard let payload = SealedBytes.payload(text, kind: Self.kind, key: secrets.attempt) else {
            return nil
        }
        self.init(sequence: LedgerSequence(bitPattern: payload))
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
            key: secrets.cursor,
            scope: scope
        )
    }

    /// Reads a cursor; nil when it was not made with these secrets and for this scope.
    public init?(_ text: [UInt8], secrets: ContestSecrets, scope: String) {
        guard
            let payload = SealedBytes.payload(
                text,
                kind: Self.kind,
                key: secrets.cursor,
                scope: scope
            )
        else { return nil }
        sequence = LedgerSequence(payload >> 24)
        position = Int(payload & 0xFF_FFFF)
    }
}

/// Eight bytes under a MAC, as fixed-width hexadecimal text.
///
///     1 byte    kind and key generation
///     8 bytes   payload, big-endian
///     15 bytes  HMAC-SHA256 over the nine bytes before and the scope's, cut to 120 bits
private enum SealedBytes {
    static let byteCount = 24
    static let macByteCount = 15

    static func text(
        kind: UInt8,
        _ payload: UInt64,
        key: KeyedMAC,
        scope: String = ""
    ) -> String {
        let message = message(kind, payload)
        return Hexadecimal.encode(message + key.prefix(macByteCount, of: message + scope.utf8))
    }

    /// The payload of a text that was made for a scope.
    static func payload(_ text: [UInt8], kind: UInt8, key: KeyedMAC, scope: String) -> UInt64? {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        guard bytes.withUnsafeMutableBytes({ Hexadecimal.decode(text, into: $0) }),
            bytes.first == kind
        else { return nil }
        let message = Array(bytes.prefix(byteCount - macByteCount))
        let expected = key.prefix(macByteCount, of: message + scope.utf8)
        let difference = zip(expected, bytes.suffix(macByteCount)).reduce(UInt8(0)) {
            $0 | ($1.0 ^ $1.1)
        }
        guard difference == 0 else { return nil }
        return message.dropFirst().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }

    static func payload(_ text: [UInt8], kind: UInt8, key: KeyedMAC) -> UInt64? {
        guard text.count == 2 * byteCount else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 1) { bytes in
            guard Hexadecimal.decode(text, into: bytes), bytes[0] == kind else { return nil }
            let payload = bytes[1..<9].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let message = UnsafeRawBufferPointer(rebasing: bytes[..<9])
            let difference = key.code(for: message) { expected in
                var difference: UInt8 = 0
                for offset in 0..<macByteCount {
                    difference |= expected[offset] ^ bytes[9 + offset]
                }
                return difference
            }
            return difference == 0 ? payload : nil
        }
    }

    private static func message(_ kind: UInt8, _ payload: UInt64) -> [UInt8] {
        [kind] + (0..<8).map { UInt8(truncatingIfNeeded: payload >> UInt64(56 - 8 * $0)) }
    }
}

/// Lower-case hexadecimal digits.
public enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Two digits a byte.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads lower-case digits into `bytes`, which wants exactly two for each; false for anything
    /// else.
    static func decode(_ text: [UInt8], into bytes: UnsafeMutableRawBufferPointer) -> Bool {
        guard text.count == bytes.count * 2 else { return false }
        var isValid = true
        for index in bytes.indices {
            let high = value(text[2 * index])
            let low = value(text[2 * index + 1])
            isValid = isValid && high < 16 && low < 16
            bytes[index] = high << 4 | low & 15
        }
        return isValid
    }

    /// A digit's value; 255 for what is none.
    private static func value(_ digit: UInt8) -> UInt8 {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: 255
        }
    }
}
