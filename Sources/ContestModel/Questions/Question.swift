/// The kinds of question that the contest knows.
public enum QuestionType: String, Codable, CaseIterable, Sendable {
    /// Exactly one option is the key.
    case single
    /// Two or more options may be the key; a response names a set.
    case multiple
    /// A statement that is true (first option) or false (second option).
    case trueFalse = "true_false"

    /// The name that participants and organisers read.
    public var chineseName: String {
        switch self {
        case .single: "单选题"
        case .multiple: "多选题"
        case .trueFalse: "判断题"
        }
    }
}

/// The law, standard or guide that a key rests on, with the days on which it holds.
public struct StatutoryBasis: Hashable, Codable, Sendable {
    /// The full title of the law, standard or guide.
    public var law: String
    /// Which version of it: an amendment, a year.
    public var version: String?
    /// The article, in the source's own numbering.
    public var article: String?
    /// The first day on which the text holds; nil when not known.
    public var validFrom: ContestDay?
    /// The last day on which the text holds; nil while it is in force.
    public var validUntil: ContestDay?

    /// Makes a basis.
    public init(
        law: String,
        version: String? = nil,
        article: String? = nil,
        validFrom: ContestDay? = nil,
        validUntil: ContestDay? = nil
    ) {
        self.law = law
        self.version = version
        self.article = article
        self.validFrom = validFrom
        self.validUntil = validUntil
    }
}

/// One question with its key.
///
/// It never leaves the server as it is: participants get a `PaperQuestion`, which has no place for
/// a key.
public struct Question: Hashable, Codable, Sendable {
    /// Unique in its bank: lower-case letters, digits, hyphens.
    public var id: String
    /// How it is answered.
    public var type: QuestionType
    /// What is asked.
    public var stem: String
    /// Two to eight options; 正确 and 错误 for a true/false question.
    public var options: [String]
    /// The right options.
    public var key: OptionMask
    /// Why the key is right; empty when there is none.
    public var explanation: String
    /// What a blueprint selects by.
    public var category: String
    /// The finer subject within the category; empty when not given.
    public var knowledgePoint: String
    /// 1 (easy) to 5 (hard).
    public var difficulty: UInt8
    /// The pool it is drawn from: `main`, `practice` or the organiser's own.
    public var pool: String
    /// What the key rests on; nil when none is recorded.
    public var basis: StatutoryBasis?

    /// Makes a question.
    ///
    /// Validation is `QuestionBanks`' work.
    public init(
        id: String,
        type: QuestionType,
        stem: String,
        options: [String],
        key: OptionMask,
        explanation: String = "",
        category: String = "",
        knowledgePoint: String = "",
        difficulty: UInt8 = 3,
        pool: String = "main",
        basis: StatutoryBasis? = nil
    ) {
        self.id = id
        self.type = type
        self.stem = stem
        self.options = options
        self.key = key
        self.explanation = explanation
        self.category = category
        self.knowledgePoint = knowledgePoint
        self.difficulty = difficulty
        self.pool = pool
        self.basis = basis
    }

    /// The options of every true/false question, in the bank's order.
    public static let trueFalseOptions = ["正确", "错误"]
}
