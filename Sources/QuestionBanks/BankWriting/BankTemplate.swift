internal import ContestModel
internal import Spreadsheets

/// The template's columns, as many options as a bank needs, and a question as their cells.
struct BankTemplate {
    let columns: [WorkbookColumn]
    private let optionCount: Int

    init(_ bank: QuestionBank) {
        let most = bank.questions.map { $0.type == .trueFalse ? 0 : $0.options.count }.max() ?? 0
        optionCount = min(max(most, 4), OptionLetter.count)
        columns =
            [
                WorkbookColumn("题号", width: 12), WorkbookColumn("题型", width: 8),
                WorkbookColumn("题干", width: 48),
            ]
            + (0..<optionCount).map { WorkbookColumn("选项" + OptionLetter.letter($0), width: 20) }
            + [
                WorkbookColumn("正确答案", width: 10), WorkbookColumn("解析", width: 48),
                WorkbookColumn("分类", width: 14), WorkbookColumn("知识点", width: 14),
                WorkbookColumn("难度", width: 6), WorkbookColumn("题池", width: 10),
                WorkbookColumn("法规依据", width: 30), WorkbookColumn("版本", width: 16),
                WorkbookColumn("条款", width: 14), WorkbookColumn("生效日期", width: 12),
                WorkbookColumn("失效日期", width: 12),
            ]
    }

    func row(_ question: Question) -> [String] {
        let isTrueFalse = question.type == .trueFalse
        let options = isTrueFalse ? [] : Self.options(question.options)
        let basis = question.basis
        return [question.id, question.type.chineseName, question.stem]
            + (0..<optionCount).map { options.indices.contains($0) ? options[$0] : "" }
            + [
                Self.key(question), question.explanation, question.category,
                question.knowledgePoint,
                "\(question.difficulty)", question.pool,
                basis.map { BasisCell.written(law: $0.law) } ?? "", basis?.version ?? "",
                basis?.article ?? "", Self.date(basis?.validFrom), Self.date(basis?.validUntil),
            ]
    }

    /// Options as cells; those that all begin with their own letters get these once more, because
    /// reading takes them away.
    private static func options(_ texts: [String]) -> [String] {
        guard OptionCell.withoutLetters(texts) != texts else { return texts }
        return texts.enumerated().map { "\(OptionLetter.letter($0)).\($1)" }
    }

    /// Words for true/false; letters; and where letters read like an option's text, what does not.
    static func key(_ question: Question) -> String {
        if question.type == .trueFalse { return question.key.contains(0) ? "正确" : "错误" }
        let letters = question.key.indices.map(OptionLetter.letter)
        let texts = question.key.indices.filter(question.options.indices.contains).map {
            question.options[$0]
        }
        let candidates = [
            letters.joined(), letters.joined(separator: "、"), letters.joined(separator: " "),
            texts.joined(separator: "|"),
        ]
        return candidates.first { reads($0, as: question) } ?? letters.joined()
    }

    private static func reads(_ key: String, as question: Question) -> Bool {
        let notation = KeyNotation(
            type: question.type,
            optionCount: question.options.count,
            options: question.options,
            log: FindingLog(file: "")
        )
        return notation.mask([Located(key, at: Place(line: 1, column: 1))]) == question.key
    }

    static func date(_ day: ContestDay?) -> String {
        day.map { ContestModel.CivilDate($0).description } ?? ""
    }
}
