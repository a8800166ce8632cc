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
