/// Writes texts as JSON strings (RFC 8259, section 7).
enum JSONText {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Appends a string with its quotes.
    static func append(_ text: String, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                json.append(UInt8(ascii: "\\"))
                json.append(byte)
            case UInt8(ascii: "\n"): json.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\t"): json.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                json.append(contentsOf: "\\u00".utf8)
                json.append(digits[Int(byte >> 4)])
                json.append(digits[Int(byte & 15)])
            default: json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
    }

    /// A string with its quotes.
    static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Texts as one object in one line: `{"a": "b", "c": "d"}`.
    static func object(_ entries: [(name: String, value: String)]) -> String {
        "{" + entries.map { "\(quoted($0.name)): \(quoted($0.value))" }.joined(separator: ", ")
            + "}"
    }
}
