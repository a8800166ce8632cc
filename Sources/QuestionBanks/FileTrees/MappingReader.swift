/// Reads a mapping whose keys are known beforehand, and notes every key that is not.
struct MappingReader {
    let place: Place
    let log: FindingLog
    private let entries: [String: FileEntry]

    /// Checks that a node is a mapping and that each of its keys is known.
    ///
    /// - Parameter name: What the mapping describes, in Chinese and English, for the finding.
    init?(
        _ node: FileNode,
        keys: [String],
        name: (chinese: String, english: String),
        _ log: FindingLog
    ) {
        guard case .mapping(let mapping) = node else {
            log.error(
                "file.value.not-mapping",
                at: node.place,
                text: node.quotation,
                "\(name.chinese)应写成“键: 值”的形式",
                "\(name.english) must be a mapping"
            )
            return nil
        }
        place = mapping.place
        self.log = log
        var entries: [String: FileEntry] = [:]
        for entry in mapping.entries {
            guard keys.contains(entry.key) else {
                Self.noteUnknown(entry, keys, log)
                continue
            }
            entries[entry.key] = entry
        }
        self.entries = entries
    }

    /// The value of a key; nil when it is absent or null.
    func node(_ key: String) -> FileNode? {
        guard let node = entries[key]?.value else { return nil }
        if case .scalar(let scalar) = node, scalar.isNull { return nil }
        return node
    }

    /// Where a key stands, or else the mapping.
    func place(of key: String) -> Place {
        entries[key]?.keyPlace ?? place
    }

    /// Notes that a key must be there.
    func noteMissing(_ key: String) {
        log.error(
            "file.key.missing",
            at: place(of: key),
            text: key,
            "缺少 \(key)",
            "\(key) is missing"
        )
    }

    private static func noteUnknown(_ entry: FileEntry, _ keys: [String], _ log: FindingLog) {
        let nearest = NearestWord.among(keys, to: entry.key)
        let chinese = nearest.map { "，是不是 \($0)？" } ?? "，可用的有：\(keys.joined(separator: "、"))"
        let english = nearest.map { "; did you mean \($0)?" } ?? ""
        log.error(
            "file.key.unknown",
            at: entry.keyPlace,
            text: entry.key,
            "不认识的键\(chinese)",
            "unknown key\(english)"
        )
    }
}
