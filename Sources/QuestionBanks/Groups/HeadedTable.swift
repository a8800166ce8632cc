internal import Spreadsheets

/// A column that a table may have, under any of its headings.
struct TableColumn<Name: Hashable & Sendable>: Sendable {
    var name: Name
    /// Lower-case headings, Chinese and English.
    var headings: [String]
    var isRequired = false
}

/// A CSV table whose columns are found by their headings, in any order.
///
/// A finding's line is the file's line, its column the number of the field as a spreadsheet counts.
struct HeadedTable<Name: Hashable & Sendable> {
    /// The rows below the heading that hold anything.
    private(set) var rows: [TableRow<Name>] = []
    /// The columns that the heading names.
    private(set) var columns: Set<Name> = []

    /// The most bytes of a table: a million rows of 64 bytes.
    static var byteLimit: Int { 64 << 20 }

    /// Reads a table; nil after noting an error that leaves no rows to judge.
    init?(_ bytes: [UInt8], columns known: [TableColumn<Name>], _ log: FindingLog) {
        guard bytes.count <= Self.byteLimit else {
            log.error(
                "file.too-large",
                at: nil,
                text: "\(bytes.count)",
                "文件有 \(bytes.count) 字节，上限为 \(Self.byteLimit) 字节",
                "the file has \(bytes.count) bytes, the limit is \(Self.byteLimit)"
            )
            return nil
        }
        let records: [CSVRow]
        do throws(CSVFault) {
            records = try CSVReader.rows(of: bytes)
        } catch {
            CSVFaultText.note(error, log)
            return nil
        }
        guard let heading = records.first else {
            log.error("file.empty", at: nil, "文件是空的", "the file is empty")
            return nil
        }
        let positions = HeadingReader(known: known, log: log).positions(heading)
        guard !log.hasErrors else { return nil }
        columns = Set(positions.compactMap { $0 })
        for record in records.dropFirst() {
            if let row = Self.row(record, positions, log) { rows.append(row) }
        }
    }

    private static func row(
        _ record: CSVRow,
        _ positions: [Name?],
        _ log: FindingLog
    ) -> TableRow<Name>? {
        var cells: [Name: Located<String>] = [:]
        var hasContent = false
        for (index, field) in record.fields.enumerated() {
            let place = Place(line: field.line, column: index + 1)
            guard let text = field.text else {
                log.error(
                    "table.encoding",
                    at: place,
                    "不是 UTF-8 编码，请另存为 UTF-8",
                    "the text is not UTF-8; save the file as UTF-8"
                )
                hasContent = true
                continue
            }
            if TextRules.trimmed(text).isEmpty { continue }
            hasContent = true
            if index >= positions.count {
                log.error(
                    "table.row.too-long",
                    at: place,
                    text: text,
                    "这一格上面没有列名",
                    "there is no heading above this field"
                )
            } else if let name = positions[index] {
                cells[name] = Located(text, at: place)
            }
        }
        guard hasContent else { return nil }
        return TableRow(place: Place(line: record.line, column: 1), cells: cells)
    }
}

/// One row of a headed table.
struct TableRow<Name: Hashable> {
    var place: Place
    private let cells: [Name: Located<String>]

    init(place: Place, cells: [Name: Located<String>]) {
        self.place = place
        self.cells = cells
    }

    /// A cell as written; nil when it is blank.
    func written(_ name: Name) -> Located<String>? { cells[name] }

    /// A cell's normalised text of one line; nil when it is blank or at fault.
    func text(_ name: Name, byteLimit: Int, _ log: FindingLog) -> Located<String>? {
        guard let written = cells[name] else { return nil }
        return TextCheck(byteLimit: byteLimit, isOneLine: true).checked(written, log)
    }

    /// A cell's text; a finding where it is blank.
    func required(
        _ name: Name,
        byteLimit: Int,
        _ chinese: String,
        _ english: String,
        _ log: FindingLog
    ) -> Located<String>? {
        guard cells[name] != nil else {
            log.error(
                "table.cell.missing",
                at: place,
                "缺少\(chinese)",
                "\(english) is missing"
            )
            return nil
        }
        return text(name, byteLimit: byteLimit, log)
    }
}

/// Says in the organiser's words why a table cannot be read.
enum CSVFaultText {
    static func note(_ fault: CSVFault, _ log: FindingLog) {
        let place = Place(line: fault.line, column: 1)
        switch fault {
        case .unclosedQuote:
            log.error("csv.unclosed-quote", at: place, "引号没有闭合", "a quote is never closed")
        case .textAfterQuote:
            log.error(
                "csv.text-after-quote",
                at: place,
                "右引号之后还有文字，文字里的引号应写成两个",
                "text after a closing quote; a quote within text is written twice"
            )
        case .fieldTooLong:
            log.error("csv.field-too-long", at: place, "单元格太长", "a field is too long")
        case .tooManyFields:
            log.error("csv.too-many-fields", at: place, "列太多", "a row has too many fields")
        case .tooManyRows:
            log.error("csv.too-many-rows", at: place, "行太多", "the table has too many rows")
        }
    }
}
