import Crypto
import FoundationEssentials

/// The public half of the key that a server signs statements with: Ed25519 (RFC 8032).
public struct StatementKey: Hashable, Sendable {
    /// The key's 32 bytes.
    public let bytes: [UInt8]

    /// The algorithm's name, as `GET /v1/keys` tells it.
    public static let algorithm = "Ed25519"

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the text that `GET /v1/keys` tells; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count == 43, let bytes = Base64URL.decode(text), bytes.count == 32 else {
            return nil
        }
        self.bytes = bytes
    }

    /// The key in base64url, 43 characters.
    public var text: String { Base64URL.encode(bytes) }

    /// What statements call the key: the first eight bytes of its SHA-256, in hexadecimal.
    public var id: String { Hexadecimal.encode(Array(SHA256.hash(data: bytes).prefix(8))) }

    func signed(_ text: String, with signature: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
            return false
        }
        return key.isValidSignature(signature, for: Array(text.utf8))
    }
}

/// Signs what the server states.
///
/// One key serves all contests, since a statement names its contest, and whoever checks one needs
/// nothing but a single public key.
public struct StatementSigner: Sendable {
    private let seed: Curve25519.Signing.PrivateKey
    /// The public half.
    public let key: StatementKey
    /// The public halves that are believed: the present one first, then those before it.
    public let believed: [StatementKey]

    /// Derives the keys from the server's master secrets.
    public init(keys: MasterKeys) {
        let present = StatementSigner(keys.present)
        seed = present.seed
        key = present.key
        believed =
            [present.key]
            + keys.generations.dropLast().reversed().filter { !$0.isRevoked }
            .map { StatementSigner($0).key }
    }

    /// Derives the key from a master secret.
    public init(master: [UInt8]) {
        self.init(MasterKeys.Generation(number: 0, secret: master))
    }

    private init(_ generation: MasterKeys.Generation) {
        let derived = ServerSecrets.statementSeed(generation)
        guard let seed = try? Curve25519.Signing.PrivateKey(rawRepresentation: derived) else {
            preconditionFailure("any 32 bytes are a seed of Ed25519")
        }
        self.seed = seed
        let key = StatementKey(bytes: Array(seed.publicKey.rawRepresentation))
        self.key = key
        believed = [key]
    }

    /// Signs a statement.
    ///
    /// - Throws: What the cryptographic library throws; it does not for a key made here.
    public func sign(_ content: SignedStatement.Content) throws -> SignedStatement {
        let text = SignedStatement.text(of: content, key: key.id)
        let signature = Array(try seed.signature(for: Array(text.utf8)))
        return SignedStatement(content: content, keyID: key.id, text: text, signature: signature)
    }
}
