/// The escapes and marks of GIFT.
enum GIFTSyntax {
    /// What a backslash takes its meaning from.
    static let special: Set<Unicode.Scalar> = ["~", "=", "#", "{", "}", ":"]

    /// What stands at an index: one scalar, or a backslash with the one that it escapes.
    static func length(_ text: LocatedText, _ index: Int, _ end: Int) -> Int {
        guard text[index] == "\\", index + 1 < end, let next = text[index + 1] else { return 1 }
        return special.contains(next) || next == "\\" || next == "n" ? 2 : 1
    }

    /// The first of some marks that no backslash escapes.
    static func first(
        _ marks: Set<Unicode.Scalar>,
        _ text: LocatedText,
        _ range: Range<Int>
    ) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let length = length(text, index, range.upperBound)
            if length == 1, let scalar = text[index], marks.contains(scalar) { return index }
            index += length
        }
        return nil
    }

    /// The last place of a mark of several equal scalars, none of them escaped.
    static func last(
        _ mark: Unicode.Scalar,
        times count: Int,
        _ text: LocatedText,
        _ range: Range<Int>
    ) -> Int? {
        var index = range.lowerBound
        var run = 0
        var found: Int?
        while index < range.upperBound {
            let length = length(text, index, range.upperBound)
            run = length == 1 && text[index] == mark ? run + 1 : 0
            if run >= count { found = index - count + 1 }
            index += length
        }
        return found
    }

    /// A part with its escapes resolved and white space at its ends removed.
    static func unescaped(_ text: LocatedText, _ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        let range = text.trimmed(range)
        var index = range.lowerBound
        while index < range.upperBound, let scalar = text[index] {
            let length = length(text, index, range.upperBound)
            if length == 2, let next = text[index + 1] {
                result.append(next == "n" ? "\n" : next)
            } else {
                result.append(scalar)
            }
            index += length
        }
        return String(result)
    }

    /// A text with everything escaped that would mean something.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                result.append(contentsOf: "\\n".unicodeScalars)
                continue
            }
            if special.contains(scalar) || scalar == "\\" { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}

/// How a text of a GIFT file is marked up.
enum GIFTMarkup: String {
    case moodle, plain, html, markdown

    /// The mark at a part's front, as `[html]`, and what follows it.
    static func read(
        _ text: LocatedText,
        _ range: Range<Int>,
        inherited: GIFTMarkup
    ) -> (GIFTMarkup, Range<Int>) {
        let range = text.trimmed(range)
        for markup in [GIFTMarkup.moodle, .plain, .html, .markdown] {
            let mark = "[\(markup.rawValue)]"
            if text.starts(range, with: mark) {
                return (markup, range.dropFirst(mark.unicodeScalars.count))
            }
        }
        return (inherited, range)
    }
}
