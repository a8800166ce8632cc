/// HTML under way: texts are escaped when they are added, and only tags written here are tags.
struct Markup {
    private(set) var html = ""

    /// Adds markup of our own.
    mutating func tag(_ markup: StaticString) {
        html += markup.description
    }

    /// Adds markup of our own that carries numbers.
    mutating func numbers(_ markup: NumericMarkup) {
        html += markup.html
    }

    /// Adds a text of anybody's.
    mutating func text(_ text: String) {
        html += Self.escaped(text)
    }

    /// Adds an element without attributes around a text of anybody's.
    mutating func element(_ name: StaticString, _ text: String) {
        html += "<\(name)>" + Self.escaped(text) + "</\(name)>"
    }

    /// Adds a drawing, which was escaped when it was drawn.
    mutating func append(drawn drawing: Markup) {
        html += drawing.html
    }

    /// A text that no browser takes for markup, within an element or within quotation marks.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n", "\t": result.unicodeScalars.append(" ")
            // No control characters, and nothing that turns the text around it.
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += "\u{FFFD}"
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// Markup in which only numbers can be put, so that no text gets in unescaped.
struct NumericMarkup: ExpressibleByStringInterpolation {
    var html: String

    init(stringLiteral value: StaticString) {
        html = value.description
    }

    init(stringInterpolation: Interpolation) {
        html = stringInterpolation.html
    }

    struct Interpolation: StringInterpolationProtocol {
        var html = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: StaticString) { html += literal.description }
        mutating func appendInterpolation(_ number: Int) { html += String(number) }
    }
}
