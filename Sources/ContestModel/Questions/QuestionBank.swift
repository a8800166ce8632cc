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
    /// Who has answered for its content; nil for a bank that nobody has approved (未经属地审定).
    public var approval: BankApproval?
    /// Warnings that are right to keep; nil for none.
    public var allowed: [AllowedWarning]?
    /// The questions in the file's order; at most 65,535.
    public var questions: [Question]

    /// The most questions one bank may hold: a drawn paper names them with sixteen bits.
    public static let questionCountLimit = 65_535

    /// Makes a bank.
    public init(
        bank: String,
        title: String,
        published: Bool,
        approval: BankApproval? = nil,
        allowed: [AllowedWarning]? = nil,
        questions: [Question]
    ) {
        self.bank = bank
        self.title = title
        self.published = published
        self.approval = approval
        self.allowed = allowed
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

/// An organiser's word that a bank's questions and keys are right.
public struct BankApproval: Hashable, Codable, Sendable {
    /// The office or person who answers for it.
    public var by: String
    /// The day on which they said so.
    public var on: ContestDay

    /// Makes an approval.
    public init(by: String, on: ContestDay) {
        self.by = by
        self.on = on
    }
}

/// A warning about a bank that is right to keep, named in the bank itself.
public struct AllowedWarning: Hashable, Codable, Sendable {
    /// The warning's code.
    public var warning: String
    /// The question that it is about; nil for the whole bank.
    public var question: String?
    /// Why it is right.
    public var why: String

    /// Makes an allowance.
    public init(warning: String, question: String? = nil, why: String) {
        self.warning = warning
        self.question = question
        self.why = why
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
