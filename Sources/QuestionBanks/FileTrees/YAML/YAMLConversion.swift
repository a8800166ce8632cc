internal import Yams

/// Turns Yams' nodes into ours and refuses what a file may not use.
struct YAMLConversion {
    private let star: Unicode.Scalar
    private let repeatedKeys: Set<Place>
    private let log: FindingLog
    private var nodeCount = 0

    /// - Parameters:
    ///   - star: What stands for `*` in the parsed text.
    ///   - repeatedKeys: Keys that are noted already and carry a made-up name.
    init(star: Unicode.Scalar, repeatedKeys: Set<Place>, log: FindingLog) {
        self.star = star
        self.repeatedKeys = repeatedKeys
        self.log = log
    }

    /// Converts a node and what is in it; nil after noting an error that leaves nothing.
    mutating func converted(_ node: Node, depth: Int, isKey: Bool = false) -> FileNode? {
        let place = Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        nodeCount += 1
        guard depth <= FileLimits.depth, nodeCount <= FileLimits.nodeCount else {
            log.error(
                "file.too-deep",
                at: place,
                "嵌套超过 \(FileLimits.depth) 层或内容过多",
                "nested deeper than \(FileLimits.depth) levels, or too many parts"
            )
            return nil
        }
        if node.anchor != nil {
            log.error(
                "yaml.anchor",
                at: place,
                "不接受锚点（&），请把内容写全；若 & 是正文，请加引号",
                "anchors (&) are refused; write the content out, or quote the text"
            )
        }
        switch node {
        case .scalar(let scalar):
            return converted(scalar, place, isKey: isKey)
        case .sequence(let sequence):
            refuseTag(sequence.tag, place)
            let items = sequence.compactMap { converted($0, depth: depth + 1) }
            return .sequence(FileSequence(items: items, place: place))
        case .mapping(let mapping):
            refuseTag(mapping.tag, place)
            return converted(mapping, place, depth: depth)
        case .alias:
            noteAlias(place, "")
            return nil
        }
    }

    private func converted(
        _ scalar: Node.Scalar,
        _ place: Place,
        isKey: Bool
    ) -> FileNode {
        let isPlain = scalar.style == .plain || scalar.style == .any
        if isPlain && scalar.string.unicodeScalars.first == star {
            noteAlias(place, scalar.string.replacing(star, with: "*"))
        }
        // Yams itself gives the string tag to quoted scalars, and to keys when it compares them; any
        // other tag was written.
        if (isPlain && !isKey) || scalar.tag.rawValue != Tag.Name.str.rawValue {
            refuseTag(scalar.tag, place)
        }
        let text = scalar.string.replacing(star, with: "*")
        if text.utf8.count > FileLimits.scalarByteCount {
            log.error(
                "text.too-long",
                at: place,
                text: text,
                "文字有 \(text.utf8.count) 字节，上限为 \(FileLimits.scalarByteCount)",
                "the text has \(text.utf8.count) bytes, the limit is \(FileLimits.scalarByteCount)"
            )
        }
        return .scalar(FileScalar(text: text, isQuoted: !isPlain, place: place))
    }

    private mutating func converted(
        _ mapping: Node.Mapping,
        _ place: Place,
        depth: Int
    ) -> FileNode {
        var entries: [FileEntry] = []
        for (key, value) in mapping {
            guard let keyNode = converted(key, depth: depth + 1, isKey: true) else { continue }
            guard case .scalar(let name) = keyNode else {
                log.error(
                    "file.key.not-text",
                    at: keyNode.place,
                    "键必须是文字",
                    "a key must be a plain word"
                )
                continue
            }
            if repeatedKeys.contains(name.place) { continue }
            if name.text == "<<" {
                log.error(
                    "yaml.merge",
                    at: name.place,
                    text: "<<",
                    "不接受合并键（<<），请把内容写全",
                    "merge keys (<<) are refused; write the content out"
                )
                continue
            }
            guard let child = converted(value, depth: depth + 1) else { continue }
            entries.append(FileEntry(key: name.text, keyPlace: name.place, value: child))
        }
        return .mapping(FileMapping(entries: entries, place: place))
    }

    private func refuseTag(_ tag: Tag, _ place: Place) {
        guard tag.rawValue != Tag.Name.implicit.rawValue else { return }
        log.error(
            "yaml.tag",
            at: place,
            text: tag.rawValue,
            "不接受标签（!），请删除；若 ! 是正文，请加引号",
            "tags (!) are refused; delete it or quote the text"
        )
    }

    private func noteAlias(_ place: Place, _ text: String) {
        log.error(
            "yaml.alias",
            at: place,
            text: text,
            "不接受别名（*），请把内容写全；若 * 是正文，请加引号",
            "aliases (*) are refused; write the content out, or quote the text"
        )
    }
}
