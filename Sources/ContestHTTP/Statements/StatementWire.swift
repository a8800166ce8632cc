import ContestEngine
import ContestModel

/// The keys that the server signs with.
struct KeysBody: Encodable {
    var keys: [Key]

    struct Key: Encodable {
        var id: String
        var algorithm: String
        var publicKey: String
    }

    init(_ keys: [StatementKey]) {
        self.keys = keys.map {
            Key(id: $0.id, algorithm: StatementKey.algorithm, publicKey: $0.text)
        }
    }
}

/// A ledger's signed end.
struct HeadBody: Encodable {
    var contest: String
    var sequence: Int64
    var chain: String
    var atMs: Int64
    var key: String
    /// The signed line for files and printouts.
    var line: String
    /// The same for addresses.
    var statement: String

    init(_ head: ChainHeadStatement, _ signed: SignedStatement) {
        contest = head.contest
        sequence = head.sequence
        chain = head.chain
        atMs = head.at.millisecondsSinceEpoch
        key = signed.keyID
        line = signed.line
        statement = signed.compact
    }
}

/// A certificate for programs: what the page prints.
struct CertificateBody: Encodable {
    var contest: String
    var subject: String
    var name: String
    var rank: Int
    var ranked: Int
    var value: DecimalPoints
    var valueKind: String
    var sequence: Int64
    var preliminary: Bool
    /// The version of the results that was published last.
    @Nullable var version: Int?
    var rehearsal: Bool
    var atMs: Int64
    var code: String
    var statement: String
    var address: String
}

/// What checking a statement or a code came to.
struct VerificationBody: Encodable {
    var genuine: Bool
    /// `head`, `certificate`, or `code`; null where nothing could be read.
    @Nullable var of: String?
    @Nullable var contest: String?
    @Nullable var title: String?
    @Nullable var subject: String?
    /// The name, masked; null where there is none any more.
    @Nullable var name: String?
    @Nullable var sequence: Int64?
    @Nullable var chain: String?
    @Nullable var rank: Int?
    @Nullable var value: DecimalPoints?
    @Nullable var valueKind: String?
    @Nullable var preliminary: Bool?
    @Nullable var atMs: Int64?
    @Nullable var key: String?

    static let refused = VerificationBody(genuine: false)
}
