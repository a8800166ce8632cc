/// Turns the parts of one GIFT question into plain text.
struct GIFTParts {
    let markup: GIFTMarkup
    private(set) var marked = MarkedText()

    init(markup: GIFTMarkup) {
        self.markup = markup
    }

    /// A part's text: its own mark counts, or the stem's.
    mutating func text(_ text: LocatedText, _ range: Range<Int>, isOneLine: Bool = false) -> String
    {
        let (markup, content) = GIFTMarkup.read(text, range, inherited: markup)
        return converted(text, content, markup, isOneLine: isOneLine)
    }

    /// The text of a part of the stem, whose mark was read before.
    mutating func stem(_ text: LocatedText, _ range: Range<Int>) -> String {
        converted(text, range, markup, isOneLine: false)
    }

    /// A part's text with its place; nil when it is empty.
    mutating func located(_ text: LocatedText, _ range: Range<Int>) -> Located<String>? {
        let words = self.text(text, range)
        guard !words.isEmpty else { return nil }
        return Located(words, at: text.place(at: text.trimmed(range).lowerBound))
    }

    private mutating func converted(
        _ text: LocatedText,
        _ range: Range<Int>,
        _ markup: GIFTMarkup,
        isOneLine: Bool
    ) -> String {
        let words = GIFTSyntax.unescaped(text, range)
        switch markup {
        case .moodle, .plain: return words
        case .markdown: return marked.markdown(words)
        case .html: return marked.html(words, isOneLine: isOneLine)
        }
    }
}
