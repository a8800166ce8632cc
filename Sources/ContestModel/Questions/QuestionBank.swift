public import FoundationEssentials

/// A bank of questions as an organiser wrote it.
///
/// Its version is the digest of its canonical JSON.
public struct QuestionBank: Hashable, Codable, Sendable {
    /// The bank's name in contest files: lower-case letters, digits, hyphens; at most 64 bytes.
    public var bank: String
    /// The name that people read.
    public var title: String
    /// Whether the file lies in public together with its keys.
    public var published: Bool
    /// The questions in the file's order; at most 65,535.
    public var questions: [Question]

    /// The most questions one bank may hold: a drawn paper names them with sixteen bits.
    public static let questionCountLimit = 65_535

    /// Makes a bank.
    public init(bank: String, title: String, published: Bool, questions: [Question]) {
        self.bank = bank
        self.title = title
        self.published = published
        self.questions = questions
    }

    /// The question at an index, or nil outside the bank.
    public func question(at index: QuestionIndex) -> Question? {
        questions.indices.contains(Int(index)) ? questions[Int(index)] : nil
    }

    /// The bytes that its digest is taken over: JSON with sorted keys.
    public func canonicalBytes() throws -> Data {
        try CanonicalJSON.encode(self)
    }
}

/// A bank as one contest applied it, under the digest that names its content.
public struct BankVersion: Hashable, Codable, Sendable {
    /// 64 lower-case hexadecimal digits: SHA-256 over the bank's canonical bytes.
    public var digest: String
    /// The bank itself.
    public var bank: QuestionBank

    /// Makes a version.
    public init(digest: String, bank: QuestionBank) {
        self.digest = digest
        self.bank = bank
    }
}
