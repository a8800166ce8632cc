internal import ContestModel

// GIFT banks, as Moodle reads and writes them.
//
//     // safetyquiz-bank {"bank": "safety-month", "title": "安全生产月知识题库"}
//
//     $CATEGORY: 法律法规
//
//     // safetyquiz {"difficulty": "1", "basis-law": "中华人民共和国安全生产法"}
//     ::law-001::企业的主要负责人是什么人？{=第一责任人 ~联络人 ####法律明确规定。}
//
//     下列哪些正确？{~%50%甲 ~%50%乙 ~丙}          several right answers share the mark
//     灭火器要定期检查。{TRUE}
//     火警电话是 {~110 =119}。                   the blank is written _____
//
// Questions are separated by blank lines. A line that begins with `//` is a comment to every reader;
// ours carries there, as JSON, the parts that GIFT has no place for. `~ = # { } :` are escaped by a
// backslash, a line break is `\n`. Essay, short answer, numerical, matching and description are
// named and counted.
//
// Source: Moodle's documentation of the GIFT format, and its importer's behaviour where that is silent.

/// Reads a GIFT file into a draft.
struct GIFTReader {
    var text: LocatedText
    let log: FindingLog
    var losses = ImportLosses()
    var questions: [QuestionDraft] = []
    /// How many questions were there, with those at fault.
    var count = 0
    var category: Located<String>?
    private var name: Located<String>?
    private var title: Located<String>?
    private var published = false
    private var further: [(name: String, value: Located<String>)] = []

    /// The draft; nil when the bytes are no text.
    static func draft(_ bytes: [UInt8], _ log: FindingLog) -> BankDraft? {
        guard let source = SourceText.read(bytes, log, replacing: { $0 }) else { return nil }
        var reader = GIFTReader(text: LocatedText(source), log: log)
        reader.readBlocks()
        var draft = BankDraft(
            name: reader.name,
            title: reader.title,
            published: reader.published,
            questions: reader.questions,
            writtenQuestionCount: reader.count,
            place: Place(line: 1, column: 1)
        )
        for entry in reader.further {
            _ = BankMetadata.apply(entry.name, entry.value, to: &draft, log)
        }
        ImportedIdentity.complete(&draft, &reader.losses, log)
        reader.losses.report(to: log)
        return draft
    }

    private init(text: LocatedText, log: FindingLog) {
        self.text = text
        self.log = log
    }

    private mutating func readBlocks() {
        var block: [Range<Int>] = []
        for line in text.lines {
            let content = text.trimmed(line)
            if !content.isEmpty {
                block.append(content)
            } else if !block.isEmpty {
                read(block)
                block = []
            }
        }
        if !block.isEmpty { read(block) }
    }

    /// Reads one block: its comments, its category, its question.
    private mutating func read(_ lines: [Range<Int>]) {
        var comment = GIFTComment()
        var rest: Range<Int>?
        for line in lines {
            if text.starts(line, with: "//") {
                comment.read(text, line, log)
                text.blank(line)
            } else if rest == nil, text.starts(line, with: "$CATEGORY:") {
                let path = line.dropFirst("$CATEGORY:".utf8.count)
                let name = MoodleCategory.name(text.string(path))
                category = Located(name, at: text.place(at: text.trimmed(path).lowerBound))
            } else {
                rest = (rest?.lowerBound ?? line.lowerBound)..<line.upperBound
            }
        }
        take(comment.bank)
        if let rest { question(rest, comment) }
    }

    private mutating func take(_ bank: [String: Located<String>]) {
        name = bank["bank"] ?? name
        title = bank["title"] ?? title
        if bank["published"]?.value == "true" { published = true }
        further += bank.map { ($0.key, $0.value) }
    }
}

/// The names of Moodle's question categories.
enum MoodleCategory {
    /// The path without the course's own folders; `//` stands for a slash within a name.
    static func name(_ path: String) -> String {
        let slash: Character = "\u{1}"
        let parts = path.replacing("//", with: String(slash)).split(separator: "/")
            .map { TextRules.trimmed(String($0).replacing(String(slash), with: "/")) }
        let isContext = { (part: String) in
            part == "top" || (part.hasPrefix("$") && part.hasSuffix("$") && part.count > 1)
        }
        return parts.drop(while: isContext).filter { !$0.isEmpty }.joined(separator: "/")
    }

    /// A name as a path that reads back equal.
    static func path(_ name: String) -> String {
        name.replacing("/", with: "//")
    }
}
