/// Guesses the delimiter from a table's first row.
enum CSVSniffer {
    /// Whether the bytes hold a whole first row.
    static func hasFirstRow(_ bytes: [UInt8]) -> Bool {
        firstRow(bytes) { _ in }
    }

    /// The delimiter that stands most often in the first row outside quotes; a comma when none
    /// does, and among equals the one that `CSVDelimiter` names first.
    static func delimiter(of bytes: [UInt8]) -> CSVDelimiter {
        var counts: [CSVDelimiter: Int] = [:]
        _ = firstRow(bytes) { byte in
            if let delimiter = CSVDelimiter(rawValue: byte) {
                counts[delimiter, default: 0] += 1
            }
        }
        var best = CSVDelimiter.comma
        for delimiter in CSVDelimiter.allCases where counts[delimiter] ?? 0 > counts[best] ?? 0 {
            best = delimiter
        }
        return best
    }

    /// Visits the bytes of the first row that has any, outside quotes; true when its end was seen.
    private static func firstRow(_ bytes: [UInt8], _ visit: (UInt8) -> Void) -> Bool {
        var isQuoted = false
        var hasContent = false
        for byte in bytes {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D {
                if hasContent { return true }
                continue
            }
            hasContent = true
            visit(byte)
        }
        return false
    }
}
