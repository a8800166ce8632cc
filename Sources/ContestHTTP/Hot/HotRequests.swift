// The bodies of the hot routes, decoded by hand. A differential fuzz test holds this file against
// Foundation's JSONDecoder: what one accepts the other accepts, with the same values.

/// `{"track": "main"}`; an empty body or object means the first track.
struct StartBody: Equatable {
    var track: String?

    init?(_ bytes: some Collection<UInt8>) {
        var parser = FlatJSON(bytes)
        if parser.isEmpty { return }
        guard parser.begin() else { return nil }
        var seen = false
        while let key = parser.nextKey() {
            guard key == "track", !seen, let value = parser.string(limit: 64) else { return nil }
            seen = true
            track = value
        }
        guard parser.isComplete else { return nil }
    }
}

/// `{"options": ["9f3a01bc"], "revision": 1}`; the revision may be missing.
struct RespondBody: Equatable {
    var options: [UInt32] = []
    var revision: UInt16?

    init?(_ bytes: some Collection<UInt8>) {
        var parser = FlatJSON(bytes)
        guard parser.begin() else { return nil }
        var hasOptions = false
        while let key = parser.nextKey() {
            switch key {
            case "options" where !hasOptions:
                guard let tokens = parser.tokens(limit: 8) else { return nil }
                hasOptions = true
                options = tokens
            case "revision" where revision == nil:
                guard let number = parser.integer(), number > 0,
                    let value = UInt16(exactly: number)
                else { return nil }
                revision = value
            default: return nil
            }
        }
        guard parser.isComplete, hasOptions else { return nil }
    }
}

/// A reader of one flat JSON object: strings without escapes, integers, arrays of tokens.
///
/// Anything else fails, which is right for bodies whose fields are all of this kind.
struct FlatJSON {
    private let bytes: [UInt8]
    private var position = 0
    private var failed = false
    private var ended = false
    private var isFirst = true

    init(_ bytes: some Collection<UInt8>) {
        self.bytes = Array(bytes)
        skipSpace()
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// Whether the object was read to its end and nothing follows it.
    var isComplete: Bool {
        mutating get {
            skipSpace()
            return ended && !failed && position == bytes.count
        }
    }

    mutating func begin() -> Bool { take(UInt8(ascii: "{")) }

    /// The next field's name; nil at the object's end or after a fault.
    mutating func nextKey() -> String? {
        if failed || ended { return nil }
        skipSpace()
        if take(UInt8(ascii: "}")) {
            ended = true
            return nil
        }
        if !isFirst && !take(UInt8(ascii: ",")) { return fail() }
        isFirst = false
        skipSpace()
        guard let key = string(limit: 32) else { return fail() }
        skipSpace()
        guard take(UInt8(ascii: ":")) else { return fail() }
        skipSpace()
        return key
    }

    /// A string of printable ASCII without escapes.
    mutating func string(limit: Int) -> String? {
        guard let range = plainRange(limit: limit) else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    private mutating func plainRange(limit: Int) -> Range<Int>? {
        guard take(UInt8(ascii: "\"")) else { return fail() }
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            let byte = bytes[position]
            guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\\"),
                position - start < limit
            else { return fail() }
            position += 1
        }
        let range = start..<position
        guard take(UInt8(ascii: "\"")) else { return fail() }
        return range
    }

    /// The bytes of such a string, without the cost of making one.
    mutating func bytes(limit: Int) -> [UInt8]? {
        guard let range = plainRange(limit: limit) else { return nil }
        return Array(bytes[range])
    }

    /// A whole number without sign, fraction or exponent.
    mutating func integer() -> Int? {
        let start = position
        var value = 0
        while position < bytes.count, position - start < 10,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
        {
            value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            position += 1
        }
        let count = position - start
        guard count > 0, count == 1 || bytes[start] != UInt8(ascii: "0") else { return fail() }
        return value
    }

    /// An array of option tokens.
    mutating func tokens(limit: Int) -> [UInt32]? {
        guard take(UInt8(ascii: "[")) else { return fail() }
        var tokens: [UInt32] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return tokens }
        while tokens.count < limit {
            skipSpace()
            guard let token = token() else { return fail() }
            tokens.append(token)
            skipSpace()
            if take(UInt8(ascii: "]")) { return tokens }
            guard take(UInt8(ascii: ",")) else { return fail() }
        }
        return fail()
    }

    private mutating func token() -> UInt32? {
        guard take(UInt8(ascii: "\"")), bytes.count - position >= 9 else { return nil }
        var value: UInt32 = 0
        for _ in 0..<8 {
            let byte = bytes[position]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return take(UInt8(ascii: "\"")) ? value : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func fail<Value>() -> Value? {
        failed = true
        return nil
    }
}
