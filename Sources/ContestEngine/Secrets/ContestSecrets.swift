public import ContestModel
import Crypto
import FoundationEssentials

/// Every key of one contest, derived from the server's master secret.
///
/// Derivation is HKDF-SHA256 (RFC 5869) with the contest's name and a purpose as its info, so that
/// nothing made for one contest or purpose is worth anything in another. A class, since every request
/// hands it on and its keys are many.
public final class ContestSecrets: Sendable {
    let session: KeyedMAC
    let attempt: KeyedMAC
    let cursor: KeyedMAC
    let option: KeyedMAC
    let person: SymmetricKey
    let lookup: SymmetricKey
    let recovery: KeyedMAC
    let unitCode: KeyedMAC
    let receipt: KeyedMAC
    let certificate: KeyedMAC

    /// Derives the keys.
    ///
    /// - Parameter master: At least 32 random bytes.
    public init(master: [UInt8], contest: String) {
        let root = SymmetricKey(data: master)
        func derive(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: root,
                info: Data("safetyquiz/1/\(contest)/\(purpose)".utf8),
                outputByteCount: 32
            )
        }
        session = KeyedMAC(key: derive("session"))
        attempt = KeyedMAC(key: derive("attempt"))
        cursor = KeyedMAC(key: derive("cursor"))
        option = KeyedMAC(key: derive("option"))
        person = derive("person")
        lookup = derive("lookup")
        recovery = KeyedMAC(key: derive("recovery"))
        unitCode = KeyedMAC(key: derive("unit-code"))
        receipt = KeyedMAC(key: derive("receipt"))
        certificate = KeyedMAC(key: derive("certificate"))
    }

    /// A keyed digest by which something personal can be found again without storing it.
    public func lookupKey(_ parts: String...) -> IdempotencyKey {
        var code = HMAC<SHA256>(key: lookup)
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
            option.code(for: message) { bytes in
                (0..<8).map {
                    bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self).littleEndian
                }
            }
        }
    }

    /// The code with which people enter under a unit.
    public func unitCode(_ unit: NodeID) -> String {
        var message = CanonicalWriter()
        message.write(unit.rawValue)
        return Base32.encode(unitCode.prefix(5, of: message.bytes))
    }

    /// The code with which an account is found again: its index with a MAC, 20 characters.
    public func recoveryCode(_ participant: ParticipantIndex) -> String {
        var message = CanonicalWriter()
        message.write(participant.rawValue)
        return Base32.encode(message.bytes + recovery.prefix(8, of: message.bytes))
    }

    /// The account of a recovery code; nil for a code that was never given.
    public func participant(recoveryCode: String) -> ParticipantIndex? {
        guard let bytes = Base32.decode(recoveryCode), bytes.count == 12 else { return nil }
        let index = bytes.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let participant = ParticipantIndex(rawValue: index)
        let difference = zip(recovery.prefix(8, of: Array(bytes.prefix(4))), bytes.suffix(8))
            .reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 ? participant : nil
    }

    /// A signature over a result, so that a rewritten screen can be told from a real one.
    public func receiptCode(_ receipt: SubmissionReceipt) -> String {
        var message = CanonicalWriter(capacity: 40)
        message.write(receipt.attempt.sequence)
        message.write(receipt.sequence)
        message.write(receipt.endedAt)
        message.write(receipt.elapsed.milliseconds)
        message.write(receipt.mark?.points.hundredths ?? .min)
        return Base32.encode(self.receipt.prefix(10, of: message.bytes))
    }

    /// A certificate's short code: 100 bits of a MAC, five groups of four characters.
    ///
    /// Short enough to be typed from paper; the claim is printed beside it.
    public func certificateCode(_ claim: CertificateClaim) -> String {
        let digits = Array(certificateDigits(claim))
        return stride(from: 0, to: digits.count, by: 4)
            .map { String(decoding: digits[$0..<min($0 + 4, digits.count)], as: UTF8.self) }
            .joined(separator: "-")
    }

    /// Whether a code, as people type it, is that of a claim.
    public func isCertificateCode(_ code: String, of claim: CertificateClaim) -> Bool {
        guard let digits = Base32.canonical(code) else { return false }
        let expected = certificateDigits(claim)
        guard digits.count == expected.count else { return false }
        return zip(digits, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func certificateDigits(_ claim: CertificateClaim) -> [UInt8] {
        let code = certificate.prefix(13, of: Array(claim.text.utf8))
        return Array(Base32.encode(code).utf8.prefix(20))
    }
}
