// Which encoding a text table is in.
//
// Nearly every sequence of UTF-8 bytes is also valid GB18030, where it means other characters, so
// UTF-8 is tried first and strictly. A file that is UTF-8 but for a few broken places must not turn
// into nonsense as a whole either: where at least half of the pieces with characters beyond ASCII
// are UTF-8, the file is UTF-8 and the other pieces are at fault. Genuine GB18030 text is rarely
// valid UTF-8 by accident, and never for half of its pieces.

/// The encodings in which tables come.
public enum TextEncoding: Hashable, Sendable {
    /// UTF-8, with or without byte order mark.
    case utf8
    /// UTF-16 with a byte order mark, as Excel saves "Unicode text".
    case utf16
    /// GB18030, and with it GBK and GB2312.
    case gb18030

    /// Tells the encoding of a text.
    ///
    /// - Complexity: O(bytes).
    public init(of bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self = .utf16
        } else if String(validating: bytes, as: UTF8.self) != nil {
            self = .utf8
        } else {
            self = Self.isMostlyUTF8(bytes) ? .utf8 : .gb18030
        }
    }

    /// Whether at least half of the pieces beyond ASCII, between delimiters, are UTF-8.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var good = 0
        var bad = 0
        for piece in bytes.split(whereSeparator: { delimiters.contains($0) }) {
            guard piece.contains(where: { $0 >= 0x80 }) else { continue }
            if String(validating: piece, as: UTF8.self) == nil { bad += 1 } else { good += 1 }
        }
        return good >= bad
    }

    private static let delimiters: [UInt8] = [0x2C, 0x3B, 0x09, 0x0A, 0x0D, 0x22]
}

/// Converts UTF-16 with a byte order mark.
enum UTF16Decoder {
    /// The text in UTF-8; whatever is not a character becomes a byte that no UTF-8 has, so that the
    /// cell it stands in is found later.
    static func utf8(of bytes: [UInt8]) -> [UInt8] {
        let isLittle = bytes.first == 0xFF
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var lead: UInt16?
        var index = 2
        while index + 1 < bytes.count {
            let low = UInt16(bytes[isLittle ? index : index + 1])
            let unit = UInt16(bytes[isLittle ? index + 1 : index]) << 8 | low
            index += 2
            if let high = lead {
                lead = nil
                if UTF16.isTrailSurrogate(unit) {
                    let scalar = UTF16.decode(UTF16.EncodedScalar([high, unit]))
                    result.append(contentsOf: String(Character(scalar)).utf8)
                    continue
                }
                result.append(0xFF)
            }
            if UTF16.isLeadSurrogate(unit) {
                lead = unit
            } else if let scalar = Unicode.Scalar(unit) {
                result.append(contentsOf: String(Character(scalar)).utf8)
            } else {
                result.append(0xFF)
            }
        }
        if lead != nil || index < bytes.count { result.append(0xFF) }
        return result
    }
}
