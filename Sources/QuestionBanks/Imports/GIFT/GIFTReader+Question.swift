internal import ContestModel

extension GIFTReader {
    /// Reads a question's lines, comments already blanked.
    mutating func question(_ range: Range<Int>, _ comment: GIFTComment) {
        let start = text.place(at: range.lowerBound)
        var draft = QuestionDraft(category: category, place: start)
        let body = named(range, &draft)
        guard let braces = braces(body) else {
            count += 1
            return
        }
        guard let answers = braces.answers else {
            return losses.note(.construct, "说明文字 description", at: start)
        }
        let separator = GIFTSyntax.last("#", times: 4, text, answers)
        let content = text.trimmed(answers.lowerBound..<(separator ?? answers.upperBound))
        if let construct = construct(content) {
            return losses.note(.construct, construct, at: start)
        }
        count += 1
        let (markup, stem) = GIFTMarkup.read(text, braces.stem, inherited: .moodle)
        var parts = GIFTParts(markup: markup)
        var words = parts.stem(text, stem)
        let tail = parts.stem(text, braces.tail)
        // The answers stand in the middle of the sentence: a blank takes their place.
        if !tail.isEmpty { words += blank(braces.stem, braces.tail) + tail }
        draft.stem = Located(words, at: text.place(at: stem.lowerBound))
        if let separator {
            let range = separator + 4..<answers.upperBound
            draft.explanation = parts.located(text, range)
        }
        if let truth = statement(content) {
            statement(truth, content, &draft, &parts)
        } else {
            choices(content, &draft, &parts)
        }
        guard parts.marked.report(at: start, to: &losses) else {
            count -= 1
            return
        }
        for tag in comment.tags { losses.note(.part, "[tag]", at: tag.place) }
        for (name, value) in comment.question
        where !QuestionMetadata.apply(name, value, to: &draft) {
            losses.note(.field, name, at: value.place)
        }
        questions.append(draft)
    }

    /// Takes `::name::` off the front.
    private func named(_ range: Range<Int>, _ draft: inout QuestionDraft) -> Range<Int> {
        guard text.starts(range, with: "::") else { return range }
        let rest = range.dropFirst(2)
        var colon = GIFTSyntax.first([":"], text, rest)
        while let index = colon {
            if text[index + 1] == ":", index + 1 < rest.upperBound {
                let name = GIFTSyntax.unescaped(text, rest.lowerBound..<index)
                draft.id = Located(name, at: text.place(at: rest.lowerBound))
                return text.trimmed(index + 2..<rest.upperBound)
            }
            colon = GIFTSyntax.first([":"], text, index + 1..<rest.upperBound)
        }
        return rest
    }

    /// What stands before, between and after the braces; nil after an error.
    private func braces(
        _ range: Range<Int>
    ) -> (stem: Range<Int>, answers: Range<Int>?, tail: Range<Int>)? {
        guard let first = GIFTSyntax.first(["{", "}"], text, range) else {
            return (range, nil, range.upperBound..<range.upperBound)
        }
        let inside = first + 1..<range.upperBound
        guard text[first] == "{", let close = GIFTSyntax.first(["{", "}"], text, inside),
            text[close] == "}"
        else {
            noteBrace(first, "花括号没有配对；正文里的花括号写作 \\{ \\}", "unbalanced braces")
            return nil
        }
        let tail = close + 1..<range.upperBound
        if let extra = GIFTSyntax.first(["{", "}"], text, tail) {
            noteBrace(extra, "一道题只能有一组花括号；题与题之间空一行", "a second pair of braces")
            return nil
        }
        return (range.lowerBound..<first, first + 1..<close, text.trimmed(tail))
    }

    /// The blank, with the white space that the answers had around them.
    private func blank(_ stem: Range<Int>, _ tail: Range<Int>) -> String {
        func space(_ index: Int) -> String {
            text[index]?.properties.isWhitespace == true ? " " : ""
        }
        return space(stem.upperBound - 1) + "_____" + space(tail.lowerBound - 1)
    }

    private func noteBrace(_ index: Int, _ chinese: String, _ english: String) {
        log.error("gift.braces", at: text.place(at: index), chinese, english)
    }

    /// The kind of question that its answers show; nil for the kinds that a bank carries.
    private func construct(_ range: Range<Int>) -> String? {
        if range.isEmpty { return "问答题 essay" }
        if text[range.lowerBound] == "#" { return "数值题 numerical" }
        if GIFTSyntax.first(["~"], text, range) != nil || statement(range) != nil { return nil }
        let hasArrow = text.string(range).contains("->")
        if hasArrow, GIFTSyntax.first(["="], text, range) != nil { return "匹配题 matching" }
        return "填空题 short answer"
    }

    /// `T`, `TRUE`, `F` or `FALSE`, before any feedback.
    private func statement(_ range: Range<Int>) -> Bool? {
        let end = GIFTSyntax.first(["#"], text, range) ?? range.upperBound
        switch text.string(text.trimmed(range.lowerBound..<end)).uppercased() {
        case "T", "TRUE": return true
        case "F", "FALSE": return false
        default: return nil
        }
    }
}
