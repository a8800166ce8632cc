/// A bank's name, title and publication, from the rows above its questions, from a sheet of their
/// own, or from the file's name.
struct BankInformation {
    /// The words before each value; the first is the template's.
    static let nameWords = ["题库名", "题库代码", "题库标识", "bank"]
    static let titleWords = ["题库标题", "题库名称", "标题", "title"]
    static let publishedWords = ["是否公开", "已公开", "published"]

    private let file: String
    private var name: Located<String>?
    private var title: Located<String>?
    private var published: Located<String>?
    /// The rest, under `BankMetadata`'s names.
    private var further: [String: Located<String>] = [:]

    /// The words before each further value; the first is the template's.
    static let furtherWords = [
        BankMetadata.approvedBy: ["审定单位", "审定人", "approved by"],
        BankMetadata.approvedOn: ["审定日期", "approved on"],
        BankMetadata.allowed: ["保留的提醒", "allowed"],
    ]

    init(file: String) {
        self.file = file
    }

    /// Takes rows of a word and a value; true when one was known.
    mutating func take(_ lines: [TableLine]) -> Bool {
        var isKnown = false
        for line in lines {
            guard let word = line.cells.first?.text.map(HeadingText.key),
                let cell = line.cells.dropFirst().first, let text = cell.text
            else { continue }
            let value = Located(text, at: cell.place)
            if Self.has(Self.nameWords, word) {
                name = name ?? value
            } else if Self.has(Self.titleWords, word) {
                title = title ?? value
            } else if Self.has(Self.publishedWords, word) {
                published = published ?? value
            } else if let name = Self.furtherWords.first(where: { Self.has($0.value, word) })?.key {
                further[name] = further[name] ?? value
            } else {
                continue
            }
            isKnown = true
        }
        return isKnown
    }

    /// Takes the rows above a heading: a row of one cell is the title where nothing else says it.
    mutating func take(preface lines: [TableLine]) {
        _ = take(lines)
        guard title == nil else { return }
        title = lines.compactMap(\.onlyText).first { BankWords.typeWithin($0.value) == nil }
    }

    /// Completes a draft.
    func fill(_ draft: inout BankDraft, _ log: FindingLog) {
        draft.name = name ?? Located(nameFromFile, at: draft.place)
        draft.title = title ?? Located(titleFromFile, at: draft.place)
        for (name, value) in further { _ = BankMetadata.apply(name, value, to: &draft, log) }
        guard let published else { return }
        guard let isPublished = BankWords.isRight(published.value) else {
            log.error(
                "bank.published",
                at: published.place,
                text: published.value,
                "应填“是”或“否”",
                "yes or no is expected"
            )
            return
        }
        draft.published = isPublished
    }

    private static func has(_ words: [String], _ key: String) -> Bool {
        words.contains { HeadingText.key($0) == key }
    }

    /// The file's name without folders and ending.
    private var titleFromFile: String {
        let name = file.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else {
            return name.isEmpty ? "题库" : name
        }
        return String(name[..<dot])
    }

    /// The title's ASCII letters and digits with hyphens between, or `bank`.
    private var nameFromFile: String {
        let pieces = titleFromFile.lowercased().split { character in
            !(character.isASCII && (character.isLetter || character.isNumber))
        }
        let name = pieces.joined(separator: "-").prefix(64)
        return name.isEmpty ? "bank" : String(name)
    }
}
