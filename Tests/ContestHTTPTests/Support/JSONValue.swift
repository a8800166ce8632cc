/// Any JSON, so that tests can look into an answer without a type for each.
enum JSONValue: Decodable, Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// A field; null where there is none.
    subscript(name: String) -> JSONValue {
        guard case .object(let fields) = self else { return .null }
        return fields[name] ?? .null
    }

    /// An element; null where there is none.
    subscript(index: Int) -> JSONValue {
        guard case .list(let elements) = self, elements.indices.contains(index) else {
            return .null
        }
        return elements[index]
    }

    /// The text; empty for anything else.
    var text: String {
        guard case .text(let value) = self else { return "" }
        return value
    }

    /// The whole number; nil for anything else.
    var integer: Int? {
        guard case .integer(let value) = self else { return nil }
        return Int(value)
    }

    /// The elements; none for anything else.
    var list: [JSONValue] {
        guard case .list(let elements) = self else { return [] }
        return elements
    }

    /// Whether it is `true`.
    var isTrue: Bool { self == .boolean(true) }

    /// Whether it is null or missing.
    var isNull: Bool { self == .null }

    /// The names of an object's fields.
    var names: Set<String> {
        guard case .object(let fields) = self else { return [] }
        return Set(fields.keys)
    }
}
