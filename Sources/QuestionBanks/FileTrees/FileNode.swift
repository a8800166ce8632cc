/// A file as a tree of scalars, sequences and mappings, each with its place.
///
/// YAML and JSON both become this tree; nothing in it is typed yet. Whoever asks for a boolean gets
/// one or a finding, so that an unquoted `no` stays a word until then.
enum FileNode {
    case scalar(FileScalar)
    case sequence(FileSequence)
    case mapping(FileMapping)

    var place: Place {
        switch self {
        case .scalar(let scalar): scalar.place
        case .sequence(let sequence): sequence.place
        case .mapping(let mapping): mapping.place
        }
    }

    /// The text for a finding; empty for a sequence or mapping.
    var quotation: String {
        if case .scalar(let scalar) = self { scalar.text } else { "" }
    }
}

/// A single value as it was written.
struct FileScalar {
    var text: String
    /// Whether it was quoted (in JSON, a string); an unquoted one may be a number or a boolean.
    var isQuoted: Bool
    var place: Place

    /// Whether it stands for "nothing": empty, `~` or `null`, unquoted.
    var isNull: Bool {
        !isQuoted && (text.isEmpty || text == "~" || text == "null")
    }
}

/// A list of values.
struct FileSequence {
    var items: [FileNode]
    var place: Place
}

/// Named values in the file's order, each name once.
struct FileMapping {
    var entries: [FileEntry]
    var place: Place
}

/// One name with its value.
struct FileEntry {
    var key: String
    var keyPlace: Place
    var value: FileNode
}

/// A value and where it stands.
struct Located<Value> {
    var value: Value
    var place: Place

    init(_ value: Value, at place: Place) {
        self.value = value
        self.place = place
    }
}

extension Located: Sendable where Value: Sendable {}
