public import ContestModel
import Crypto

/// Whose result a certificate is of.
public enum CertificateSubject: Hashable, Sendable {
    /// A person by the public random name.
    case person(Pseudonym)
    /// A region.
    case region(NodeID)
    /// A unit.
    case unit(NodeID)

    /// The subject as statements spell it: `person:0123456789abcdef`, `unit:9`.
    public var text: String {
        switch self {
        case .person(let pseudonym): "person:\(pseudonym)"
        case .region(let node): "region:\(node.rawValue)"
        case .unit(let node): "unit:\(node.rawValue)"
        }
    }

    /// Reads what `text` spells; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = String(text).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = parts.first, let value = parts.last else { return nil }
        if kind == "person" {
            guard StatementFields.isHexadecimal(value, count: 16),
                let bits = UInt64(value, radix: 16)
            else { return nil }
            self = .person(Pseudonym(bits: bits))
        } else {
            guard let number = StatementFields.number(value),
                let node = Int32(exactly: number).map(NodeID.init(rawValue:))
            else { return nil }
            switch kind {
            case "region": self = .region(node)
            case "unit": self = .unit(node)
            default: return nil
            }
            guard self.text == text else { return nil }
        }
    }
}

/// What a certificate's short code is made of.
public struct CertificateClaim: Hashable, Sendable {
    /// The contest's name.
    public var contest: String
    /// Whose result it is.
    public var subject: CertificateSubject
    /// The last fact that is in the ranking.
    public var sequence: LedgerSequence
    /// The rank, from one.
    public var rank: Int
    /// The ranked value in hundredths, whatever its kind: 12 people are 1,200, 85 % are 8,500.
    public var value: Int

    /// Makes a claim.
    public init(
        contest: String,
        subject: CertificateSubject,
        sequence: LedgerSequence,
        rank: Int,
        value: Int
    ) {
        self.contest = contest
        self.subject = subject
        self.sequence = sequence
        self.rank = rank
        self.value = value
    }

    var text: String {
        "contest=\(contest) of=\(subject.text) sequence=\(sequence) rank=\(rank)"
            + " value=\(HundredthsText.text(value))"
    }
}

/// What the server states about somebody's result.
///
/// Before `name` comes ` version=2` where a numbered version of the results was published.
///
///     safetyquiz-certificate/1 contest=national-2023 of=person:0123456789abcdef sequence=1234 rank=1 value=100 kind=sum state=final name=<20 hexadecimal digits> at=2026-07-01T02:00:00.000Z key=<16 hexadecimal digits>
///
/// The name itself is not in it, since it is read by cameras and kept by logs; its digest is, so that
/// a true code under another name is found out.
public struct CertificateStatement: Hashable, Sendable {
    /// Whose result, and which.
    public var claim: CertificateClaim
    /// What the value is: a ranked value's or a group measure's name in contest files.
    public var kind: String
    /// Whether the figures could still change.
    public var isPreliminary: Bool
    /// The number of the version of the results that was published last; nil while none was.
    public var version: Int?
    /// `nameDigest` of the name that is printed.
    public var nameDigest: String
    /// When it was stated.
    public var at: LedgerInstant

    static let form = "safetyquiz-certificate/1"

    /// States a result under a name.
    public init(
        claim: CertificateClaim,
        kind: String,
        isPreliminary: Bool,
        version: Int? = nil,
        name: String,
        at: LedgerInstant
    ) {
        self.claim = claim
        self.kind = kind
        self.isPreliminary = isPreliminary
        self.version = version
        nameDigest = Self.nameDigest(name, claim)
        self.at = at
    }

    init?(_ fields: inout StatementFields) {
        guard let contest = fields.value("contest"), StatementFields.isContest(contest),
            let subject = fields.value("of").flatMap({ CertificateSubject($0) }),
            let sequence = fields.value("sequence").flatMap(StatementFields.number),
            let rank = fields.value("rank").flatMap(StatementFields.number).flatMap(
                Int.init(exactly:)
            ),
            let value = fields.value("value").flatMap(HundredthsText.hundredths),
            let kind = fields.value("kind"), StatementFields.isWord(kind),
            let state = fields.value("state"), ["preliminary", "final"].contains(state)
        else { return nil }
        if let text = fields.value("version") {
            guard let number = StatementFields.number(text) else { return nil }
            version = Int(exactly: number)
        }
        guard let name = fields.value("name"), StatementFields.isHexadecimal(name, count: 20),
            let at = fields.value("at").flatMap(LedgerInstant.init(utcText:))
        else { return nil }
        claim = CertificateClaim(
            contest: String(contest),
            subject: subject,
            sequence: sequence,
            rank: rank,
            value: value
        )
        self.kind = String(kind)
        isPreliminary = state == "preliminary"
        nameDigest = String(name)
        self.at = at
    }

    /// Whether this is the name that was printed.
    public func isName(_ name: String) -> Bool {
        Self.nameDigest(name, claim) == nameDigest
    }

    var text: String {
        "\(Self.form) \(claim.text) kind=\(kind) state=\(isPreliminary ? "preliminary" : "final")"
            + (version.map { " version=\($0)" } ?? "")
            + " name=\(nameDigest) at=\(at.utcText)"
    }

    /// The first ten bytes of SHA-256 over contest, subject and name.
    ///
    /// The subject is a random name, so that digests of one person in two contests differ.
    private static func nameDigest(_ name: String, _ claim: CertificateClaim) -> String {
        let text = "safetyquiz-name/1\n\(claim.contest)\n\(claim.subject.text)\n\(name)"
        return Hexadecimal.encode(Array(SHA256.hash(data: Array(text.utf8)).prefix(10)))
    }
}
