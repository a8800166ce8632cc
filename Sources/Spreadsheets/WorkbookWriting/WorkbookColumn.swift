/// A column of a sheet to be written.
public struct WorkbookColumn: Hashable, Sendable {
    /// What stands at its top.
    public var heading: String
    /// Its width in characters of the body type, 1 to 255; a Chinese character takes two.
    public var width: Int

    /// Makes a column.
    public init(_ heading: String, width: Int = 12) {
        self.heading = heading
        self.width = width
    }
}

/// Why a workbook cannot be written.
public enum WorkbookWriteFault: Error, Hashable, Sendable {
    /// A sheet's name is empty, longer than 31 characters, used twice or holds one of `[]:*?/\`.
    case sheetName(String)
    /// A cell has more characters than Excel's 32,767; row and column from 1.
    case cellTooLong(row: Int, column: Int)
    /// A sheet has more rows or columns than Excel's.
    case sheetFull
    /// A row came before any sheet.
    case noSheet
    /// The folder for temporary files cannot be written to.
    case temporaryFile
    /// libxlsxwriter failed with this number.
    case library(Int)
}
