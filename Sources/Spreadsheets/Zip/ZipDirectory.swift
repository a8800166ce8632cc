/// Counts an archive's entries before anything is allocated for them.
///
/// The end record (`PK\5\6`) says how many there are. It is searched for from the end, as libzip
/// does; where a comment holds a second one, both must keep within the limit.
enum ZipDirectory {
    private static let endRecordByteCount = 22
    private static let commentByteLimit = 65_535
    private static let locatorByteCount = 20
    private static let wideRecordByteCount = 56

    /// Checks that an end record is there and that none names more entries than allowed.
    static func check(_ bytes: [UInt8], entryLimit: Int) throws(ZipFault) {
        guard starts(bytes, 0, 0x03, 0x04) || starts(bytes, 0, 0x05, 0x06) else { throw .notZip }
        let first = max(0, bytes.count - endRecordByteCount - commentByteLimit - 1024)
        var isFound = false
        var offset = bytes.count - endRecordByteCount
        while offset >= first {
            if starts(bytes, offset, 0x05, 0x06) {
                isFound = true
                let count = max(number(bytes, offset + 8, 2), number(bytes, offset + 10, 2))
                let wide = try wideCount(bytes, before: offset)
                guard max(wide, count == 0xFFFF ? 0 : count) <= UInt64(clamping: entryLimit)
                else { throw .tooManyEntries }
                guard count != 0xFFFF || wide > 0 else { throw .tooManyEntries }
            }
            offset -= 1
        }
        guard isFound else { throw .damaged }
    }

    /// How many entries the 64-bit end record names; 0 when there is none.
    private static func wideCount(_ bytes: [UInt8], before end: Int) throws(ZipFault) -> UInt64 {
        let locator = end - locatorByteCount
        guard locator >= 0, starts(bytes, locator, 0x06, 0x07) else { return 0 }
        guard let offset = Int(exactly: number(bytes, locator + 8, 8)),
            offset <= bytes.count - wideRecordByteCount, starts(bytes, offset, 0x06, 0x06)
        else { throw .damaged }
        return max(number(bytes, offset + 24, 8), number(bytes, offset + 32, 8))
    }

    private static func starts(
        _ bytes: [UInt8],
        _ offset: Int,
        _ third: UInt8,
        _ fourth: UInt8
    ) -> Bool {
        guard offset >= 0, offset + 4 <= bytes.count else { return false }
        return bytes[offset] == 0x50 && bytes[offset + 1] == 0x4B && bytes[offset + 2] == third
            && bytes[offset + 3] == fourth
    }

    /// A little-endian number; the caller has checked that it lies within the bytes.
    private static func number(_ bytes: [UInt8], _ offset: Int, _ byteCount: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in (0..<byteCount).reversed() {
            value = value << 8 | UInt64(bytes[offset + index])
        }
        return value
    }
}
