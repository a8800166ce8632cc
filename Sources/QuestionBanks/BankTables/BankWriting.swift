public import ContestModel
internal import Spreadsheets

extension BankWriter {
    /// A text table that Excel opens.
    static let csv = BankWriter(name: "csv", fileExtension: "csv", bytes: BankWriting.csv)
    /// A workbook.
    static let xlsx = BankWriter(name: "xlsx", fileExtension: "xlsx", bytes: BankWriting.xlsx)
}

/// Writes banks as tables, in the columns of the template, for people to go on with.
///
/// What is written reads back equal through `BankFormat.csv` and `BankFormat.xlsx`.
public enum BankWriting {
    /// A bank as a CSV table in UTF-8 with a byte order mark, so that Excel takes it for what it is.
    ///
    /// The first rows say name, title, whether the bank is published, and who has approved it.
    ///
    /// - Complexity: O(bank).
    public static func csv(_ bank: QuestionBank) -> [UInt8] {
        var writer = CSVWriter(forExcel: true)
        for pair in information(bank) { writer.append(texts: pair) }
        let template = BankTemplate(bank)
        writer.append(texts: template.columns.map(\.heading))
        for question in bank.questions { writer.append(texts: template.row(question)) }
        return writer.take()
    }

    /// A bank as a workbook of two sheets, 题目 and 题库信息.
    ///
    /// - Throws: `WorkbookWriteFault` where the temporary file cannot be written.
    /// - Complexity: O(bank).
    public static func xlsx(_ bank: QuestionBank) throws -> [UInt8] {
        let writer = try WorkbookWriter()
        let template = BankTemplate(bank)
        try writer.begin(sheet: "题目", columns: template.columns)
        for question in bank.questions {
            try writer.append(row: template.row(question).map(CSVValue.text))
        }
        try writer.begin(
            sheet: "题库信息",
            columns: [WorkbookColumn("项目", width: 16), WorkbookColumn("内容", width: 60)]
        )
        for pair in information(bank) { try writer.append(row: pair.map(CSVValue.text)) }
        return try writer.finish()
    }

    private static func information(_ bank: QuestionBank) -> [[String]] {
        [
            [BankInformation.nameWords[0], bank.bank], [BankInformation.titleWords[0], bank.title],
            [BankInformation.publishedWords[0], bank.published ? "是" : "否"],
        ]
            + BankMetadata.entries(of: bank).map { entry in
                [BankInformation.furtherWords[entry.name]?.first ?? entry.name, entry.value]
            }
    }
}

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
                key(question), question.explanation, question.category, question.knowledgePoint,
                "\(question.difficulty)", question.pool,
                basis.map { BasisCell.written(law: $0.law) } ?? "", basis?.version ?? "",
                basis?.article ?? "", date(basis?.validFrom), date(basis?.validUntil),
            ]
    }

    /// Options as cells; those that all begin with their own letters get these once more, because
    /// reading takes them away.
    private static func options(_ texts: [String]) -> [String] {
        guard OptionCell.withoutLetters(texts) != texts else { return texts }
        return texts.enumerated().map { "\(OptionLetter.letter($0)).\($1)" }
    }

    /// Words for true/false; letters; and where letters read like an option's text, what does not.
    private func key(_ question: Question) -> String {
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

    private func reads(_ key: String, as question: Question) -> Bool {
        let notation = KeyNotation(
            type: question.type,
            optionCount: question.options.count,
            options: question.options,
            log: FindingLog(file: "")
        )
        return notation.mask([Located(key, at: Place(line: 1, column: 1))]) == question.key
    }

    private func date(_ day: ContestDay?) -> String {
        day.map { ContestModel.CivilDate($0).description } ?? ""
    }
}
