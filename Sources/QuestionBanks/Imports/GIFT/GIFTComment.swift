/// What the comments before a question say to those who know.
///
/// Two forms are read: ours (`// safetyquiz {…}` and `// safetyquiz-bank {…}`, JSON of texts), and
/// Moodle's `[id:…]` and `[tag:…]`.
struct GIFTComment {
    private(set) var bank: [String: Located<String>] = [:]
    private(set) var question: [(name: String, value: Located<String>)] = []
    private(set) var tags: [Located<String>] = []

    static let questionMark = "// safetyquiz {"
    static let bankMark = "// safetyquiz-bank {"

    /// Reads a comment line.
    mutating func read(_ text: LocatedText, _ line: Range<Int>, _ log: FindingLog) {
        let place = text.place(at: line.lowerBound)
        if text.starts(line, with: Self.questionMark) {
            for (name, value) in object(text, line, Self.questionMark, log) {
                question.append((name, Located(value, at: place)))
            }
        } else if text.starts(line, with: Self.bankMark) {
            for (name, value) in object(text, line, Self.bankMark, log) {
                bank[name] = Located(value, at: place)
            }
        } else {
            marks(text.string(line), place)
        }
    }

    private func object(
        _ text: LocatedText,
        _ line: Range<Int>,
        _ mark: String,
        _ log: FindingLog
    ) -> [(String, String)] {
        // The brace belongs to the object.
        let json = text.string(line.dropFirst(mark.utf8.count - 1))
        let inner = FindingLog(file: "")
        let tree = JSONFrontEnd.read(Array(json.utf8), inner)
        guard case .mapping(let mapping) = tree, !inner.hasErrors else {
            log.error(
                "gift.comment",
                at: text.place(at: line.lowerBound),
                text: json,
                "以 // safetyquiz 开头的注释不是完整的 JSON，请删除或改正",
                "a comment that begins with // safetyquiz must hold one JSON object"
            )
            return []
        }
        return mapping.entries.compactMap { entry in
            guard case .scalar(let scalar) = entry.value else { return nil }
            return (entry.key, scalar.text)
        }
    }

    /// Reads `[id:law-001] [tag:消防]`.
    private mutating func marks(_ comment: String, _ place: Place) {
        for piece in comment.split(separator: "[").dropFirst() {
            guard let end = piece.firstIndex(of: "]") else { continue }
            let mark = piece[..<end]
            if mark.hasPrefix("id:") {
                question.append(("id", Located(String(mark.dropFirst(3)), at: place)))
            } else if mark.hasPrefix("tag:") {
                tags.append(Located(String(mark.dropFirst(4)), at: place))
            }
        }
    }
}
