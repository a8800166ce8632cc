import ContestModel
import Leaderboards
import Spreadsheets

/// Writes a workbook: a cover sheet, then a sheet for each table; a table that is longer than a
/// sheet goes on in the next.
///
/// The rows go to temporary files of libxlsxwriter, so that one row is in memory; the temporary
/// folder needs room for them and for the finished workbook.
struct WorkbookTableWriter: TableWriter {
    private let writer: WorkbookWriter
    private var time: ContestTime?
    private var columns: [WorkbookColumn] = []
    private var title = ""
    private var sheetCount = 0
    private var rowsLeft = 0
    /// Whether rows still go to the cover sheet.
    private var isOnCover = false
    private let rowsPerSheet: Int

    /// Begins a workbook.
    ///
    /// - Parameter rowsPerSheet: How many rows a sheet takes besides its headings.
    init(rowsPerSheet: Int = WorkbookWriter.rowLimit - 1) throws {
        writer = try WorkbookWriter()
        self.rowsPerSheet = rowsPerSheet
    }

    mutating func begin(_ cover: ExportCover) throws {
        time = cover.time
        isOnCover = true
        try writer.begin(
            sheet: "说明",
            columns: [WorkbookColumn("项目", width: 18), WorkbookColumn("内容", width: 80)]
        )
        for line in cover.lines {
            try writer.append(cells: [.text(line.label), .text(line.value)])
        }
        for note in cover.notes { try writer.append(cells: [.text("注"), .text(note)]) }
    }

    mutating func begin(_ table: ExportTable) throws {
        if isOnCover {
            for note in table.notes { try writer.append(cells: [.text("注"), .text(note)]) }
            isOnCover = false
        }
        title = table.title
        columns = table.columns.map { WorkbookColumn($0.heading, width: $0.width) }
        sheetCount = 0
        try beginSheet()
    }

    mutating func append(_ rows: [[ExportValue]]) throws {
        for row in rows {
            if rowsLeft == 0 { try beginSheet() }
            rowsLeft -= 1
            try writer.append(cells: row.map(cell))
        }
    }

    mutating func finish() async throws -> ExportFile? {
        // Closing compresses for seconds. The writer belongs to this call alone and is not touched
        // before the other thread is done with it.
        nonisolated(unsafe) let writer = writer
        return ExportFile(try await Blocking.run { try writer.finishFile() })
    }

    mutating func take() -> [UInt8] { [] }

    private mutating func beginSheet() throws {
        sheetCount += 1
        rowsLeft = rowsPerSheet
        try writer.begin(
            sheet: sheetCount == 1 ? title : "\(title) \(sheetCount)",
            columns: columns
        )
    }

    private func cell(_ value: ExportValue) -> WorkbookCell {
        switch value {
        case .empty: .empty
        case .unknown: .text("—")
        case .text(let text): .text(text)
        case .integer(let number): .number(Double(number), .whole)
        case .points(let hundredths):
            .number(Double(hundredths) / 100, hundredths % 100 == 0 ? .whole : .decimals(2))
        case .decimal(let ratio, let places):
            number(ratio.text(places: places), .decimals(places))
        case .percent(let ratio): number(ratio.text(places: 6), .percent)
        case .day(let day): .day(Int(day.number))
        case .instant(let instant):
            .time(time?.wallMilliseconds(instant) ?? instant.millisecondsSinceEpoch)
        case .duration(let milliseconds): .number(Double(milliseconds) / 1_000, .decimals(3))
        }
    }

    private func number(_ text: String?, _ format: WorkbookNumberFormat) -> WorkbookCell {
        text.flatMap(Double.init).map { .number($0, format) } ?? .text("—")
    }
}

extension ExportFormat {
    /// A writer of workbooks whose sheets end sooner than Excel's do.
    ///
    /// - Parameter rowsPerSheet: How many rows a sheet takes besides its headings.
    public static func workbook(rowsPerSheet: Int) throws -> any TableWriter {
        try WorkbookTableWriter(rowsPerSheet: rowsPerSheet)
    }
}
