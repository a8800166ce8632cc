/// Where in a workbook a row stands.
public struct SheetPlace: Hashable, Sendable {
    /// The sheet's name.
    public var sheet: String
    /// The row, from 1.
    public var row: Int
    /// The column, from 1.
    public var column: Int

    /// Makes a place.
    public init(sheet: String, row: Int, column: Int = 1) {
        self.sheet = sheet
        self.row = row
        self.column = column
    }
}

/// Why a table or workbook cannot be read at all.
public enum SheetFault: Error, Hashable, Sendable {
    /// The file is longer than allowed.
    case fileTooLarge(byteCount: Int)
    /// A text table has a fault.
    case csv(CSVFault)
    /// A text table holds a NUL byte: it is no text, or UTF-16 without its mark.
    case nulByte(line: Int)
    /// A text table begins like a web page or XML, as some systems name `.xls`.
    case markup
    /// The system cannot convert GB18030.
    case noConverter
    /// A workbook's archive has a fault.
    case zip(ZipFault)
    /// A workbook of Excel 97 to 2003 (`.xls`).
    case legacyWorkbook
    /// A workbook that opens with a password only.
    case encryptedWorkbook
    /// A workbook in Excel's binary format (`.xlsb`).
    case binaryWorkbook
    /// A table in OpenDocument format (`.ods`).
    case openDocument
    /// An archive without a workbook in it.
    case noWorkbook
    /// The workbook carries macros (`.xlsm`, `vbaProject.bin`).
    case macros
    /// The workbook takes values from other files.
    case externalLinks
    /// A part declares a document type, which no workbook needs and entity bombs do.
    case documentType(part: String)
    /// A part holds a processing instruction, which no workbook does.
    case instruction(part: String)
    /// A part is in another encoding than UTF-8.
    case partEncoding(part: String)
    /// A part nests deeper than allowed.
    case tooDeep(part: String)
    /// A part is not well-formed XML or lacks what it must have.
    case damagedPart(part: String, line: Int)
    /// The workbook has more sheets than allowed.
    case tooManySheets
    /// A part has more elements than allowed.
    case tooManyElements(part: String)
    /// The texts of all cells are more than allowed; one text may stand in many cells.
    case textTooLarge(SheetPlace)
    /// The texts that cells share are more than allowed.
    case sharedTextTooLarge
    /// A row or cell has an impossible or disordered reference.
    case wrongReference(SheetPlace)
    /// A cell is longer than allowed.
    case cellTooLong(SheetPlace)
    /// A row uses a column beyond those allowed.
    case tooManyColumns(SheetPlace)
    /// There are more rows than allowed.
    case tooManyRows(SheetPlace)
}
