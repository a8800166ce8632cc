/// The list of questions of a foreign JSON file, with what stands around it.
struct ForeignEnvelope {
    var items: [FileNode]
    var place: Place
    var name: Located<String>?
    var title: Located<String>?
    /// Fields around the list that mean nothing here.
    var unknown: [FileEntry] = []

    private static let listKeys = [
        "questions", "题目", "试题", "题库", "questionlist", "list", "items", "data", "result",
        "results", "rows", "records", "quiz", "exam", "paper",
    ]
    private static let titleKeys: Set = ["title", "name", "题库名称", "试卷名称", "标题", "papername"]
    /// How many mappings a list may be wrapped in.
    private static let depthLimit = 5

    /// Finds the outermost list that holds a mapping; nil when there is none.
    static func find(in root: FileNode) -> ForeignEnvelope? {
        find(in: root, depth: 0)
    }

    private static func find(in node: FileNode, depth: Int) -> ForeignEnvelope? {
        guard depth < depthLimit else { return nil }
        switch node {
        case .scalar: return nil
        case .sequence(let sequence):
            let holdsMapping = sequence.items.contains {
                if case .mapping = $0 { true } else { false }
            }
            guard holdsMapping else { return nil }
            return ForeignEnvelope(items: sequence.items, place: sequence.place)
        case .mapping(let mapping):
            for key in listKeys {
                for entry in mapping.entries where ForeignField.normalised(entry.key) == key {
                    guard var found = find(in: entry.value, depth: depth + 1) else { continue }
                    found.take(mapping.entries.filter { $0.keyPlace != entry.keyPlace })
                    return found
                }
            }
            return nil
        }
    }

    private mutating func take(_ entries: [FileEntry]) {
        for entry in entries {
            guard case .scalar(let scalar) = entry.value else {
                unknown.append(entry)
                continue
            }
            let key = ForeignField.normalised(entry.key)
            if key == "bank", name == nil, TextRules.isName(scalar.text) {
                name = Located(scalar.text, at: scalar.place)
            } else if title == nil, Self.titleKeys.contains(key), !scalar.isNull {
                title = Located(scalar.text, at: scalar.place)
            } else if !scalar.isNull {
                unknown.append(entry)
            }
        }
    }
}
