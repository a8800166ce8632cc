/// A statement of the server's with its signature.
///
/// The statement is one line of ASCII that ends with the key's identifier. Ed25519 signs exactly the
/// line's bytes, without a line break. Two spellings carry both:
///
///     line      STATEMENT signature=SIGNATURE       for files and printouts
///     compact   base64url(STATEMENT).SIGNATURE      for addresses and QR codes
///
/// SIGNATURE is the signature's 64 bytes in base64url. Every statement has one text only: what is
/// not spelt as this server spells it is refused before its signature is looked at.
public struct SignedStatement: Hashable, Sendable {
    /// What is stated.
    public let content: Content
    /// Which key signed it.
    public let keyID: String
    /// The signed line.
    public let text: String
    /// The signature's 64 bytes.
    public let signature: [UInt8]

    /// What the server states.
    public enum Content: Hashable, Sendable {
        /// A ledger's end.
        case head(ChainHeadStatement)
        /// Somebody's result.
        case certificate(CertificateStatement)
    }

    /// The most bytes of either spelling.
    public static let byteLimit = 1_024

    init(content: Content, keyID: String, text: String, signature: [UInt8]) {
        self.content = content
        self.keyID = keyID
        self.text = text
        self.signature = signature
    }

    /// Reads either spelling; nil for anything else.
    ///
    /// That something can be read does not make it genuine: `isGenuine(under:)` tells.
    public init?(_ spelling: String) {
        guard spelling.utf8.count <= Self.byteLimit, spelling.utf8.allSatisfy({ $0 < 0x80 }) else {
            return nil
        }
        let text: String
        let signature: Substring
        if let mark = spelling.lastIndex(of: " ") {
            text = String(spelling[..<mark])
            let last = spelling[mark...]
            guard last.hasPrefix(" signature=") else { return nil }
            signature = last.dropFirst(11)
        } else {
            let parts = spelling.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let bytes = Base64URL.decode(String(parts[0])) else {
                return nil
            }
            text = String(decoding: bytes, as: UTF8.self)
            signature = parts[1]
        }
        guard let bytes = Base64URL.decode(String(signature)), bytes.count == 64,
            var fields = StatementFields(text), let content = Content(&fields),
            let key = fields.value("key"), StatementFields.isHexadecimal(key, count: 16),
            fields.isAtEnd, Self.text(of: content, key: String(key)) == text
        else { return nil }
        self.init(content: content, keyID: String(key), text: text, signature: bytes)
    }

    /// The line for files and printouts.
    public var line: String { "\(text) signature=\(Base64URL.encode(signature))" }

    /// The spelling for addresses.
    public var compact: String {
        "\(Base64URL.encode(Array(text.utf8))).\(Base64URL.encode(signature))"
    }

    /// Whether the owner of this key signed it.
    public func isGenuine(under key: StatementKey) -> Bool {
        keyID == key.id && key.signed(text, with: signature)
    }

    static func text(of content: Content, key: String) -> String {
        switch content {
        case .head(let head): "\(head.text) key=\(key)"
        case .certificate(let certificate): "\(certificate.text) key=\(key)"
        }
    }
}

extension SignedStatement.Content {
    fileprivate init?(_ fields: inout StatementFields) {
        switch fields.form {
        case Substring(ChainHeadStatement.form):
            guard let head = ChainHeadStatement(&fields) else { return nil }
            self = .head(head)
        case Substring(CertificateStatement.form):
            guard let certificate = CertificateStatement(&fields) else { return nil }
            self = .certificate(certificate)
        default: return nil
        }
    }
}
