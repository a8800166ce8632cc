/// Takes options apart that stand in one cell, and drops the letters that people write before them.
enum OptionCell {
    /// What may stand between an option's letter and its text.
    private static let marks: Set<Unicode.Scalar> = [
        ".", "．", "、", ":", "：", ")", "）", "]", "】",
    ]

    /// The options of a cell: by their letters `A.甲 B.乙`, else by lines, by `|`, or by `；`.
    static func split(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        for isStrict in [true, false] {
            if let pieces = byLetters(scalars, isStrict: isStrict) { return pieces }
        }
        for separators: Set<Character> in [["\n", "\r\n"], ["|", "｜"], [";", "；"]] {
            let pieces = text.split(whereSeparator: separators.contains)
                .map { TextRules.trimmed(String($0)) }.filter { !$0.isEmpty }
            if pieces.count > 1 { return withoutLetters(pieces) }
        }
        return [TextRules.trimmed(text)]
    }

    /// Options without their own letters, where every one that is not blank has its own.
    static func withoutLetters(_ options: [String]) -> [String] {
        var stripped: [String] = []
        for (index, option) in options.enumerated() {
            let scalars = Array(option.unicodeScalars)
            if TextRules.isBlank(option) {
                stripped.append("")
            } else if let end = markEnd(scalars, 0, letter: index) {
                stripped.append(text(scalars[end...]))
            } else {
                return options
            }
        }
        return stripped
    }

    /// The pieces between the letters A, B, C … in this order; nil when there are not two.
    ///
    /// - Parameter isStrict: Whether a letter must follow white space or a separator.
    private static func byLetters(_ scalars: [Unicode.Scalar], isStrict: Bool) -> [String]? {
        let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? 0
        guard var end = markEnd(scalars, start, letter: 0) else { return nil }
        var pieces: [String] = []
        var index = end
        while index < scalars.count {
            let before = scalars[index - 1]
            let isFree =
                !isStrict || before.properties.isWhitespace
                || "；;|｜，,".unicodeScalars.contains(before)
            if isFree, let next = markEnd(scalars, index, letter: pieces.count + 1) {
                pieces.append(piece(scalars[end..<index]))
                end = next
                index = next
            } else {
                index += 1
            }
        }
        pieces.append(piece(scalars[end...]))
        return pieces.count > 1 ? pieces : nil
    }

    /// Where an option's text begins when its letter and a mark stand at a place.
    private static func markEnd(_ scalars: [Unicode.Scalar], _ start: Int, letter: Int) -> Int? {
        var index = start
        let isBracketed = index < scalars.count && "([（【".unicodeScalars.contains(scalars[index])
        if isBracketed { index += 1 }
        guard index + 1 < scalars.count, OptionLetter.index(scalars[index]) == letter,
            marks.contains(scalars[index + 1])
        else { return nil }
        return index + 2
    }

    private static func piece(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var kept = scalars
        while let last = kept.last,
            last.properties.isWhitespace || ";；|｜".unicodeScalars.contains(last)
        {
            kept.removeLast()
        }
        return text(kept)
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        TextRules.trimmed(String(String.UnicodeScalarView(scalars)))
    }
}
