/// Reads the native format's tree into a draft.
enum TreeBankDraft {
    private static let bankKeys = [
        "bank", "title", "published", "approved", "allowed", "questions",
    ]
    private static let approvalKeys = ["by", "on"]
    private static let allowanceKeys = ["warning", "question", "why"]
    static let questionKeys = [
        "id", "type", "stem", "options", "key", "explanation", "category", "knowledge_point",
        "difficulty", "pool", "basis",
    ]
    private static let basisKeys = ["law", "version", "article", "valid_from", "valid_until"]

    static func draft(_ root: FileNode, _ log: FindingLog) -> BankDraft? {
        guard let bank = MappingReader(root, keys: bankKeys, name: ("题库", "a bank"), log)
        else { return nil }
        var draft = BankDraft(
            questions: [],
            writtenQuestionCount: 0,
            place: bank.place(of: "questions")
        )
        draft.name = bank.located("bank")
        draft.title = bank.located("title")
        draft.published = bank.boolean("published", default: false)
        draft.approval = bank.node("approved").flatMap { approval($0, log) }
        draft.allowed = (bank.list("allowed", most: Allowance.countLimit) ?? []).compactMap {
            allowance($0, log)
        }
        let items = bank.list("questions", most: FileLimits.nodeCount) ?? []
        draft.writtenQuestionCount = items.count
        draft.questions = items.compactMap { question($0, log) }
        return draft
    }

    private static func approval(_ node: FileNode, _ log: FindingLog) -> ApprovalDraft? {
        guard let fields = MappingReader(node, keys: approvalKeys, name: ("审定", "an approval"), log)
        else { return nil }
        return ApprovalDraft(by: fields.located("by"), on: fields.located("on"), place: node.place)
    }

    private static func allowance(_ node: FileNode, _ log: FindingLog) -> Allowance? {
        guard let fields = MappingReader(node, keys: allowanceKeys, name: ("保留", "allowed"), log)
        else { return nil }
        return Allowance(
            code: fields.located("warning"),
            question: fields.located("question")?.value,
            why: fields.located("why"),
            log
        )
    }

    private static func question(_ node: FileNode, _ log: FindingLog) -> QuestionDraft? {
        guard let fields = MappingReader(node, keys: questionKeys, name: ("题目", "a question"), log)
        else { return nil }
        return QuestionDraft(
            id: fields.located("id"),
            type: fields.located("type"),
            stem: fields.located("stem"),
            options: texts(fields, "options"),
            key: fields.node("key").map { key($0, log) },
            explanation: fields.located("explanation"),
            category: fields.located("category"),
            knowledgePoint: fields.located("knowledge_point"),
            difficulty: fields.located("difficulty"),
            pool: fields.located("pool"),
            basis: fields.node("basis").flatMap { basis($0, log) },
            place: node.place
        )
    }

    /// Options are texts whatever they look like: `null` and `true` may be asked about.
    private static func texts(_ fields: MappingReader, _ key: String) -> [Located<String>]? {
        fields.list(key, most: 100)?.compactMap { item in
            MappingReader.scalar(item, fields.log).map { Located($0.text, at: $0.place) }
        }
    }

    private static func key(_ node: FileNode, _ log: FindingLog) -> [Located<String>] {
        let items = if case .sequence(let sequence) = node { sequence.items } else { [node] }
        return items.prefix(100).compactMap { item in
            MappingReader.scalar(item, log).map { Located($0.text, at: $0.place) }
        }
    }

    private static func basis(_ node: FileNode, _ log: FindingLog) -> BasisDraft? {
        guard let fields = MappingReader(node, keys: basisKeys, name: ("依据", "a basis"), log)
        else { return nil }
        return BasisDraft(
            law: fields.located("law"),
            version: fields.located("version"),
            article: fields.located("article"),
            validFrom: fields.located("valid_from"),
            validUntil: fields.located("valid_until"),
            place: node.place
        )
    }
}
