extension MarkedText {
    /// The plain text of an element's content.
    ///
    /// - Parameter excluded: Elements that are no part of it.
    mutating func qti(
        _ element: XMLElementNode,
        without excluded: Set<String> = [],
        isOneLine: Bool = false
    ) -> String {
        let text = html(Self.markup(element, excluded), isOneLine: isOneLine)
        guard let exact = Self.exact(element, excluded),
            Self.shown(exact, isOneLine: isOneLine) == text
        else { return text }
        return exact
    }

    /// Content as HTML, for the one reader of markup that there is.
    private static func markup(_ element: XMLElementNode, _ excluded: Set<String>) -> String {
        var result = ""
        for child in element.children {
            switch child {
            case .text(let text): result += escaped(text)
            case .element(let element) where !excluded.contains(element.name):
                let name = element.name == "contentBody" ? "div" : element.name
                result += "<\(name)>" + markup(element, excluded) + "</\(name)>"
            case .element: break
            }
        }
        return result
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    /// The text that our writer put aside, on the element or on the part that holds its content.
    private static func exact(_ element: XMLElementNode, _ excluded: Set<String>) -> String? {
        var parts = [element]
        for _ in 0..<3 {
            if let exact = parts.lazy.compactMap({ $0.attributes[QTIExtension.exactText] }).first {
                return exact
            }
            parts = parts.flatMap { $0.elements.filter { !excluded.contains($0.name) } }
        }
        return nil
    }

    /// What is left of a text when it is shown: somebody may have changed what is shown, and then
    /// that counts.
    static func shown(_ text: String, isOneLine: Bool) -> String {
        let html = HTMLText(escaped(text), keepsLines: true)
        return isOneLine ? html.oneLine : html.text
    }
}
