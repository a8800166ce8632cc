internal import ContestModel

/// What a foreign file's word for a question's type means.
enum ForeignType: Hashable {
    /// Said plainly.
    case known(QuestionType)
    /// A word or number that single and multiple choice share, or none at all: the key decides.
    case open(String)
    /// A type that a bank does not carry.
    case notCarried(String)
    /// A word that means nothing here.
    case unknown(String)

    private static let words: [QuestionType: Set<String>] = [
        .single: [
            "single", "singlechoice", "singleselect", "radio", "单选", "单选题", "单项选择",
            "单项选择题",
        ],
        .multiple: [
            "multiple", "multi", "multiselect", "multipleanswer", "multipleanswers",
            "multipleresponse", "checkbox", "多选", "多选题", "多项选择", "多项选择题", "不定项",
            "不定项选择题",
        ],
        .trueFalse: [
            "truefalse", "tf", "judge", "judgment", "judgement", "boolean", "bool", "trueorfalse",
            "判断", "判断题", "是非题", "对错题",
        ],
    ]
    private static let openWords: Set = [
        "choice", "multiplechoice", "multichoice", "mcq", "select", "选择", "选择题",
    ]
    private static let notCarriedWords: Set = [
        "fill", "fillblank", "fillintheblank", "blank", "cloze", "填空", "填空题", "essay",
        "shortanswer",
        "short", "简答", "简答题", "问答", "问答题", "论述题", "matching", "match", "连线题", "匹配题",
        "ordering", "order", "排序题", "案例分析题", "案例题", "numerical", "numeric", "计算题",
        "calculated", "名词解释", "操作题", "upload", "description",
    ]

    /// Reads a type; an absent one is open.
    init(_ written: String?) {
        guard let written, !TextRules.trimmed(written).isEmpty else {
            self = .open("")
            return
        }
        let word = ForeignField.normalised(TextRules.normalised(written))
        if let type = QuestionType.allCases.first(where: { Self.words[$0]?.contains(word) == true })
        {
            self = .known(type)
        } else if Self.openWords.contains(word) || TextRules.integer(word) != nil {
            self = .open(word)
        } else if Self.notCarriedWords.contains(word) {
            self = .notCarried(TextRules.normalised(written))
        } else {
            self = .unknown(written)
        }
    }
}
