import Crypto

/// Keys of the whole server.
public enum ServerSecrets {
    private static let organisers = "organisers"
    private static let statements = "statements"

    /// What stays of a generation whose secret is removed.
    static let purposes = [organisers, statements]

    /// The key that organisers' tokens are signed with, 32 bytes.
    public static func organiserKey(_ generation: MasterKeys.Generation) -> [UInt8] {
        bytes(generation.key(organisers))
    }

    /// The seed of the key that statements are signed with, 32 bytes.
    static func statementSeed(_ generation: MasterKeys.Generation) -> [UInt8] {
        bytes(generation.key(statements))
    }

    /// A generation that lacks a key gets one that nobody knows.
    private static func bytes(_ key: SymmetricKey?) -> [UInt8] {
        (key ?? SymmetricKey(size: .bits256)).withUnsafeBytes(Array.init)
    }

    /// 128 bits of a digest over a client's idempotency key, which may be as short as it likes.
    public static func idempotencyKey(_ scope: String, _ text: String) -> [UInt8] {
        Array(SHA256.hash(data: Array((scope + "\u{0}" + text).utf8)).prefix(16))
    }
}
