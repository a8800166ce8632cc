public import ContestModel
import Crypto

/// Every key of one contest, derived from the server's master secrets.
///
/// Derivation is HKDF-SHA256 (RFC 5869) with the contest's name and a purpose as its info, so that
/// nothing made for one contest or purpose is worth anything in another. New things are made with the
/// present generation; digests that lie in the ledger, and option tokens that a page may still
/// show, are made with the contest's first for ever.
public final class ContestSecrets: Sendable {
    let present: GenerationKeys
    let first: GenerationKeys
    /// All generations by their numbers.
    let generations: [GenerationKeys]
    let epochs: [ContestEpoch]

    /// Derives the keys.
    ///
    /// - Parameter epochs: The restores that the ledger went through, in order.
    public init(keys: MasterKeys, contest: String, epochs: [ContestEpoch] = []) {
        let oldest = GenerationKeys(keys.first, contest: contest)
        let later = keys.later.map { GenerationKeys($0, contest: contest) }
        generations = [oldest] + later
        present = later.last ?? oldest
        // A contest that was made after the oldest secrets were removed begins with a later one.
        first = generations.first(where: \.isKnown) ?? present
        self.epochs = epochs
    }

    /// Derives the keys of a secret that was never rotated.
    ///
    /// - Parameter master: At least 32 random bytes.
    public convenience init(master: [UInt8], contest: String) {
        self.init(keys: MasterKeys(master), contest: contest)
    }

    /// The generations that are believed, newest first.
    private var believed: some Sequence<GenerationKeys> {
        generations.reversed().lazy.filter { !$0.isRevoked }
    }

    /// A keyed digest by which something personal can be found again without storing it.
    public func lookupKey(_ parts: String...) -> IdempotencyKey {
        var code = HMAC<SHA256>(key: first.lookup)
        for part in parts {
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: part.utf8.count).littleEndian) {
                code.update(data: $0)
            }
            code.update(data: Array(part.utf8))
        }
        let bytes = Array(code.finalize()).prefix(16)
        return IdempotencyKey(bytes: bytes) ?? IdempotencyKey(high: 0, low: 0)
    }

    /// Eight option tokens of a question in an attempt: option texts are never sent back.
    ///
    /// - Complexity: one HMAC.
    public func optionTokens(attempt: AttemptID, position: Int) -> [UInt32] {
        var message = CanonicalWriter(capacity: 10)
        message.write(attempt.sequence)
        message.write(UInt16(truncatingIfNeeded: position))
        return message.bytes.withUnsafeBytes { message in
            first.option.code(for: message) { bytes in
                (0..<8).map {
                    bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self).littleEndian
                }
            }
        }
    }

    /// The code with which people enter under a unit.
    public func unitCode(_ unit: NodeID) -> String {
        Self.unitCode(unit, present)
    }

    /// Whether a code, as people type it, opens a unit: that of any generation that is believed.
    public func isUnitCode(_ code: String, of unit: NodeID) -> Bool {
        let code = code.uppercased()
        return believed.contains { Self.unitCode(unit, $0) == code }
    }

    private static func unitCode(_ unit: NodeID, _ keys: GenerationKeys) -> String {
        var message = CanonicalWriter()
        message.write(unit.rawValue)
        return Base32.encode(keys.unitCode.prefix(5, of: message.bytes))
    }

    /// The code with which an account is found again: its index with a MAC, 20 characters.
    public func recoveryCode(_ participant: ParticipantIndex) -> String {
        var message = CanonicalWriter()
        message.write(participant.rawValue)
        let nonce = epochs.nonce(of: participant)
        return Base32.encode(message.bytes + present.recovery.prefix(8, of: message.bytes + nonce))
    }

    /// The account of a recovery code; nil for a code that was never given, or is believed no longer.
    public func participant(recoveryCode: String) -> ParticipantIndex? {
        guard let bytes = Base32.decode(recoveryCode), bytes.count == 12 else { return nil }
        let index = bytes.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let participant = ParticipantIndex(rawValue: index)
        let message = Array(bytes.prefix(4)) + epochs.nonce(of: participant)
        let isKnown = believed.contains { keys in
            zip(keys.recovery.prefix(8, of: message), bytes.suffix(8))
                .reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
        }
        return isKnown ? participant : nil
    }

    /// A signature over a result, so that a rewritten screen can be told from a real one.
    public func receiptCode(_ receipt: SubmissionReceipt) -> String {
        var message = CanonicalWriter(capacity: 40)
        message.write(receipt.attempt.sequence)
        message.write(receipt.sequence)
        message.write(receipt.endedAt)
        message.write(receipt.elapsed.milliseconds)
        message.write(receipt.mark?.points.hundredths ?? .min)
        return Base32.encode(present.receipt.prefix(10, of: message.bytes))
    }

    /// A certificate's short code: 100 bits of a MAC, five groups of four characters.
    ///
    /// Short enough to be typed from paper; the claim is printed beside it.
    public func certificateCode(_ claim: CertificateClaim) -> String {
        let digits = Array(Self.certificateDigits(claim, present))
        return stride(from: 0, to: digits.count, by: 4)
            .map { String(decoding: digits[$0..<min($0 + 4, digits.count)], as: UTF8.self) }
            .joined(separator: "-")
    }

    /// Whether a code, as people type it, is that of a claim.
    public func isCertificateCode(_ code: String, of claim: CertificateClaim) -> Bool {
        guard let digits = Base32.canonical(code) else { return false }
        return believed.contains { keys in
            let expected = Self.certificateDigits(claim, keys)
            guard digits.count == expected.count else { return false }
            return zip(digits, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
        }
    }

    private static func certificateDigits(
        _ claim: CertificateClaim,
        _ keys: GenerationKeys
    ) -> [UInt8] {
        let code = keys.certificate.prefix(13, of: Array(claim.text.utf8))
        return Array(Base32.encode(code).utf8.prefix(20))
    }
}
