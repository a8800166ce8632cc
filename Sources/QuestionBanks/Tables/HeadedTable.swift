internal import Spreadsheets

/// A column that a table may have, under any of its headings.
struct TableColumn<Name: Hashable & Sendable>: Sendable {
    var name: Name
    /// Headings, Chinese and English; the first is the one that messages use.
    var headings: [String]
    var isRequired = false
}

/// A table of CSV or XLSX whose columns are found by their headings, in any order.
///
/// A finding's line is the file's line or the sheet's row, its column the number of the field as a
/// spreadsheet counts.
struct HeadedTable<Name: Hashable & Sendable> {
    /// The rows below the headings that hold anything, of all sheets.
    private(set) var rows: [TableRow<Name>] = []
    /// The columns that any sheet's heading names.
    private(set) var columns: Set<Name> = []

    /// Reads a table; nil after noting an error that leaves no rows to judge.
    init?(_ bytes: [UInt8], columns known: [TableColumn<Name>], _ log: FindingLog) {
        let feed = TableFeed(known: known, log)
        var rows: [TableRow<Name>] = []
        var columns: Set<Name> = []
        feed.onHeading = { columns.formUnion($0.columns) }
        feed.onRow = { row, _ in rows.append(row) }
        guard feed.read(bytes), !log.hasHeadingErrors else { return nil }
        self.rows = rows
        self.columns = columns
    }
}

/// One row of a headed table.
struct TableRow<Name: Hashable> {
    var place: Place
    private let cells: [Name: Located<String>]
    private let columns: [Name: Int]

    /// Makes a row.
    ///
    /// - Parameter columns: The number of every column that the heading names.
    init(place: Place, cells: [Name: Located<String>], columns: [Name: Int]) {
        self.place = place
        self.cells = cells
        self.columns = columns
    }

    /// Where a cell stands though nothing is written in it; nil where its column is not there.
    func blank(_ name: Name) -> Place? {
        guard cells[name] == nil, let column = columns[name] else { return nil }
        return Place(sheet: place.sheet, line: place.line, column: column)
    }

    /// The text of the only cell; nil when there are more.
    var onlyText: String? { cells.count == 1 ? cells.first?.value.value : nil }

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
                at: blank(name) ?? place,
                "缺少\(chinese)",
                "\(english) is missing"
            )
            return nil
        }
        return text(name, byteLimit: byteLimit, log)
    }
}
