// Comma-separated values, as RFC 4180 describes them and as people send them.
//
//     姓名,单位,备注
//     王小明,"第一,二车间","他说""好"""
//
// A row ends with LF, CR LF or a lone CR; the last row's ending may be missing. A field that begins
// with a quote runs to the closing quote and may hold delimiters, line breaks and doubled quotes.
// A quote anywhere else is text. The delimiter is a comma, a semicolon or a tab; where the caller
// does not say, the one that stands most often, outside quotes, in the first row that has any is
// taken. A byte order mark is skipped. Rows that are empty lines are left out.
//
// Everything works on bytes, so that CR LF (one `Character`) and GB18030 (whose second bytes are
// never a delimiter, a quote or a line break) cannot break it. Whether a field is UTF-8 is asked
// when its text is read.

/// What separates fields.
public enum CSVDelimiter: UInt8, CaseIterable, Sendable {
    /// `,`
    case comma = 0x2C
    /// `;`, usual where the comma is the decimal sign.
    case semicolon = 0x3B
    /// A tab, as spreadsheets put on the clipboard.
    case tab = 0x09
}

/// What a table may at most contain.
public struct CSVLimits: Hashable, Sendable {
    /// The bytes of one field.
    public var fieldByteCount: Int
    /// The fields of one row.
    public var fieldCount: Int
    /// The rows of the table, its heading among them.
    public var rowCount: Int

    /// Makes limits.
    public init(
        fieldByteCount: Int = 65_536,
        fieldCount: Int = 256,
        rowCount: Int = 1_100_000
    ) {
        self.fieldByteCount = fieldByteCount
        self.fieldCount = fieldCount
        self.rowCount = rowCount
    }
}

/// One row with its place.
public struct CSVRow: Hashable, Sendable {
    /// The line on which the row begins, from 1.
    public var line: Int
    /// Its fields, at least one.
    public var fields: [CSVField]

    /// Makes a row.
    public init(line: Int, fields: [CSVField]) {
        self.line = line
        self.fields = fields
    }
}

/// One field with its place.
public struct CSVField: Hashable, Sendable {
    /// Its content without the outer quotes, in the file's encoding.
    public var bytes: [UInt8]
    /// The line on which it begins, from 1.
    public var line: Int

    /// Makes a field.
    public init(bytes: [UInt8], line: Int) {
        self.bytes = bytes
        self.line = line
    }

    /// Its text; nil when the bytes are not UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }
}

/// Why a table cannot be read, always with the line.
public enum CSVFault: Error, Hashable, Sendable {
    /// A quote was opened on this line and never closed.
    case unclosedQuote(line: Int)
    /// Text follows a closing quote before the next delimiter.
    case textAfterQuote(line: Int)
    /// A field is longer than allowed.
    case fieldTooLong(line: Int)
    /// A row has more fields than allowed.
    case tooManyFields(line: Int)
    /// The table has more rows than allowed.
    case tooManyRows(line: Int)

    /// The line, from 1.
    public var line: Int {
        switch self {
        case .unclosedQuote(let line), .textAfterQuote(let line), .fieldTooLong(let line),
            .tooManyFields(let line), .tooManyRows(let line):
            line
        }
    }
}
