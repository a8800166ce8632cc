/// One answer of a GIFT question.
struct GIFTAnswer {
    /// How much of the mark it earns, as far as it matters here.
    enum Worth: Equatable {
        case nothing
        /// A share, as written between the per cent signs.
        case share(String)
        /// Marked by `=`.
        case everything
    }

    var worth: Worth
    var text: Range<Int>
    var feedback: Range<Int>?
    /// Where its mark stands.
    var start: Int

    /// The answers between the braces, and where text stands before the first mark.
    static func answers(
        _ text: LocatedText,
        _ range: Range<Int>
    ) -> (answers: [GIFTAnswer], stray: Int?) {
        let marks: Set<Unicode.Scalar> = ["~", "="]
        var answers: [GIFTAnswer] = []
        guard var start = GIFTSyntax.first(marks, text, range) else {
            return ([], text.trimmed(range).first)
        }
        let stray = text.trimmed(range.lowerBound..<start).first
        while start < range.upperBound {
            var isRight = text[start] == "="
            var content = start + 1
            // `~=` is met for `=`.
            if !isRight, text[content] == "=", content < range.upperBound {
                isRight = true
                content += 1
            }
            let rest = min(content, range.upperBound)..<range.upperBound
            let end = GIFTSyntax.first(marks, text, rest) ?? range.upperBound
            answers.append(answer(text, start, rest.lowerBound..<end, isRight))
            start = end
        }
        return (answers, stray)
    }

    private static func answer(
        _ text: LocatedText,
        _ start: Int,
        _ range: Range<Int>,
        _ isRight: Bool
    ) -> GIFTAnswer {
        var body = text.trimmed(range)
        var worth = Worth.everything
        if !isRight {
            worth = .nothing
            if let weight = weight(text, body) {
                if isPositive(weight.text) { worth = .share(weight.text) }
                body = weight.end..<body.upperBound
            }
        }
        let mark = GIFTSyntax.first(["#"], text, body)
        return GIFTAnswer(
            worth: worth,
            text: body.lowerBound..<(mark ?? body.upperBound),
            feedback: mark.map { $0 + 1..<body.upperBound },
            start: start
        )
    }

    /// `%50%`, `%-33.33333%`: an optional minus sign, digits, an optional fraction.
    private static func weight(
        _ text: LocatedText,
        _ range: Range<Int>
    ) -> (text: String, end: Int)? {
        guard text[range.lowerBound] == "%", !range.isEmpty else { return nil }
        var index = range.lowerBound + 1
        var digits = ""
        while index < range.upperBound, let scalar = text[index], digits.utf8.count < 12 {
            if scalar == "%" {
                let hasDigit = digits.utf8.contains { (0x30...0x39).contains($0) }
                return hasDigit ? (digits, index + 1) : nil
            }
            guard ("0"..."9").contains(scalar) || scalar == "." || (scalar == "-" && digits.isEmpty)
            else { return nil }
            digits.unicodeScalars.append(scalar)
            index += 1
        }
        return nil
    }

    private static func isPositive(_ weight: String) -> Bool {
        !weight.hasPrefix("-") && weight.utf8.contains { (0x31...0x39).contains($0) }
    }
}
