/// Reads JSON in one pass over its bytes.
///
/// The generator shares the machine with the server; Foundation's decoder would cost more than
/// the request. Only the three hot answers are read this way.
struct JSONScanner {
    /// The bytes are not JSON, or not of the expected shape.
    struct Fault: Error, Hashable {
        /// Where, from 0.
        var offset: Int
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0
    private static let deepest = 32

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads an object; the closure must consume each member's value.
    mutating func object(_ member: (inout JSONScanner, String) throws -> Void) throws {
        try open(UInt8(ascii: "{"))
        if take(UInt8(ascii: "}")) { return close() }
        repeat {
            let name = try string()
            try expect(UInt8(ascii: ":"))
            try member(&self, name)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
        close()
    }

    /// Reads an array of what the closure reads.
    mutating func array<Element>(
        of element: (inout JSONScanner) throws -> Element
    ) throws -> [Element] {
        try open(UInt8(ascii: "["))
        var elements: [Element] = []
        if take(UInt8(ascii: "]")) {
            close()
            return elements
        }
        repeat { elements.append(try element(&self)) } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
        close()
        return elements
    }

    /// Reads `null` as `nil`, anything else by the closure.
    mutating func optional<Value>(
        _ value: (inout JSONScanner) throws -> Value
    ) throws -> Value? {
        skipSpace()
        guard peek == UInt8(ascii: "n") else { return try value(&self) }
        try word("null")
        return nil
    }

    /// Reads a string.
    mutating func string() throws -> String {
        try expect(UInt8(ascii: "\""))
        let start = offset
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte != UInt8(ascii: "\\") else { return try escapedString(from: start) }
            offset += 1
        }
        let end = offset
        try expect(UInt8(ascii: "\""))
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Reads a whole number.
    mutating func integer() throws -> Int {
        let (whole, fraction) = try decimal()
        guard fraction == nil, let whole = Int(whole) else { throw fault }
        return whole
    }

    /// Reads a number with at most two decimals as whole hundredths.
    mutating func hundredths() throws -> Int {
        let (whole, fraction) = try decimal()
        var digits = fraction ?? "00"
        guard (1...2).contains(digits.utf8.count), Int(whole) != nil else { throw fault }
        if digits.utf8.count == 1 { digits += "0" }
        guard let value = Int(whole + digits) else { throw fault }
        return value
    }

    /// Reads `true` or `false`.
    mutating func boolean() throws -> Bool {
        skipSpace()
        let isTrue = peek == UInt8(ascii: "t")
        try word(isTrue ? "true" : "false")
        return isTrue
    }

    /// Passes over a value of any kind.
    mutating func skip() throws {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): try object { scanner, _ in try scanner.skip() }
        case UInt8(ascii: "["): _ = try array { scanner in try scanner.skip() }
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try boolean()
        case UInt8(ascii: "n"): try word("null")
        default:
            let start = offset
            while let byte = peek, Self.isPartOfNumber(byte) { offset += 1 }
            guard offset > start else { throw fault }
        }
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }
    private var fault: Fault { Fault(offset: offset) }

    private static func isPartOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            offset += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard peek == byte else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws {
        guard take(byte) else { throw fault }
    }

    private mutating func open(_ byte: UInt8) throws {
        try expect(byte)
        depth += 1
        guard depth <= Self.deepest else { throw fault }
    }

    private mutating func close() {
        depth -= 1
    }

    private mutating func word(_ word: String) throws {
        for letter in word.utf8 {
            guard peek == letter else { throw fault }
            offset += 1
        }
    }

    private mutating func decimal() throws -> (whole: String, fraction: String?) {
        skipSpace()
        let start = offset
        while let byte = peek, Self.isPartOfNumber(byte) { offset += 1 }
        let text = bytes[start..<offset]
        guard let point = text.firstIndex(of: UInt8(ascii: ".")) else {
            return (String(decoding: text, as: UTF8.self), nil)
        }
        return (
            String(decoding: text[..<point], as: UTF8.self),
            String(decoding: text[(point + 1)...], as: UTF8.self)
        )
    }
}

extension JSONScanner {
    /// The rest of a string in which an escape was met; `offset` stands on the backslash.
    private mutating func escapedString(from start: Int) throws -> String {
        var text = Array(bytes[start..<offset])
        while let byte = peek {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try appendEscape(to: &text)
            default: text.append(byte)
            }
        }
        throw fault
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws {
        guard let byte = peek else { throw fault }
        offset += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "u"):
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]) {
                try word("\\u")
                units.append(try codeUnit())
            }
            text += Array(String(decoding: units, as: UTF16.self).utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        default: throw fault
        }
    }

    private mutating func codeUnit() throws -> UInt16 {
        guard bytes.count - offset >= 4 else { throw fault }
        let digits = String(decoding: bytes[offset..<(offset + 4)], as: UTF8.self)
        guard let unit = UInt16(digits, radix: 16) else { throw fault }
        offset += 4
        return unit
    }
}
