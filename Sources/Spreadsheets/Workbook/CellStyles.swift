/// How a style shows the numbers of its cells.
enum NumberStyle: Hashable {
    /// As a number.
    case number
    /// As a date or a time of day.
    case date
    /// With this many digits at least, zeros in front: the format `0000`.
    case padded(Int)
}

/// The number formats of a workbook's cell styles.
final class CellStyles: PartHandler {
    private var custom: [Int: NumberStyle] = [:]
    private var formatIDs: [Int] = []
    private var isInCellFormats = false

    /// Most workbooks have a few hundred styles; Excel allows 65,490.
    private static let styleCountLimit = 65_536

    /// How the style of a number shows numbers.
    func style(at index: Int) -> NumberStyle {
        guard formatIDs.indices.contains(index) else { return .number }
        let id = formatIDs[index]
        return custom[id] ?? Self.builtIn(id)
    }

    func start(_ name: String, _ attributes: [String: String]) throws(SheetFault) {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }),
                let code = attributes["formatCode"], custom.count < Self.styleCountLimit
            else { return }
            custom[id] = Self.style(of: code)
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats:
            guard formatIDs.count < Self.styleCountLimit else { return }
            formatIDs.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
        default: break
        }
    }

    func end(_ name: String) throws(SheetFault) {
        if name == "cellXfs" { isInCellFormats = false }
    }

    func text(_ text: String) throws(SheetFault) {}

    /// The formats that have numbers but no codes in the file.
    ///
    /// 27 to 36 and 50 to 58 are East Asian dates. Source: ECMA-376 part 1, 18.8.30.
    static func builtIn(_ id: Int) -> NumberStyle {
        switch id {
        case 14...22, 27...36, 45...47, 50...58: .date
        default: .number
        }
    }

    /// What a format code shows: a date when it names years, months, days, hours or seconds outside
    /// quotes and brackets.
    static func style(of code: String) -> NumberStyle {
        let bytes = Array(code.utf8)
        if !bytes.isEmpty, bytes.count <= 32, bytes.allSatisfy({ $0 == 0x30 }) {
            return bytes.count == 1 ? .number : .padded(bytes.count)
        }
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        var plain: [UInt8] = []
        for byte in bytes {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case _ where isQuoted: break
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): isEscaped = true
            case UInt8(ascii: "["): isBracketed = true
            case UInt8(ascii: "]"): isBracketed = false
            case UInt8(ascii: ";") where !isBracketed:
                // Only the first section shows positive numbers.
                return isDate(plain) ? .date : .number
            default: if !isBracketed { plain.append(byte | 0x20) }
            }
        }
        return isDate(plain) ? .date : .number
    }

    private static func isDate(_ code: [UInt8]) -> Bool {
        guard !code.elementsEqual("general".utf8) else { return false }
        return code.contains { byte in
            byte == UInt8(ascii: "y") || byte == UInt8(ascii: "m") || byte == UInt8(ascii: "d")
                || byte == UInt8(ascii: "h") || byte == UInt8(ascii: "s")
        }
    }
}
