/// A stored number as the text that people see, worked out on its decimal digits.
///
/// Phone numbers are stored as `1.3800138E10`, whole numbers as `5.0` by some writers, and a tenth
/// as `0.10000000000000001`. Excel shows at most 15 significant digits; so does this.
enum NumberText {
    private static let significantDigitCount = 15

    /// The number without exponent and without idle zeros; nil when the text is no number.
    static func plain(_ text: String) -> String? {
        guard let number = Decimal(text) else { return nil }
        var digits = number.digits
        var exponent = number.exponent
        if digits.count > significantDigitCount, exponent < 0 || !number.isWhole {
            exponent += digits.count - significantDigitCount
            digits = rounded(digits)
        }
        while let last = digits.last, last == 0, exponent < 0 {
            digits.removeLast()
            exponent += 1
        }
        guard digits.contains(where: { $0 != 0 }) else { return "0" }
        // Beyond this nobody wants the zeros written out.
        guard exponent <= 30, exponent >= -30 else { return text }
        return (number.isNegative ? "-" : "") + written(digits, exponent)
    }

    private static func written(_ digits: [UInt8], _ exponent: Int) -> String {
        var bytes = digits.map { $0 + 0x30 }
        if exponent >= 0 {
            bytes += [UInt8](repeating: 0x30, count: exponent)
        } else {
            let missing = -exponent - bytes.count + 1
            if missing > 0 { bytes = [UInt8](repeating: 0x30, count: missing) + bytes }
            bytes.insert(UInt8(ascii: "."), at: bytes.count + exponent)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The first fifteen digits, the last of them rounded half up.
    private static func rounded(_ digits: [UInt8]) -> [UInt8] {
        var kept = Array(digits.prefix(significantDigitCount))
        guard digits[kept.count] >= 5 else { return kept }
        var index = kept.count - 1
        while index >= 0 {
            if kept[index] < 9 {
                kept[index] += 1
                return kept
            }
            kept[index] = 0
            index -= 1
        }
        return [1] + kept
    }

    /// Digits with a power of ten: `12.5E3` is 125 × 10².
    private struct Decimal {
        var isNegative = false
        var digits: [UInt8] = []
        var exponent = 0
        /// Whether it was written without fraction and exponent.
        var isWhole = true

        init?(_ text: String) {
            let bytes = Array(text.utf8)
            guard bytes.count <= 64 else { return nil }
            var index = 0
            if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") {
                isNegative = bytes.first == UInt8(ascii: "-")
                index = 1
            }
            var hasDigits = false
            var hasPoint = false
            while index < bytes.count {
                let byte = bytes[index]
                if (0x30...0x39).contains(byte) {
                    hasDigits = true
                    if byte != 0x30 || !digits.isEmpty { digits.append(byte - 0x30) }
                    if hasPoint { exponent -= 1 }
                } else if byte == UInt8(ascii: "."), !hasPoint {
                    hasPoint = true
                    isWhole = false
                } else {
                    break
                }
                index += 1
            }
            guard hasDigits else { return nil }
            guard index < bytes.count else { return }
            guard bytes[index] | 0x20 == UInt8(ascii: "e"),
                let power = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)),
                abs(power) <= 400
            else { return nil }
            isWhole = false
            exponent += power
        }
    }
}
