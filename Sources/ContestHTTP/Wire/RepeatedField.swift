import FoundationEssentials

/// Finds a name that stands twice in one object of a JSON text.
///
/// RFC 8259 leaves open which of the two counts: a gateway that checks a body and the server that
/// carries it out may read different values. So nothing that is said twice is accepted.
///
/// It does not judge the text otherwise; what is no JSON is for the decoder to refuse. Names are
/// compared as the decoder compares them, escapes undone and by canonical equivalence.
struct RepeatedField {
    private enum Level {
        case object(Set<String>)
        case array
    }

    private let bytes: [UInt8]
    private var position = 0
    private var levels: [Level] = []

    /// The first name that is repeated, cut to forty characters for an answer; nil where none is.
    ///
    /// - Complexity: O(bytes).
    static func name(in bytes: some Collection<UInt8>) -> String? {
        var reader = RepeatedField(bytes: Array(bytes))
        return reader.find().map { String($0.prefix(40)) }
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func find() -> String? {
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "{"): levels.append(.object([]))
            case UInt8(ascii: "["): levels.append(.array)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
            case UInt8(ascii: "\""):
                let text = string()
                // A colon follows names and nothing else.
                guard isBeforeColon, case .object(var names)? = levels.popLast() else { continue }
                if let name = Self.decoded(text), !names.insert(name).inserted { return name }
                levels.append(.object(names))
            default: continue
            }
        }
        return nil
    }

    private mutating func next() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// What stands between the quotes, as it is written; ends behind the closing one.
    private mutating func string() -> ArraySlice<UInt8> {
        let start = position
        while let byte = next() {
            if byte == UInt8(ascii: "\"") { return bytes[start..<position - 1] }
            if byte == UInt8(ascii: "\\") { _ = next() }
        }
        return bytes[start...]
    }

    private var isBeforeColon: Bool {
        bytes[position...].first { !Self.isSpace($0) } == UInt8(ascii: ":")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// A name without its escapes; nil for one that is no text.
    private static func decoded(_ text: ArraySlice<UInt8>) -> String? {
        guard text.contains(UInt8(ascii: "\\")) else {
            return String(decoding: text, as: UTF8.self)
        }
        let quote = [UInt8(ascii: "\"")]
        return try? JSONDecoder().decode(String.self, from: Data(quote + text + quote))
    }
}
