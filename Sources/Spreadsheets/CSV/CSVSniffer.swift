/// Guesses the delimiter from the first row that has one.
enum CSVSniffer {
    /// Whether the bytes hold a whole row with a delimiter; titles without any may stand above it.
    static func hasFirstRow(_ bytes: [UInt8]) -> Bool {
        firstRow(bytes).isWhole
    }

    /// The delimiter that stands most often in that row outside quotes; a comma when there is none,
    /// and among equals the one that `CSVDelimiter` names first.
    static func delimiter(of bytes: [UInt8]) -> CSVDelimiter {
        let counts = firstRow(bytes).counts
        var best = CSVDelimiter.comma
        for delimiter in CSVDelimiter.allCases where counts[delimiter] ?? 0 > counts[best] ?? 0 {
            best = delimiter
        }
        return best
    }

    /// How often each delimiter stands in the first row that has any, and whether its end was seen.
    private static func firstRow(_ bytes: [UInt8]) -> (counts: [CSVDelimiter: Int], isWhole: Bool) {
        var counts: [CSVDelimiter: Int] = [:]
        var isQuoted = false
        for byte in bytes.prefix(CSVReader.sniffedByteCount) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A || byte == 0x0D {
                if !counts.isEmpty { return (counts, true) }
            } else if let delimiter = CSVDelimiter(rawValue: byte) {
                counts[delimiter, default: 0] += 1
            }
        }
        return (counts, false)
    }
}
