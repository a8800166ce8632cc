/// One row of a table or of a workbook's sheet that holds anything.
public struct SheetRow: Hashable, Sendable {
    /// The sheet's name; nil for a file without sheets.
    public var sheet: String?
    /// Whether the sheet is hidden from people who open the workbook.
    public var isHidden: Bool
    /// The line on which the row begins or the sheet's row number, from 1.
    public var number: Int
    /// Its cells in ascending columns; a workbook's empty cells are left out.
    public var cells: [SheetCell]

    /// Makes a row.
    public init(sheet: String?, isHidden: Bool = false, number: Int, cells: [SheetCell]) {
        self.sheet = sheet
        self.isHidden = isHidden
        self.number = number
        self.cells = cells
    }
}

/// One cell with its place.
public struct SheetCell: Hashable, Sendable {
    /// The column, from 1.
    public var column: Int
    /// The line on which it begins, or its row number, from 1.
    public var line: Int
    /// What it holds.
    public var value: SheetValue
    /// Whether its value stands in the topmost cell of a merged area and this is a lower one.
    public var isMerged: Bool

    /// Makes a cell.
    public init(column: Int, line: Int, value: SheetValue, isMerged: Bool = false) {
        self.column = column
        self.line = line
        self.value = value
        self.isMerged = isMerged
    }
}

/// What a cell holds, or why it holds no text.
public enum SheetValue: Hashable, Sendable {
    /// The text as people see it; line breaks are LF.
    case text(String)
    /// Bytes that the file's encoding has no characters for.
    case undecodable
    /// A formula came to an error such as `#N/A`.
    case formulaError(String)
    /// A formula whose value the workbook does not store.
    case uncalculated

    /// The text; nil when there is none.
    public var text: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

/// What a table or workbook may at most contain.
public struct SheetLimits: Hashable, Sendable {
    /// The bytes of the file.
    public var fileByteCount: Int
    /// The UTF-8 bytes of one cell.
    public var cellByteCount: Int
    /// The columns that may hold anything.
    public var columnCount: Int
    /// The rows of all sheets that hold anything.
    public var rowCount: Int
    /// The sheets of a workbook.
    public var sheetCount: Int
    /// The bytes that all parts of a workbook inflate to.
    public var inflatedByteCount: Int
    /// The bytes of all texts that a workbook's cells share.
    public var sharedByteCount: Int
    /// The bytes of all cells' texts, those of shared ones counted wherever they stand.
    public var textByteCount: Int
    /// The elements of a workbook's XML.
    public var elementCount: Int
    /// How many times its compressed size a part may inflate to.
    public var ratio: Int
    /// How deep a workbook's XML may nest.
    public var depth: Int

    /// Makes limits.
    public init(
        fileByteCount: Int = 64 << 20,
        cellByteCount: Int = 65_536,
        columnCount: Int = 256,
        rowCount: Int = 1_100_000,
        sheetCount: Int = 256,
        inflatedByteCount: Int = 512 << 20,
        sharedByteCount: Int = 160 << 20,
        textByteCount: Int = 512 << 20,
        elementCount: Int = 30_000_000,
        ratio: Int = 200,
        depth: Int = 64
    ) {
        self.fileByteCount = fileByteCount
        self.cellByteCount = cellByteCount
        self.columnCount = columnCount
        self.rowCount = rowCount
        self.sheetCount = sheetCount
        self.inflatedByteCount = inflatedByteCount
        self.sharedByteCount = sharedByteCount
        self.textByteCount = textByteCount
        self.elementCount = elementCount
        self.ratio = ratio
        self.depth = depth
    }

    var csv: CSVLimits {
        CSVLimits(fieldByteCount: cellByteCount, fieldCount: columnCount, rowCount: rowCount)
    }

    var zip: ZipLimits {
        ZipLimits(
            archiveByteCount: fileByteCount,
            entryCount: 4096,
            entryByteCount: inflatedByteCount,
            // A sheet is inflated twice: once for its merged cells, once for its rows.
            totalByteCount: inflatedByteCount.multipliedReportingOverflow(by: 2).partialValue,
            ratio: ratio
        )
    }
}
