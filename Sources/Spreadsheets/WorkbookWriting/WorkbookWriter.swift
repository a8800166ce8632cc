internal import CXLSXWriter

/// Writes workbooks row by row, holding one row in memory.
///
/// Texts are always texts: a cell that begins with `=` is shown as it is and never calculated. Every
/// sheet begins with its headings, bold and held in place while the rest scrolls. The same rows make
/// the same bytes, whenever they are written.
///
/// A reference, because libxlsxwriter's workbook is one; it belongs to one synchronous caller.
public final class WorkbookWriter {
    private let folder: TemporaryFolder
    private let formats: Formats
    private var numberFormats: [WorkbookNumberFormat: UnsafeMutablePointer<lxw_format>] = [:]
    /// nil once the workbook is closed.
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var rowCount = 0

    private struct Formats {
        var heading: UnsafeMutablePointer<lxw_format>?
        var text: UnsafeMutablePointer<lxw_format>?
    }

    /// The most rows of a sheet, its headings included.
    public static let rowLimit = 1_048_576
    private static let fileName = "workbook.xlsx"
    private static let columnLimit = 16_384
    private static let characterLimit = 32_767
    /// 2020-01-01, the creation date of every workbook.
    private static let creationTime = 1_577_836_800

    /// Begins a workbook.
    ///
    /// - Throws: `temporaryFile` when no private folder can be made for libxlsxwriter's files.
    public init() throws(WorkbookWriteFault) {
        let folder = try TemporaryFolder()
        let made = folder.path.withCString { folderPath in
            (folder.path + "/" + Self.fileName).withCString { filePath in
                var options = lxw_workbook_options()
                options.constant_memory = 1
                options.tmpdir = UnsafeMutablePointer(mutating: folderPath)
                return workbook_new_opt(filePath, &options)
            }
        }
        guard let workbook = made else { throw .temporaryFile }
        var properties = lxw_doc_properties()
        properties.created = Self.creationTime
        workbook_set_properties(workbook, &properties)
        let heading = workbook_add_format(workbook)
        format_set_bold(heading)
        let text = workbook_add_format(workbook)
        // The format of texts, so that what people type into these cells stays text too.
        format_set_num_format(text, "@")
        format_set_text_wrap(text)
        format_set_align(text, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        self.folder = folder
        self.workbook = workbook
        formats = Formats(heading: heading, text: text)
    }

    deinit {
        // Frees it; the folder goes with what was written.
        if let workbook { workbook_close(workbook) }
    }

    /// Begins a sheet and writes its headings; rows go to the sheet begun last.
    ///
    /// - Throws: A fault of the name or of a heading.
    public func begin(sheet name: String, columns: [WorkbookColumn]) throws(WorkbookWriteFault) {
        guard let workbook else { throw .noSheet }
        guard columns.count <= Self.columnLimit else { throw .sheetFull }
        guard !name.isEmpty, !name.utf8.contains(0),
            workbook_validate_sheet_name(workbook, name) == LXW_NO_ERROR,
            let sheet = workbook_add_worksheet(workbook, name)
        else { throw .sheetName(name) }
        self.sheet = sheet
        rowCount = 0
        for (index, column) in columns.enumerated() {
            let position = lxw_col_t(truncatingIfNeeded: index)
            let width = Double(min(max(column.width, 1), 255))
            worksheet_set_column(sheet, position, position, width, formats.text)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        try append(cells: columns.map { .text($0.heading) }, formats.heading)
    }

    /// Adds a row; empty texts leave their cells empty.
    ///
    /// - Throws: A cell that is too long, a sheet that is full.
    public func append(row: some Sequence<CSVValue>) throws(WorkbookWriteFault) {
        try append(cells: row.map { WorkbookCell($0) }, formats.text)
    }

    /// Adds a row of typed cells.
    ///
    /// - Throws: A cell that is too long, a sheet that is full.
    public func append(cells: [WorkbookCell]) throws(WorkbookWriteFault) {
        try append(cells: cells, formats.text)
    }

    /// Closes the workbook and takes its bytes; nothing can be added afterwards.
    ///
    /// - Throws: A failure of libxlsxwriter, a file that cannot be read back.
    public func finish() throws(WorkbookWriteFault) -> [UInt8] {
        try close()
        return try folder.bytes(of: Self.fileName)
    }

    /// Closes the workbook and hands over its file; nothing can be added afterwards.
    ///
    /// Closing compresses every sheet: about a second for a hundred megabytes of them.
    ///
    /// - Throws: A failure of libxlsxwriter.
    public func finishFile() throws(WorkbookWriteFault) -> TemporaryFile {
        try close()
        return TemporaryFile(Self.fileName, in: folder)
    }

    private func close() throws(WorkbookWriteFault) {
        guard let workbook, sheet != nil else { throw .noSheet }
        self.workbook = nil
        sheet = nil
        let result = workbook_close(workbook)
        guard result == LXW_NO_ERROR else { throw .library(Int(result.rawValue)) }
    }

    private func append(
        cells: [WorkbookCell],
        _ textFormat: UnsafeMutablePointer<lxw_format>?
    ) throws(WorkbookWriteFault) {
        guard let sheet else { throw .noSheet }
        guard rowCount < Self.rowLimit, cells.count <= Self.columnLimit else { throw .sheetFull }
        let position = lxw_row_t(truncatingIfNeeded: rowCount)
        rowCount += 1
        for (index, cell) in cells.enumerated() {
            let column = lxw_col_t(truncatingIfNeeded: index)
            let result =
                switch cell {
                case .empty, .text(""): LXW_NO_ERROR
                case .text(let text):
                    worksheet_write_string(
                        sheet,
                        position,
                        column,
                        Self.escaped(text),
                        textFormat
                    )
                case .number(let number, let format):
                    worksheet_write_number(sheet, position, column, number, self.format(format))
                }
            switch result {
            case LXW_NO_ERROR: break
            case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
                throw .cellTooLong(row: rowCount, column: index + 1)
            default: throw .library(Int(result.rawValue))
            }
        }
    }

    /// The library's format for numbers, made when it is first needed; plain digits need none.
    private func format(_ format: WorkbookNumberFormat) -> UnsafeMutablePointer<lxw_format>? {
        if let made = numberFormats[format] { return made }
        let made = workbook_add_format(workbook)
        format_set_num_format(made, format.code)
        format_set_align(made, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        numberFormats[format] = made
        return made
    }

    /// A text without what XML cannot carry, and with `_x0041_` kept from being taken for an escape.
    private static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "_") && $0 != 0xEF }
        guard !isPlain else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0, 0xFFFE, 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
    }
}
