internal import Spreadsheets

/// Reads a table sheet by sheet: finds each sheet's heading and hands out the rows below it.
///
/// The heading is the row among the first twenty that names the most known columns, so that titles
/// and notes may stand above it. A sheet without one is passed over with a warning, unless no sheet
/// has one: then the first row is taken for it and its faults are named.
///
/// A reference, because rows arrive through a closure; it lives within one synchronous call.
final class TableFeed<Name: Hashable & Sendable> {
    /// Called once for each sheet that has a heading.
    var onHeading: (TableHeading<Name>) -> Void = { _ in }
    /// Called for each row below a heading.
    var onRow: (TableRow<Name>, TableHeading<Name>) -> Void = { _, _ in }
    /// Called for each heading as it was written.
    var onHeadingLine: (TableLine) -> Void = { _ in }
    /// Called for each row below a heading as it was written, before `onRow`.
    var onLine: (TableLine) -> Void = { _ in }
    /// Asked about the first rows of a sheet without heading; true when it is known what it is.
    var onOther: ([TableLine]) -> Bool = { _ in false }

    /// In how many rows at a sheet's beginning its heading is searched for.
    static var searchedRowCount: Int { 20 }

    private var reader: HeadingReader<Name>
    private let log: FindingLog
    private var sheet: String?
    private var rowCount = 0
    private var hasBegun = false
    private var isHidden = false
    /// The rows of the sheet while its heading is searched for.
    private var held: [TableLine]? = []
    private var heading: TableHeading<Name>?
    private var headingTexts: [String?] = []
    private var hasHeading = false
    /// The first sheet without a heading, should there be none with one.
    private var firstUnheaded: [TableLine] = []
    private var unheadedSheets: [Place] = []

    init(known: [TableColumn<Name>], _ log: FindingLog) {
        reader = HeadingReader(known: known, log: log)
        self.log = log
    }

    /// Reads a whole file; false after noting a fault that stopped it.
    func read(_ bytes: [UInt8], limits: SheetLimits = SheetLimits()) -> Bool {
        do throws(SheetFault) {
            try SpreadsheetReader.read(bytes, limits: limits) { take($0) }
            return finish()
        } catch {
            TableFaultText.note(error, log)
            return false
        }
    }

    private func take(_ row: SheetRow) {
        rowCount += 1
        if rowCount.isMultiple(of: ReadingProgress.step) { log.progress?(.rows(rowCount)) }
        if !hasBegun || row.sheet != sheet { begin(row) }
        guard !isHidden, let line = TableLine(row) else { return }
        if held != nil {
            held?.append(line)
            if held?.count == Self.searchedRowCount { search() }
        } else if let heading {
            hand(line, heading)
        }
    }

    private func begin(_ row: SheetRow) {
        search()
        hasBegun = true
        sheet = row.sheet
        isHidden = row.isHidden
        held = []
        heading = nil
        if let sheet { log.register(sheet: sheet) }
        guard isHidden else { return }
        log.warning(
            "table.sheet.hidden",
            at: Place(sheet: sheet, line: row.number, column: 1),
            text: sheet ?? "",
            "隐藏的工作表，已跳过；要导入请先取消隐藏",
            "a hidden sheet, passed over; show it if it is to be read"
        )
    }

    private func finish() -> Bool {
        search()
        if !hasHeading {
            guard let first = firstUnheaded.first else {
                log.error("file.empty", at: nil, "文件里没有表格", "the file is empty")
                return false
            }
            unheadedSheets.removeFirst()
            open(first, preface: [], firstUnheaded.dropFirst())
        }
        for place in unheadedSheets {
            log.warning(
                "table.sheet.skipped",
                at: place,
                text: place.sheet ?? "",
                "这张工作表的前 \(Self.searchedRowCount) 行里没有认得出的列名，已跳过",
                "no known headings in the sheet's first rows; it is passed over"
            )
        }
        return true
    }

    /// Decides which of the held rows is the heading.
    private func search() {
        guard let lines = held, !lines.isEmpty else { return }
        held = nil
        let scores = lines.map { reader.score($0) }
        let best = scores.max() ?? 0
        guard let index = scores.firstIndex(of: best), best >= 2 else {
            if onOther(lines) { return }
            if unheadedSheets.isEmpty { firstUnheaded = lines }
            unheadedSheets += lines.first.map { [$0.place] } ?? []
            return
        }
        open(lines[index], preface: Array(lines[..<index]), lines[(index + 1)...])
    }

    private func open(_ line: TableLine, preface: [TableLine], _ rest: ArraySlice<TableLine>) {
        let opened = reader.heading(line, preface: preface)
        hasHeading = true
        heading = opened
        headingTexts = line.cells.map(\.text)
        onHeadingLine(line)
        onHeading(opened)
        for line in rest { hand(line, opened) }
    }

    private func hand(_ line: TableLine, _ heading: TableHeading<Name>) {
        // Long tables repeat their heading on every printed page.
        guard line.cells.map(\.text) != headingTexts else { return }
        onLine(line)
        var cells: [Name: Located<String>] = [:]
        var hasContent = false
        for cell in line.cells {
            if cell.column > heading.lastColumn {
                noteUnheaded(cell)
                hasContent = true
            } else if let name = heading.names[cell.column] {
                hasContent = true
                if let text = cell.text {
                    cells[name] = Located(text, at: cell.place)
                } else {
                    TableFaultText.note(cell, log)
                }
            } else if cell.value == .undecodable {
                hasContent = true
                TableFaultText.note(cell, log)
            }
        }
        guard hasContent else { return }
        onRow(TableRow(place: line.place, cells: cells, columns: heading.columnNumbers), heading)
    }

    private func noteUnheaded(_ cell: TableLine.Cell) {
        // In a text table a field too many means that a delimiter slipped in; in a sheet it is a note
        // beside the table.
        guard cell.place.sheet == nil else { return }
        guard let text = cell.text else { return TableFaultText.note(cell, log) }
        log.error(
            "table.row.too-long",
            at: cell.place,
            text: text,
            "这一格上面没有列名",
            "there is no heading above this field"
        )
    }
}
