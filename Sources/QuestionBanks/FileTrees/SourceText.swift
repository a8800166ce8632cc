/// A file's bytes as text, with every forbidden character found and taken out of the way.
///
/// Forbidden characters become spaces, one for one, so that the parsers go on and the places of
/// whatever they find still hold.
enum SourceText {
    /// Checks size and encoding, notes forbidden characters, and maps each scalar of the rest.
    ///
    /// - Returns: nil when the bytes are too many or not UTF-8.
    /// - Complexity: O(bytes).
    static func read(
        _ bytes: [UInt8],
        _ log: FindingLog,
        replacing: (Unicode.Scalar) -> Unicode.Scalar
    ) -> String? {
        guard bytes.count <= FileLimits.byteCount else {
            log.error(
                "file.too-large",
                at: nil,
                text: "\(bytes.count)",
                "文件有 \(bytes.count) 字节，上限为 \(FileLimits.byteCount) 字节",
                "the file has \(bytes.count) bytes, the limit is \(FileLimits.byteCount)"
            )
            return nil
        }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        guard let text = String(validating: bytes.dropFirst(hasMark ? 3 : 0), as: UTF8.self) else {
            log.error(
                "file.encoding",
                at: firstBroken(in: bytes),
                "文件不是 UTF-8 编码，请另存为 UTF-8",
                "the file is not UTF-8; save it as UTF-8"
            )
            return nil
        }
        return cleaned(text, log, replacing: replacing)
    }

    private static func cleaned(
        _ text: String,
        _ log: FindingLog,
        replacing: (Unicode.Scalar) -> Unicode.Scalar
    ) -> String {
        var result = String.UnicodeScalarView()
        result.reserveCapacity(text.utf8.count)
        var cursor = TextCursor()
        for scalar in text.unicodeScalars {
            if scalar != "\r" && TextRules.isForbidden(scalar) {
                log.error(
                    "text.control",
                    at: cursor.place,
                    text: String(Character(scalar)),
                    "含有控制字符或看不见的字符，请删除",
                    "a control or invisible character; delete it"
                )
                result.append(" ")
            } else {
                result.append(replacing(scalar))
            }
            cursor.advance(over: scalar)
        }
        return String(result)
    }

    /// The place of the first byte that is not UTF-8.
    private static func firstBroken(in bytes: [UInt8]) -> Place {
        var cursor = TextCursor()
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            if scalar != "\u{FEFF}" { cursor.advance(over: scalar) }
        }
        return cursor.place
    }
}

/// Counts lines and columns; LF, CR LF and a lone CR each end a line.
struct TextCursor {
    private var line = 1
    private var column = 1
    private var afterReturn = false

    /// Where the next scalar stands.
    var place: Place { Place(line: line, column: column) }

    mutating func advance(over scalar: Unicode.Scalar) {
        if scalar == "\n" && afterReturn {
            afterReturn = false
            return
        }
        afterReturn = scalar == "\r"
        if scalar == "\n" || scalar == "\r" {
            line += 1
            column = 1
        } else {
            column += 1
        }
    }
}
