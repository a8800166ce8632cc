extension JSONFrontEnd {
    /// `true`, `false`, `null` or a number, kept as written.
    mutating func bareWord(at place: Place) throws(JSONFault) -> FileScalar {
        var word = String.UnicodeScalarView()
        while let scalar = peek, scalar.isASCII,
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || scalar == "-" || scalar == "+" || scalar == "."
        {
            word.append(scalar)
            advance()
        }
        let text = String(word)
        guard text == "true" || text == "false" || text == "null" || Self.isNumber(text) else {
            throw JSONFault("此处应有一个值", "expected a value")
        }
        return FileScalar(text: text, isQuoted: false, place: place)
    }

    /// Whether a text is `-? (0 | 1-9 digits) (. digits)? (e sign? digits)?`.
    static func isNumber(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        func digits() -> Int {
            let run = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(run.count)
            return run.count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let leadsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !leadsWithZero || whole == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if let exponent = rest.first, exponent | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
                rest = rest.dropFirst()
            }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// A string with its escapes resolved.
    mutating func string() throws(JSONFault) -> String {
        guard peek == "\"" else { throw JSONFault("此处应为双引号", "expected a double quote") }
        let place = cursor.place
        advance()
        var text = String.UnicodeScalarView()
        while let scalar = peek, scalar != "\"" {
            if scalar == "\n" || scalar == "\r" || scalar == "\t" {
                throw JSONFault("字符串没有闭合，或含有换行", "an unclosed string, or a bare line break")
            }
            if scalar == "\\" {
                text.append(try escape())
            } else {
                text.append(scalar)
                advance()
            }
        }
        guard peek == "\"" else { throw JSONFault("字符串没有闭合", "an unclosed string") }
        advance()
        let result = String(text)
        if result.utf8.count > FileLimits.scalarByteCount {
            log.error(
                "text.too-long",
                at: place,
                text: result,
                "文字有 \(result.utf8.count) 字节，上限为 \(FileLimits.scalarByteCount)",
                "the text has \(result.utf8.count) bytes, "
                    + "the limit is \(FileLimits.scalarByteCount)"
            )
        }
        return result
    }

    private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
        advance()
        let letter = peek
        advance()
        switch letter {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try escapedScalar()
        default: throw JSONFault("不认识的转义", "an unknown escape")
        }
    }

    /// Four hexadecimal digits, or a pair of surrogates (RFC 8259, section 7).
    private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
        let high = try codeUnit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard (0xD800...0xDBFF).contains(high), peek == "\\" else {
            throw JSONFault("不成对的代理码", "a lone surrogate")
        }
        advance()
        try expect("u")
        let low = try codeUnit()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw JSONFault("不成对的代理码", "a lone surrogate") }
        return scalar
    }

    private mutating func codeUnit() throws(JSONFault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let scalar = peek, scalar.isASCII,
                let digit = Character(scalar).hexDigitValue
            else { throw JSONFault("\\u 之后应有四位十六进制数", "\\u needs four hexadecimal digits") }
            value = value << 4 | UInt32(digit)
            advance()
        }
        return value
    }
}
