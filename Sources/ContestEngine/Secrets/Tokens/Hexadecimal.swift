/// Lower-case hexadecimal digits.
public enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    /// Two digits a byte.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of lower-case digits; nil for anything else.
    public static func decode(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: text.utf8.count / 2)
        let isValid = bytes.withUnsafeMutableBytes { decode(Array(text.utf8), into: $0) }
        return isValid ? bytes : nil
    }

    /// Reads lower-case digits into `bytes`, which wants exactly two for each; false for anything
    /// else.
    static func decode(_ text: [UInt8], into bytes: UnsafeMutableRawBufferPointer) -> Bool {
        guard text.count == bytes.count * 2 else { return false }
        var isValid = true
        for index in bytes.indices {
            let high = value(text[2 * index])
            let low = value(text[2 * index + 1])
            isValid = isValid && high < 16 && low < 16
            bytes[index] = high << 4 | low & 15
        }
        return isValid
    }

    /// A digit's value; 255 for what is none.
    private static func value(_ digit: UInt8) -> UInt8 {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: 255
        }
    }
}
