internal import Spreadsheets

/// Hands faulty rows back in the shape they came in, with the reasons in a last column.
///
/// The file can be mended and read again: readers pass over the column 错误原因. Rows above a heading
/// that name the bank are kept, in a workbook on a sheet of their own. Numbers that were given to
/// questions without 题号 are given anew.
public enum FaultyRows {
    /// What a table holds, which says how its headings are found.
    public enum Table: Sendable {
        /// A question bank.
        case bank
        /// A tree of regions or units.
        case tree
        /// A roster.
        case roster
    }

    /// The rows that errors were found in.
    ///
    /// Where every option has a row of its own, all rows of a faulty question come back.
    ///
    /// - Parameters:
    ///   - bytes: The table as it was read.
    ///   - findings: What reading it found; warnings are left out.
    /// - Returns: CSV for a text table and XLSX for a workbook; nil when no error belongs to a row.
    /// - Throws: `WorkbookWriteFault` where the workbook cannot be written.
    /// - Complexity: O(bytes + findings).
    public static func bytes(
        of bytes: some Collection<UInt8>,
        as table: Table,
        findings: [Finding]
    ) throws -> [UInt8]? {
        let bytes = Array(bytes)
        let sheets =
            switch table {
            case .bank: FaultyRowReader(BankColumn.all, findings, isBank: true).sheets(bytes)
            case .tree: FaultyRowReader(TreeReader.columns, findings).sheets(bytes)
            case .roster: FaultyRowReader(RosterReader.columns, findings).sheets(bytes)
            }
        guard sheets.contains(where: { !$0.rows.isEmpty }) else { return nil }
        let isWorkbook = SpreadsheetKind(of: bytes) == .workbook
        return isWorkbook ? try workbook(sheets) : csv(sheets)
    }

    private static func csv(_ sheets: [FaultySheet]) -> [UInt8] {
        var writer = CSVWriter(forExcel: true)
        for sheet in sheets {
            for line in sheet.preface { writer.append(texts: line) }
            writer.append(texts: sheet.heading + [HeadingText.reason])
            for row in sheet.rows { writer.append(texts: sheet.padded(row.cells) + [row.reason]) }
        }
        return writer.take()
    }

    private static func workbook(_ sheets: [FaultySheet]) throws -> [UInt8] {
        let writer = try WorkbookWriter()
        for sheet in sheets where !sheet.rows.isEmpty {
            let columns = sheet.heading.map { WorkbookColumn($0, width: 16) }
            try writer.begin(
                sheet: sheet.name,
                columns: columns + [WorkbookColumn(HeadingText.reason, width: 60)]
            )
            for row in sheet.rows {
                let texts = sheet.padded(row.cells) + [row.reason]
                try writer.append(row: texts.map(CSVValue.text))
            }
        }
        let information = sheets.flatMap(\.preface)
        guard !information.isEmpty else { return try writer.finish() }
        try writer.begin(
            sheet: informationName(sheets),
            columns: [WorkbookColumn("项目", width: 16), WorkbookColumn("内容", width: 60)]
        )
        for line in information { try writer.append(row: line.map(CSVValue.text)) }
        return try writer.finish()
    }

    /// A name that no sheet has yet.
    private static func informationName(_ sheets: [FaultySheet]) -> String {
        var name = "题库信息"
        while sheets.contains(where: { $0.name == name }) { name += "1" }
        return name
    }
}

/// One sheet's rows that go back.
struct FaultySheet {
    var name: String
    /// Rows above the heading that say something about the bank.
    var preface: [[String]] = []
    var heading: [String] = []
    var rows: [(cells: [String], reason: String)] = []

    /// A row's cells, as many as the heading has.
    func padded(_ cells: [String]) -> [String] {
        Array(cells.prefix(heading.count))
            + [String](repeating: "", count: max(0, heading.count - cells.count))
    }
}
