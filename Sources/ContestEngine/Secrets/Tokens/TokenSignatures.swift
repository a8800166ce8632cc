import Crypto

/// Checks the signatures of organisers' tokens where a request must be judged before anything waits
/// for it: JSON Web Tokens (RFC 7519) under HMAC-SHA256, and no other algorithm.
public struct TokenSignatures: Sendable {
    /// The most bytes that are looked at.
    public static let byteLimit = 4_096

    /// The keys of the generations that are believed, newest first.
    private let keys: [KeyedMAC]

    /// Derives the keys from the server's master secrets.
    public init(keys master: MasterKeys) {
        keys = master.generations.reversed().filter { !$0.isRevoked }.map {
            KeyedMAC(key: SymmetricKey(data: ServerSecrets.organiserKey($0)))
        }
    }

    /// The payload of a token that this server signed; nil for any other text.
    ///
    /// - Complexity: O(bytes), once for each generation: a few microseconds.
    public func payload(of token: Substring) -> [UInt8]? {
        guard token.utf8.count <= Self.byteLimit, let dot = token.utf8.lastIndex(of: 0x2E) else {
            return nil
        }
        let signed = token[..<dot]
        let parts = signed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let payload = parts.last,
            let signature = Base64URL.decode(String(token[dot...].dropFirst())),
            signature.count == 32
        else { return nil }
        let message = Array(signed.utf8)
        let isSigned = keys.contains { key in
            zip(key.prefix(32, of: message), signature).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
        }
        return isSigned ? Base64URL.decode(String(payload)) : nil
    }
}
