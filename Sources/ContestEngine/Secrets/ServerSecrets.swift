import Crypto
import FoundationEssentials

/// Keys of the whole server.
public enum ServerSecrets {
    /// The key that organisers' tokens are signed with, 32 bytes.
    public static func organiserKey(master: [UInt8]) -> [UInt8] {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: master),
            info: Data("safetyquiz/1/organisers".utf8),
            outputByteCount: 32
        ).withUnsafeBytes(Array.init)
    }

    /// The seed of the key that statements are signed with, 32 bytes.
    static func statementSeed(master: [UInt8]) -> [UInt8] {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: master),
            info: Data("safetyquiz/1/statements".utf8),
            outputByteCount: 32
        ).withUnsafeBytes(Array.init)
    }

    /// 128 bits of a digest over a client's idempotency key, which may be as short as it likes.
    public static func idempotencyKey(_ scope: String, _ text: String) -> [UInt8] {
        Array(SHA256.hash(data: Array((scope + "\u{0}" + text).utf8)).prefix(16))
    }
}
