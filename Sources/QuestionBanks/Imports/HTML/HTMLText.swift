/// The plain text of a piece of HTML, with what it cannot carry.
///
/// Blocks and `br` become line breaks, runs of white space one space, entities their characters,
/// superscripts and subscripts (m², CO₂) Unicode's where there are such and `^(…)`, `_(…)` where not.
/// Emphasis and links lose their tags. What stands for something that no text says, an image, a
/// table, a formula, is named, and the question that holds it is not carried.
///
/// Source of the elements' roles: WHATWG, HTML Living Standard, section 4.
struct HTMLText {
    /// The text; lines are trimmed and never empty.
    private(set) var text = ""
    /// Elements without which the text is not what was meant.
    private(set) var missing: [String] = []
    /// Unknown elements and entities whose text was kept.
    private(set) var dropped: [String] = []

    private var output: [Unicode.Scalar] = []
    private var shifts: [(name: String, start: Int)] = []

    private static let blocks: Set = [
        "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
        "section", "article", "hr", "dl", "dt", "dd", "center", "header", "footer",
    ]
    private static let inline: Set = [
        "b", "strong", "i", "em", "u", "span", "font", "a", "small", "big", "s", "del", "ins",
        "label", "code", "kbd", "var", "abbr", "mark", "tt", "q", "cite", "strike", "bdi", "bdo",
        "wbr", "nolink", "html", "body", "lang", "dfn", "samp",
    ]
    private static let wanting: Set = [
        "img", "image", "audio", "video", "object", "embed", "iframe", "svg", "math", "table",
        "input",
        "select", "textarea", "button", "script", "style", "canvas", "form", "applet", "source",
        "track", "picture", "ruby", "rt",
    ]

    /// Superscripts deeper than this are read as plain text.
    private static let shiftLimit = 4

    /// Reads a piece of HTML.
    ///
    /// - Parameter keepsLines: Whether line ends in the source are line breaks, as they are in
    ///   Moodle's automatic format.
    /// - Complexity: O(length).
    init(_ html: String, keepsLines: Bool = false) {
        let scalars = Array(html.unicodeScalars)
        var position = 0
        var hasTags = true
        while position < scalars.count {
            let scalar = scalars[position]
            if scalar == "<", hasTags, Self.beginsTag(scalars, position) {
                if let end = Self.tagEnd(scalars, position) {
                    tag(scalars[position + 1..<end])
                    position = end + 1
                    continue
                }
                hasTags = false
            }
            if scalar == "&", let entity = HTMLEntity(scalars, at: position) {
                output.append(contentsOf: entity.text)
                position += entity.length
                continue
            }
            let isLineEnd = keepsLines && scalar == "\n"
            output.append(scalar.properties.isWhitespace && !isLineEnd ? " " : scalar)
            position += 1
        }
        while let shift = shifts.popLast() { close(shift) }
        text = Self.collapsed(output)
        output = []
    }

    /// The text in one line, as options are.
    var oneLine: String {
        text.split(separator: "\n").joined(separator: " ")
    }

    private static func beginsTag(_ scalars: [Unicode.Scalar], _ position: Int) -> Bool {
        guard position + 1 < scalars.count else { return false }
        let next = scalars[position + 1]
        return next.isASCII && (next.properties.isAlphabetic || next == "/" || next == "!")
    }

    /// The index of the `>` that ends a tag or a comment.
    private static func tagEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
        if scalars[start...].prefix(4).elementsEqual("<!--".unicodeScalars) {
            var position = start + 4
            while position + 2 < scalars.count {
                if scalars[position...].prefix(3).elementsEqual("-->".unicodeScalars) {
                    return position + 2
                }
                position += 1
            }
            return nil
        }
        var quote: Unicode.Scalar?
        for position in start + 1..<scalars.count {
            let scalar = scalars[position]
            if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == ">" {
                return position
            }
        }
        return nil
    }

    private mutating func tag(_ content: ArraySlice<Unicode.Scalar>) {
        guard content.first != "!" else { return }
        let isClosing = content.first == "/"
        let name = String(
            String.UnicodeScalarView(
                content.dropFirst(isClosing ? 1 : 0).prefix {
                    !$0.properties.isWhitespace && $0 != "/" && $0 != ">"
                }
            )
        ).lowercased()
        if Self.blocks.contains(name) {
            output.append("\n")
        } else if name == "sup" || name == "sub" {
            if isClosing {
                if let shift = shifts.popLast() { close(shift) }
            } else if shifts.count < Self.shiftLimit {
                shifts.append((name, output.count))
            }
        } else if Self.wanting.contains(name) {
            if !isClosing { missing.append(name) }
        } else if !Self.inline.contains(name), !isClosing {
            dropped.append(name)
        }
    }

    private mutating func close(_ shift: (name: String, start: Int)) {
        let inner = output[min(shift.start, output.count)...]
        guard !inner.isEmpty else { return }
        let replacement = HTMLShift.shifted(inner, isSuperscript: shift.name == "sup")
        output.replaceSubrange(inner.startIndex..., with: replacement)
    }

    private static func collapsed(_ scalars: [Unicode.Scalar]) -> String {
        var result = String.UnicodeScalarView()
        var gap: Unicode.Scalar?
        for scalar in scalars {
            if scalar == " " || scalar == "\n" {
                gap = gap == "\n" ? gap : scalar
                continue
            }
            if let gap, !result.isEmpty { result.append(gap) }
            gap = nil
            result.append(scalar)
        }
        return String(result)
    }
}
