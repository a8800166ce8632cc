/// Turns the texts of one question into plain text and gathers what they cannot carry.
struct MarkedText {
    /// Elements without which the question is not what was meant.
    private(set) var missing: [String] = []
    /// Markup that was taken off.
    private(set) var dropped: [String] = []

    /// The plain text of HTML.
    mutating func html(_ html: String, isOneLine: Bool = false, keepsLines: Bool = false) -> String
    {
        let text = HTMLText(html, keepsLines: keepsLines)
        missing += text.missing
        dropped += text.dropped.map { "<\($0)>" }
        return isOneLine ? text.oneLine : text.text
    }

    /// Markdown, kept as it is.
    mutating func markdown(_ text: String) -> String {
        if !text.isEmpty { dropped.append("[markdown]") }
        return text
    }

    /// Notes something that no text says.
    mutating func miss(_ name: String) {
        missing.append(name)
    }

    /// Counts what was gathered; whether the question can be carried.
    func report(at place: Place, to losses: inout ImportLosses) -> Bool {
        guard missing.isEmpty else {
            let names = Set(missing).sorted().map { "<\($0)>" }
            losses.note(.construct, names.joined(separator: " "), at: place)
            return false
        }
        for name in dropped { losses.note(.markup, name, at: place) }
        return true
    }
}
