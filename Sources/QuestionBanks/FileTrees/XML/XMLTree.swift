/// An element of an XML file, with its place.
struct XMLElementNode {
    /// The name without its prefix: formats are told apart by their roots.
    var name: String
    /// Attributes by their names without prefixes.
    var attributes: [String: String]
    /// Where the `>` or `/>` that ends its start tag stands.
    var place: Place
    var children: [XMLNode] = []

    /// The child elements in order.
    var elements: [XMLElementNode] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The first child element of a name.
    func first(_ name: String) -> XMLElementNode? {
        elements.first { $0.name == name }
    }

    /// All child elements of a name.
    func all(_ name: String) -> [XMLElementNode] {
        elements.filter { $0.name == name }
    }

    /// The text directly within the element, without that of its child elements.
    var ownText: String {
        children.reduce(into: "") { result, child in
            if case .text(let text) = child { result += text }
        }
    }

    /// Every element below this one, itself first, in the file's order.
    var descendants: [XMLElementNode] {
        [self] + elements.flatMap(\.descendants)
    }
}

/// A part of an element: text, or another element.
enum XMLNode {
    case text(String)
    case element(XMLElementNode)
}

/// What an XML file may at most contain; `FileLimits` holds for its bytes and texts.
enum XMLLimits {
    /// How deep elements may nest.
    static let depth = 64
    /// How many elements and attributes a file may have.
    static let nodeCount = 600_000
}
