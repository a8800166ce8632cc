/// What a column of a bank's table holds.
enum BankColumn: Hashable {
    case id, number, category, type, stem, key, explanation, knowledgePoint, difficulty, pool
    /// The text of one option, from 0.
    case option(Int)
    /// All options in one cell; or one option's letter where each has a row of its own.
    case options
    /// One option's text where each has a row of its own.
    case optionText
    /// One option's letter where each has a row of its own.
    case optionLabel
    /// Whether the option of this row is right.
    case isRight
    case points, basis, version, article, validFrom, validUntil

    /// Every column with its headings; the first is the template's.
    static let all: [TableColumn<BankColumn>] =
        [
            TableColumn(name: .id, headings: ["题号", "题目编号", "试题编号", "编号", "id", "question id"]),
            TableColumn(name: .number, headings: ["序号", "no", "number", "#"]),
            TableColumn(
                name: .category,
                headings: [
                    "分类", "章节", "类别", "题目分类", "试题分类", "所属分类", "所属章节", "章", "科目", "专业", "模块",
                    "category", "chapter", "section", "subject",
                ]
            ),
            TableColumn(
                name: .type,
                headings: ["题型", "题目类型", "试题类型", "类型", "题类", "type", "question type"]
            ),
            TableColumn(
                name: .stem,
                headings: [
                    "题干", "题目", "题目内容", "试题", "试题内容", "试题题干", "题目题干", "题干内容", "问题", "问题内容",
                    "stem", "question", "question text", "question stem",
                ],
                isRequired: true
            ),
            TableColumn(
                name: .options,
                headings: ["选项", "备选项", "备选答案", "候选项", "全部选项", "options", "choices"]
            ),
            TableColumn(
                name: .optionText,
                headings: ["选项内容", "选项文字", "选项描述", "option text", "choice text", "option"]
            ),
            TableColumn(
                name: .optionLabel,
                headings: [
                    "选项标号", "选项字母", "选项序号", "选项编号", "选项号", "标号", "option label", "label",
                    "option letter",
                ]
            ),
            TableColumn(
                name: .isRight,
                headings: [
                    "是否正确", "是否正确答案", "是否为正确答案", "是否答案", "是否为答案", "正误", "is correct", "is right",
                    "right",
                ]
            ),
            TableColumn(
                name: .key,
                headings: [
                    "正确答案", "答案", "标准答案", "参考答案", "试题答案", "正确选项", "key", "answer", "answers",
                    "correct",
                    "correct answer", "right answer",
                ]
            ),
            TableColumn(
                name: .explanation,
                headings: [
                    "解析", "答案解析", "试题解析", "题目解析", "解释", "说明", "explanation", "analysis",
                    "rationale",
                ]
            ),
            TableColumn(
                name: .knowledgePoint,
                headings: ["知识点", "考点", "考核点", "knowledge point", "topic"]
            ),
            TableColumn(
                name: .difficulty,
                headings: ["难度", "难易度", "难易程度", "难度等级", "难度级别", "difficulty", "level"]
            ),
            TableColumn(
                name: .points,
                headings: ["分值", "分数", "每题分值", "题目分值", "score", "points", "marks"]
            ),
            TableColumn(name: .pool, headings: ["题池", "所属题池", "pool"]),
            TableColumn(
                name: .basis,
                headings: [
                    "法规依据", "依据", "法律依据", "法规", "出处", "来源", "依据名称", "basis", "law", "reference",
                    "source",
                ]
            ),
            TableColumn(name: .version, headings: ["版本", "法规版本", "依据版本", "version"]),
            TableColumn(name: .article, headings: ["条款", "条文", "依据条款", "法条", "article"]),
            TableColumn(
                name: .validFrom,
                headings: ["生效日期", "施行日期", "实施日期", "valid from", "effective from"]
            ),
            TableColumn(
                name: .validUntil,
                headings: ["失效日期", "废止日期", "valid until", "effective until"]
            ),
        ] + (0..<OptionLetter.count).map(option)

    private static func option(_ index: Int) -> TableColumn<BankColumn> {
        let letter = OptionLetter.letter(index)
        let number = "\(index + 1)"
        let chinese = ["一", "二", "三", "四", "五", "六", "七", "八"][index]
        return TableColumn(
            name: .option(index),
            headings: [
                "选项\(letter)", letter, "\(letter)选项", "答案\(letter)", "备选项\(letter)",
                "备选答案\(letter)",
                "答案选项\(letter)", "选项\(number)", "选项\(chinese)", "备选项\(number)", "option \(letter)",
                "choice \(letter)", "answer \(letter)", "option \(number)", "choice \(number)",
            ]
        )
    }
}

/// The letters that stand for options.
enum OptionLetter {
    /// How many options a question may have.
    static let count = 8

    /// The capital letter of an option, from 0.
    static func letter(_ index: Int) -> String {
        guard (0..<26).contains(index) else { return "?" }
        return String(decoding: [UInt8(ascii: "A") + UInt8(index)], as: UTF8.self)
    }

    /// The option that a letter stands for: `A`, `a` and the full-width `Ａ`, `ａ` are 0; letters up
    /// to `Z` have a number too, though no option.
    static func index(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x41...0x5A: Int(scalar.value) - 0x41
        case 0x61...0x7A: Int(scalar.value) - 0x61
        case 0xFF21...0xFF3A: Int(scalar.value) - 0xFF21
        case 0xFF41...0xFF5A: Int(scalar.value) - 0xFF41
        default: nil
        }
    }
}
