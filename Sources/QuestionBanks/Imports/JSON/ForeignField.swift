/// The parts of a question, by the names that other programs give them.
enum ForeignField: CaseIterable {
    case id, type, stem, options, key, explanation, category, knowledgePoint, difficulty, pool,
        basis

    /// The names, the most telling first: of `content` and `title`, the title is the heading.
    private var names: [String] {
        switch self {
        case .id: ["id", "qid", "questionid", "题号", "编号", "序号", "number", "no"]
        case .type: ["type", "题型", "questiontype", "qtype", "kind", "类型"]
        case .stem:
            [
                "stem", "题干", "question", "questioncontent", "questiontext", "content", "题目",
                "题目内容", "title", "text",
            ]
        case .options: ["options", "选项", "choices", "optionlist", "option"]
        case .key:
            [
                "key", "answer", "答案", "正确答案", "correctanswer", "correct", "rightanswer",
                "answers", "correctanswers", "answerindex", "correctindex", "correctoption",
            ]
        case .explanation:
            ["explanation", "解析", "答案解析", "analysis", "explain", "rationale", "说明"]
        case .category: ["category", "分类", "类别", "章节", "chapter", "subject", "section"]
        case .knowledgePoint: ["knowledgepoint", "知识点", "knowledge", "考点"]
        case .difficulty: ["difficulty", "难度", "level"]
        case .pool: ["pool", "题池"]
        case .basis: ["basis", "依据", "law", "法规依据"]
        }
    }

    private static let known: [String: (field: ForeignField, rank: Int)] = {
        var known: [String: (field: ForeignField, rank: Int)] = [:]
        for field in allCases {
            for (rank, name) in field.names.enumerated() { known[name] = (field, rank) }
        }
        return known
    }()

    /// What a field's name means, and how surely; nil when it is unknown.
    static func meaning(of name: String) -> (field: ForeignField, rank: Int)? {
        known[normalised(name)]
    }

    /// A name in lower case without `_`, `-` and spaces.
    static func normalised(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name.lowercased().unicodeScalars
        where scalar != "_" && scalar != "-" && scalar != " " {
            result.append(scalar)
        }
        return String(result)
    }

    /// Which option a field such as `A`, `optionB` or `选项C` holds; nil when it holds none.
    static func optionIndex(of name: String) -> Int? {
        var rest = normalised(name)[...]
        for prefix in ["option", "opt", "choice", "选项", "item"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        guard let letter = rest.unicodeScalars.first, rest.unicodeScalars.count == 1,
            let index = OptionLabels.optionIndex(letter), index < 8
        else { return nil }
        return index
    }
}
