/// JSON (RFC 8259) as a `FileNode` with places: our own parser, since Foundation's gives no places
/// and keeps only one of two equal names.
///
/// Strict: no comments, no trailing commas, no lone surrogates; equal names are errors.
struct JSONFrontEnd {
    var scalars: [Unicode.Scalar]
    var position = 0
    var cursor = TextCursor()
    var nodeCount = 0
    let log: FindingLog

    /// The tree; nil after an error of syntax, which is noted with its place.
    static func read(_ bytes: [UInt8], _ log: FindingLog) -> FileNode? {
        guard let text = SourceText.read(bytes, log, replacing: { $0 }) else { return nil }
        var parser = JSONFrontEnd(scalars: Array(text.unicodeScalars), log: log)
        do throws(JSONFault) {
            try parser.skipSpace()
            let root = try parser.value(depth: 1)
            try parser.skipSpace()
            guard parser.peek == nil else {
                throw JSONFault("内容结束之后还有多余的文字", "text after the end of the value")
            }
            return root
        } catch {
            log.error(
                "json.syntax",
                at: parser.cursor.place,
                "JSON 语法有误：\(error.chinese)",
                "JSON syntax: \(error.english)"
            )
            return nil
        }
    }

    var peek: Unicode.Scalar? {
        position < scalars.count ? scalars[position] : nil
    }

    mutating func advance() {
        guard let scalar = peek else { return }
        cursor.advance(over: scalar)
        position += 1
    }

    mutating func skipSpace() throws(JSONFault) {
        while let scalar = peek,
            scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t"
        {
            advance()
        }
    }

    mutating func expect(_ scalar: Unicode.Scalar) throws(JSONFault) {
        guard peek == scalar else {
            throw JSONFault("此处应为 \(scalar)", "expected \(scalar)")
        }
        advance()
    }

    mutating func value(depth: Int) throws(JSONFault) -> FileNode {
        nodeCount += 1
        guard depth <= FileLimits.depth, nodeCount <= FileLimits.nodeCount else {
            throw JSONFault(
                "嵌套超过 \(FileLimits.depth) 层或内容过多",
                "nested too deeply, or too many parts"
            )
        }
        let place = cursor.place
        switch peek {
        case "{": return .mapping(try mapping(at: place, depth: depth))
        case "[": return .sequence(try sequence(at: place, depth: depth))
        case "\"":
            return .scalar(FileScalar(text: try string(), isQuoted: true, place: place))
        default: return .scalar(try bareWord(at: place))
        }
    }

    private mutating func sequence(
        at place: Place,
        depth: Int
    ) throws(JSONFault) -> FileSequence {
        advance()
        var items: [FileNode] = []
        try skipSpace()
        if peek != "]" {
            while true {
                try skipSpace()
                items.append(try value(depth: depth + 1))
                try skipSpace()
                guard peek == "," else { break }
                advance()
            }
        }
        try expect("]")
        return FileSequence(items: items, place: place)
    }

    private mutating func mapping(at place: Place, depth: Int) throws(JSONFault) -> FileMapping {
        advance()
        var entries: [FileEntry] = []
        var names: Set<String> = []
        try skipSpace()
        if peek != "}" {
            while true {
                try skipSpace()
                let keyPlace = cursor.place
                let key = try string()
                try skipSpace()
                try expect(":")
                try skipSpace()
                let child = try value(depth: depth + 1)
                if names.insert(key).inserted {
                    entries.append(FileEntry(key: key, keyPlace: keyPlace, value: child))
                } else {
                    log.error(
                        "file.key.repeated",
                        at: keyPlace,
                        text: key,
                        "同一处重复写了这个键",
                        "this key is repeated in one mapping"
                    )
                }
                try skipSpace()
                guard peek == "," else { break }
                advance()
            }
        }
        try expect("}")
        return FileMapping(entries: entries, place: place)
    }
}

/// Why a JSON text cannot be read; the place is the parser's.
struct JSONFault: Error {
    var chinese: String
    var english: String

    init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }
}
