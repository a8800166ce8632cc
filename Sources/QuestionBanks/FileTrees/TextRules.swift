internal import Foundation

/// What a text must be like before it is kept.
enum TextRules {
    /// Whether a character has no business in any text: controls, line and paragraph separators,
    /// invisible marks, direction overrides, noncharacters.
    ///
    /// Tab and newline are judged elsewhere.
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        case 0xFDD0...0xFDEF, 0xFFF9...0xFFFF: true
        case let value: value & 0xFFFE == 0xFFFE
        }
    }

    /// The text in NFC without white space at its ends.
    static func normalised(_ text: String) -> String {
        let isComposed = text.unicodeScalars.allSatisfy(isAlwaysComposed)
        return trimmed(isComposed ? text : text.precomposedStringWithCanonicalMapping)
    }

    /// Whether a character stays as it is in NFC, whatever stands beside it.
    ///
    /// Those of nearly every Chinese text do; for all others Foundation is asked.
    private static func isAlwaysComposed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00..<0x300, 0x2010...0x2027, 0x2030...0x205E, 0x3000...0x3020, 0x4E00...0x9FFF,
            0xFF01...0xFF5E:
            true
        default: false
        }
    }

    /// Whether a text is empty or nothing but white space.
    static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    /// The text without white space at its ends.
    static func trimmed(_ text: String) -> String {
        let isTrimmed =
            text.unicodeScalars.first?.properties.isWhitespace != true
            && text.unicodeScalars.last?.properties.isWhitespace != true
        guard !isTrimmed else { return text }
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }

    /// Whether a text is 1 to 64 lower-case ASCII letters, digits and hyphens.
    static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-")
            }
    }

    /// A whole number written in ASCII digits, with an optional minus sign.
    static func integer(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.count <= 18,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int(text)
    }
}
