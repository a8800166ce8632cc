/// Reads rows from bytes as they come, holding one row at a time.
///
/// ```swift
/// var reader = CSVReader()
/// try reader.read(chunk) { row in … }
/// try reader.finish { row in … }
/// ```
public struct CSVReader: Sendable {
    private enum State: Sendable {
        case fieldStart
        case unquoted
        case quoted
        case afterQuote
    }

    private let limits: CSVLimits
    private var delimiter: UInt8?
    /// The beginning of the table, kept until the delimiter is known.
    private var held: [UInt8] = []
    private var state = State.fieldStart
    private var line = 1
    private var afterReturn = false
    private var field: [UInt8] = []
    private var fieldLine = 1
    private var quoteLine = 1
    private var fields: [CSVField] = []
    private var rowCount = 0
    private var atStart = true
    /// How many bytes of a byte order mark were skipped.
    private var markPosition = 0

    /// How many bytes are looked at for the delimiter.
    static let sniffedByteCount = 65_536
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Makes a reader.
    ///
    /// - Parameter delimiter: nil to take the one that the first row with any uses.
    public init(delimiter: CSVDelimiter? = nil, limits: CSVLimits = CSVLimits()) {
        self.delimiter = delimiter?.rawValue
        self.limits = limits
    }

    /// Reads a further piece of the table.
    ///
    /// - Parameter row: Called for each row that the piece completes.
    /// - Throws: The first fault; the reader is of no use afterwards.
    /// - Complexity: O(bytes).
    public mutating func read(
        _ bytes: some Sequence<UInt8>,
        row: (CSVRow) -> Void
    ) throws(CSVFault) {
        guard delimiter == nil else {
            for byte in bytes { try take(byte, row) }
            return
        }
        held.append(contentsOf: bytes)
        if held.count >= Self.sniffedByteCount || CSVSniffer.hasFirstRow(held) {
            try release(row)
        }
    }

    /// Ends the table and reads its last row.
    ///
    /// - Throws: A fault of the last row, such as a quote that was never closed.
    public mutating func finish(row: (CSVRow) -> Void) throws(CSVFault) {
        if delimiter == nil { try release(row) }
        if atStart && markPosition > 0 { keepBrokenMark() }
        switch state {
        case .quoted: throw .unclosedQuote(line: quoteLine)
        case .fieldStart where fields.isEmpty: return
        case .fieldStart, .unquoted, .afterQuote: try endRow(row)
        }
    }

    private mutating func release(_ row: (CSVRow) -> Void) throws(CSVFault) {
        delimiter = CSVSniffer.delimiter(of: held).rawValue
        let bytes = held
        held = []
        for byte in bytes { try take(byte, row) }
    }

    private mutating func take(_ byte: UInt8, _ row: (CSVRow) -> Void) throws(CSVFault) {
        if atStart, skipsMark(byte) { return }
        if afterReturn && byte == 0x0A {
            // The second half of CR LF: the row ended already, or the field keeps both bytes.
            afterReturn = false
            if state == .quoted { try append(byte) }
            return
        }
        afterReturn = byte == 0x0D
        switch state {
        case .quoted: try takeQuoted(byte)
        case .fieldStart where byte == UInt8(ascii: "\""):
            state = .quoted
            quoteLine = line
        case .afterQuote where byte == UInt8(ascii: "\""):
            try append(byte)
            state = .quoted
        default:
            try takeOutside(byte, row)
        }
    }

    private mutating func takeQuoted(_ byte: UInt8) throws(CSVFault) {
        if byte == UInt8(ascii: "\"") {
            state = .afterQuote
            return
        }
        if byte == 0x0A || byte == 0x0D { line += 1 }
        try append(byte)
    }

    private mutating func takeOutside(
        _ byte: UInt8,
        _ row: (CSVRow) -> Void
    ) throws(CSVFault) {
        if byte == delimiter {
            try endField()
        } else if byte == 0x0A || byte == 0x0D {
            if state == .fieldStart && fields.isEmpty {
                fieldLine = line + 1
            } else {
                try endRow(row)
            }
            line += 1
            fieldLine = line
        } else if state == .afterQuote {
            throw .textAfterQuote(line: line)
        } else {
            state = .unquoted
            try append(byte)
        }
    }

    private mutating func append(_ byte: UInt8) throws(CSVFault) {
        guard field.count < limits.fieldByteCount else { throw .fieldTooLong(line: fieldLine) }
        field.append(byte)
    }

    private mutating func endField() throws(CSVFault) {
        guard fields.count < limits.fieldCount else { throw .tooManyFields(line: fieldLine) }
        fields.append(CSVField(bytes: field, line: fieldLine))
        field = []
        fieldLine = line
        state = .fieldStart
    }

    private mutating func endRow(_ row: (CSVRow) -> Void) throws(CSVFault) {
        try endField()
        rowCount += 1
        let firstLine = fields.first?.line ?? line
        guard rowCount <= limits.rowCount else { throw .tooManyRows(line: firstLine) }
        row(CSVRow(line: firstLine, fields: fields))
        fields = []
    }

    /// Whether a byte belongs to a byte order mark at the very beginning.
    private mutating func skipsMark(_ byte: UInt8) -> Bool {
        guard markPosition < Self.mark.count, byte == Self.mark[markPosition] else {
            keepBrokenMark()
            return false
        }
        markPosition += 1
        if markPosition == Self.mark.count { atStart = false }
        return true
    }

    /// The beginning only looked like a byte order mark: it is the first field's.
    private mutating func keepBrokenMark() {
        atStart = false
        field.append(contentsOf: Self.mark.prefix(markPosition))
        if markPosition > 0 { state = .unquoted }
    }
}

extension CSVReader {
    /// All rows of a table that is in memory.
    ///
    /// - Throws: The first fault.
    public static func rows(
        of bytes: some Sequence<UInt8>,
        delimiter: CSVDelimiter? = nil,
        limits: CSVLimits = CSVLimits()
    ) throws(CSVFault) -> [CSVRow] {
        var reader = CSVReader(delimiter: delimiter, limits: limits)
        var rows: [CSVRow] = []
        try reader.read(bytes) { rows.append($0) }
        try reader.finish { rows.append($0) }
        return rows
    }
}
