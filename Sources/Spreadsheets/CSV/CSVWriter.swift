/// Writes tables that spreadsheets open as tables, and never as formulas.
///
/// A field that begins with `=`, `+`, `-`, `@`, a tab, a carriage return or a full-width `＝`, `＋`,
/// `－`, `＠` would be calculated by a spreadsheet; it gets an apostrophe in front and is shown as
/// the text it is (OWASP, "CSV Injection"). Numbers are given to `row` as `.number` and stay numbers.
public struct CSVWriter: Sendable {
    /// The table so far.
    public private(set) var bytes: [UInt8]
    private let delimiter: UInt8

    /// Begins a table.
    ///
    /// - Parameter forExcel: Whether a byte order mark comes first: without it Excel takes UTF-8 for
    ///   the system's code page.
    public init(delimiter: CSVDelimiter = .comma, forExcel: Bool = false) {
        self.delimiter = delimiter.rawValue
        bytes = forExcel ? [0xEF, 0xBB, 0xBF] : []
    }

    /// Adds a row, ended by CR LF as RFC 4180 wants it.
    public mutating func append(row: some Sequence<CSVValue>) {
        var isFirst = true
        for value in row {
            if !isFirst { bytes.append(delimiter) }
            isFirst = false
            switch value {
            case .text(let text): append(field: Self.neutralised(Array(text.utf8)))
            case .number(let number): bytes.append(contentsOf: String(number).utf8)
            case .numeral(let numeral) where Self.isNumeral(numeral):
                bytes.append(contentsOf: numeral.utf8)
            case .numeral(let text): append(field: Self.neutralised(Array(text.utf8)))
            }
        }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    /// Adds a row of texts.
    public mutating func append(texts: some Sequence<String>) {
        append(row: texts.map(CSVValue.text))
    }

    /// Takes the table so far and goes on with an empty one, for writing in pieces.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// A field's text as it was before it was written: without the apostrophe in front of what a
    /// spreadsheet would calculate.
    public static func restored(_ field: String) -> String {
        guard field.utf8.first == apostrophe else { return field }
        return isFormula(Array(field.utf8.drop { $0 == apostrophe }))
            ? String(field.dropFirst()) : field
    }

    /// A field's bytes with an apostrophe in front where a spreadsheet would calculate.
    ///
    /// One that has such an apostrophe already gets another, so that reading knows which to drop.
    static func neutralised(_ field: [UInt8]) -> [UInt8] {
        isFormula(Array(field.drop { $0 == apostrophe })) ? [apostrophe] + field : field
    }

    private static let apostrophe = UInt8(ascii: "'")

    private static func isFormula(_ field: [UInt8]) -> Bool {
        switch field.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09,
            0x0D:
            true
        case 0xEF:
            // ＝ U+FF1D, ＋ U+FF0B, － U+FF0D, ＠ U+FF20
            field.starts(with: [0xEF, 0xBC, 0x9D]) || field.starts(with: [0xEF, 0xBC, 0x8B])
                || field.starts(with: [0xEF, 0xBC, 0x8D]) || field.starts(with: [0xEF, 0xBC, 0xA0])
        default: false
        }
    }

    /// Whether a text is digits with at most a sign before, a point within and a % behind.
    private static func isNumeral(_ text: String) -> Bool {
        var digits = Array(text.utf8)
        if digits.first == UInt8(ascii: "-") { digits.removeFirst() }
        if digits.last == UInt8(ascii: "%") { digits.removeLast() }
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }

    private mutating func append(field: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        let needsQuotes = field.contains { byte in
            byte == quote || byte == 0x0A || byte == 0x0D || CSVDelimiter(rawValue: byte) != nil
        }
        guard needsQuotes || field.first == 0x20 || field.last == 0x20 else {
            bytes.append(contentsOf: field)
            return
        }
        bytes.append(quote)
        for byte in field {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }
}

/// What one field of a written table holds.
public enum CSVValue: Hashable, Sendable {
    /// A text, made harmless.
    case text(String)
    /// A whole number.
    case number(Int)
    /// A number as it is to be written: `-0.25`, `87.50%`; anything else is written as a text.
    case numeral(String)
}
