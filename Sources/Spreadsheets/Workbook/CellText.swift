/// Undoes what the format does to texts.
enum CellText {
    /// A text with `_x000D_` and the like turned into the characters they stand for, and with one
    /// kind of line break.
    ///
    /// Source: ECMA-376 part 1, 22.9.2.19, ST_Xstring.
    static func plain(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else {
            return LineBreaks.unified(text)
        }
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            if let scalar = escaped(scalars, index) {
                result.append(scalar)
                index += 7
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return LineBreaks.unified(String(result))
    }

    private static func escaped(_ scalars: [Unicode.Scalar], _ index: Int) -> Unicode.Scalar? {
        guard index + 7 <= scalars.count, scalars[index] == "_", scalars[index + 1] == "x",
            scalars[index + 6] == "_"
        else { return nil }
        var value: UInt32 = 0
        for digit in scalars[index + 2..<index + 6] {
            guard digit.isASCII, let number = Character(digit).hexDigitValue else { return nil }
            value = value << 4 | UInt32(number)
        }
        return Unicode.Scalar(value)
    }
}

/// A cell's place as the format writes it: `AB12`.
struct CellReference: Hashable {
    var column: Int
    /// The row; nil where only the column is given.
    var row: Int?

    static let rowLimit = 1_048_576
    static let columnLimit = 16_384

    /// Reads a reference; nil for anything that no sheet has.
    init?(_ text: some StringProtocol) {
        var column = 0
        var row = 0
        var hasDigits = false
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A where !hasDigits:
                column = column * 26 + Int(byte - 0x40)
                guard column <= Self.columnLimit else { return nil }
            case 0x30...0x39:
                hasDigits = true
                row = row * 10 + Int(byte - 0x30)
                guard row <= Self.rowLimit else { return nil }
            default: return nil
            }
        }
        guard column > 0, !hasDigits || row > 0 else { return nil }
        self.column = column
        self.row = hasDigits ? row : nil
    }
}
