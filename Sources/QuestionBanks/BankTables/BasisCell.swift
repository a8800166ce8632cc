/// Takes a basis apart that stands in one cell: `《安全生产法》（2021年修正）第五条`.
enum BasisCell {
    /// The three parts; version and article are empty where they are not given.
    struct Parts: Equatable {
        var law: String
        var version = ""
        var article = ""
    }

    /// Reads a cell; one without `《` at its beginning is the law's name as a whole.
    static func parts(_ text: String) -> Parts {
        let whole = Array(TextRules.trimmed(text).unicodeScalars)
        guard whole.first == "《", let close = closing(whole) else {
            return Parts(law: string(whole[...]))
        }
        var parts = Parts(law: string(whole[1..<close]))
        var rest = trimmed(whole[(close + 1)...])
        if let open = rest.first, open == "（" || open == "(",
            let end = rest.firstIndex(where: { $0 == "）" || $0 == ")" })
        {
            parts.version = string(rest[(rest.startIndex + 1)..<end])
            rest = trimmed(rest[(end + 1)...])
        }
        parts.article = string(rest)
        return parts
    }

    /// A law's name as a cell that `parts` reads back.
    static func written(law: String) -> String {
        law.hasPrefix("《") ? "《\(law)》" : law
    }

    /// Where the first `《` is closed; the last `》` where the brackets do not match.
    private static func closing(_ scalars: [Unicode.Scalar]) -> Int? {
        var depth = 0
        for (index, scalar) in scalars.enumerated() {
            if scalar == "《" { depth += 1 }
            if scalar == "》" {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return scalars.lastIndex(of: "》")
    }

    private static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>
    {
        scalars.drop { $0.properties.isWhitespace || "，,、：:".unicodeScalars.contains($0) }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        TextRules.trimmed(String(String.UnicodeScalarView(scalars)))
    }
}
