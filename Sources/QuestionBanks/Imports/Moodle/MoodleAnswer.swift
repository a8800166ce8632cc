/// One answer of a Moodle question.
struct MoodleAnswer {
    /// How much of the mark it earns, as far as it matters here.
    enum Worth {
        case nothing, some, full
    }

    let text: Located<String>
    let feedback: Located<String>?
    /// As written, in per cent.
    let fraction: String
    let worth: Worth

    /// Whether it earns anything.
    var isRight: Bool { worth != .nothing }

    /// Reads `<answer fraction="50"><text>…</text><feedback>…`.
    init(_ element: XMLElementNode, _ marked: inout MarkedText) {
        text = Located(marked.moodle(element, isOneLine: true), at: element.place)
        let feedback = element.first("feedback")
        let words = feedback.map { marked.moodle($0) } ?? ""
        self.feedback = words.isEmpty ? nil : Located(words, at: feedback?.place ?? element.place)
        fraction = TextRules.trimmed(element.attributes["fraction"] ?? "0")
        let whole = fraction.split(separator: ".").first.flatMap { TextRules.integer(String($0)) }
        let isPositive =
            !fraction.hasPrefix("-") && fraction.utf8.contains { (0x31...0x39).contains($0) }
        worth = !isPositive ? .nothing : (whole ?? 0) >= 100 ? .full : .some
    }
}

extension MarkedText {
    /// The plain text of an element that has a `format`, as Moodle names them.
    mutating func moodle(_ element: XMLElementNode, isOneLine: Bool = false) -> String {
        let source = element.content
        // A link to an attached file is no text.
        if source.contains("@@PLUGINFILE@@") { miss("file") }
        switch element.attributes["format"] ?? "html" {
        case "plain_text": return source
        case "markdown": return markdown(source)
        case "moodle_auto_format": return html(source, isOneLine: isOneLine, keepsLines: true)
        default: return html(source, isOneLine: isOneLine)
        }
    }
}
