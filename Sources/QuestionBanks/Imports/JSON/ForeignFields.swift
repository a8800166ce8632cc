/// The fields of one foreign question, sorted by what they mean.
struct ForeignFields {
    let place: Place
    private var values: [ForeignField: FileNode] = [:]
    private var ranks: [ForeignField: Int] = [:]
    private var entries: [ForeignField: FileEntry] = [:]
    private(set) var lettered: [(index: Int, entry: FileEntry)] = []

    /// Sorts the fields and counts those that mean nothing, or less than another one.
    init(_ mapping: FileMapping, _ losses: inout ImportLosses) {
        place = mapping.place
        for entry in mapping.entries {
            if case .scalar(let scalar) = entry.value, scalar.isNull { continue }
            if let index = ForeignField.optionIndex(of: entry.key) {
                lettered.append((index, entry))
            } else if let meaning = ForeignField.meaning(of: entry.key) {
                take(entry, Self.field(meaning.field, entry), meaning.rank, &losses)
            } else {
                losses.note(.field, entry.key, at: entry.keyPlace)
            }
        }
        lettered.sort { $0.index < $1.index }
        if values[.options] != nil || !isWholeRun {
            for option in lettered {
                losses.note(.field, option.entry.key, at: option.entry.keyPlace)
            }
            lettered = []
        }
    }

    /// The value of a field; nil when the file gives none.
    subscript(_ field: ForeignField) -> FileNode? { values[field] }

    /// `answers` that are objects are the options, each saying whether it is right.
    private static func field(_ field: ForeignField, _ entry: FileEntry) -> ForeignField {
        guard field == .key, case .sequence(let sequence) = entry.value else { return field }
        let areObjects = sequence.items.contains { if case .mapping = $0 { true } else { false } }
        return areObjects ? .options : field
    }

    private mutating func take(
        _ entry: FileEntry,
        _ field: ForeignField,
        _ rank: Int,
        _ losses: inout ImportLosses
    ) {
        if let other = entries[field] {
            guard rank < ranks[field] ?? .max else {
                return losses.note(.field, entry.key, at: entry.keyPlace)
            }
            losses.note(.field, other.key, at: other.keyPlace)
        }
        values[field] = entry.value
        entries[field] = entry
        ranks[field] = rank
    }

    /// Whether the lettered fields are A, B … without a gap, at least two of them.
    private var isWholeRun: Bool {
        lettered.count >= 2 && lettered.enumerated().allSatisfy { $0.offset == $0.element.index }
    }
}
