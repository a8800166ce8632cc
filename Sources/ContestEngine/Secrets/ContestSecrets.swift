public import ContestModel
import Crypto
import FoundationEssentials

/// Every key of one contest, derived from the server's master secret.
///
/// Derivation is HKDF-SHA256 (RFC 5869) with the contest's name and a purpose as its info, so that
/// nothing made for one contest or purpose is worth anything in another.
public struct ContestSecrets: Sendable {
    let session: SymmetricKey
    let attempt: SymmetricKey
    let cursor: SymmetricKey
    let option: SymmetricKey
    let person: SymmetricKey
    let lookup: SymmetricKey
    let recovery: SymmetricKey
    let unitCode: SymmetricKey
    let receipt: SymmetricKey

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
        session = derive("session")
        attempt = derive("attempt")
        cursor = derive("cursor")
        option = derive("option")
        person = derive("person")
        lookup = derive("lookup")
        recovery = derive("recovery")
        unitCode = derive("unit-code")
        receipt = derive("receipt")
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
        var message = CanonicalWriter()
        message.write(attempt.sequence)
        message.write(UInt16(truncatingIfNeeded: position))
        let code = HMAC<SHA256>.authenticationCode(for: message.bytes, using: option)
        return code.withUnsafeBytes { bytes in
            (0..<8).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self).littleEndian }
        }
    }

    /// The code with which people enter under a unit.
    public func unitCode(_ unit: NodeID) -> String {
        var message = CanonicalWriter()
        message.write(unit.rawValue)
        let code = HMAC<SHA256>.authenticationCode(for: message.bytes, using: unitCode)
        return Base32.encode(Array(code).prefix(5))
    }

    /// The code with which an account is found again: its index with a MAC, 20 characters.
    public func recoveryCode(_ participant: ParticipantIndex) -> String {
        var message = CanonicalWriter()
        message.write(participant.rawValue)
        let code = HMAC<SHA256>.authenticationCode(for: message.bytes, using: recovery)
        return Base32.encode(message.bytes + Array(code).prefix(8))
    }

    /// The account of a recovery code; nil for a code that was never given.
    public func participant(recoveryCode: String) -> ParticipantIndex? {
        guard let bytes = Base32.decode(recoveryCode), bytes.count == 12 else { return nil }
        let index = bytes.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let participant = ParticipantIndex(rawValue: index)
        let code = HMAC<SHA256>.authenticationCode(for: Array(bytes.prefix(4)), using: recovery)
        let difference = zip(Array(code).prefix(8), bytes.suffix(8))
            .reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 ? participant : nil
    }

    /// A signature over a result, so that a rewritten screen can be told from a real one.
    public func receiptCode(_ receipt: SubmissionReceipt) -> String {
        var message = CanonicalWriter()
        message.write(receipt.attempt.sequence)
        message.write(receipt.sequence)
        message.write(receipt.endedAt)
        message.write(receipt.elapsed.milliseconds)
        message.write(receipt.mark?.points.hundredths ?? .min)
        let code = HMAC<SHA256>.authenticationCode(for: message.bytes, using: self.receipt)
        return Base32.encode(Array(code).prefix(10))
    }
}
