internal import ContestModel

extension GIFTReader {
    /// Reads `TRUE#said when wrong#said when right`.
    mutating func statement(
        _ truth: Bool,
        _ range: Range<Int>,
        _ draft: inout QuestionDraft,
        _ parts: inout GIFTParts
    ) {
        let place = text.place(at: range.lowerBound)
        draft.type = Located(QuestionType.trueFalse.rawValue, at: place)
        draft.key = [Located(truth ? "true" : "false", at: place)]
        var feedback: [Range<Int>] = []
        var rest = range
        while let mark = GIFTSyntax.first(["#"], text, rest) {
            if !feedback.isEmpty { feedback[feedback.count - 1] = rest.lowerBound..<mark }
            rest = mark + 1..<range.upperBound
            feedback.append(rest)
        }
        // The last one is shown with the right response, so it explains.
        for part in feedback.reversed() { explain(part, isRight: true, &draft, &parts) }
    }

    /// Reads `=right ~wrong`, or `~%50%right ~%50%right ~wrong`.
    mutating func choices(
        _ range: Range<Int>,
        _ draft: inout QuestionDraft,
        _ parts: inout GIFTParts
    ) {
        let (answers, stray) = GIFTAnswer.answers(text, range)
        if let stray {
            log.error(
                "gift.answer-without-mark",
                at: text.place(at: stray),
                "每个选项前要有 ~ 或 =",
                "an answer needs ~ or = before it"
            )
        }
        let isSingle = answers.contains { $0.worth == .everything }
        let right = rightAnswers(answers, isSingle: isSingle, draft.place)
        draft.type = Located((isSingle ? QuestionType.single : .multiple).rawValue, at: draft.place)
        draft.options = answers.map { answer in
            let place = text.place(at: text.trimmed(answer.text).lowerBound)
            return Located(parts.text(text, answer.text, isOneLine: true), at: place)
        }
        if let first = right.first, answers.indices.contains(first) {
            let place = text.place(at: answers[first].start)
            draft.key = [Located(OptionLetters.letters(right), at: place)]
            draft.keyIsLetters = true
        }
        for (index, answer) in answers.enumerated() {
            guard let feedback = answer.feedback else { continue }
            explain(feedback, isRight: right.contains(index), &draft, &parts)
        }
    }

    /// The right answers' indices; what a bank cannot say about their worth is noted.
    private mutating func rightAnswers(
        _ answers: [GIFTAnswer],
        isSingle: Bool,
        _ place: Place
    ) -> [Int] {
        let shares = answers.compactMap { answer in
            if case .share(let share) = answer.worth { share } else { nil }
        }
        guard isSingle else {
            if Set(shares).count > 1 { losses.note(.part, "不相等的分值 ~%…%", at: place) }
            return answers.indices.filter { answers[$0].worth != .nothing }
        }
        if !shares.isEmpty { losses.note(.part, "部分得分 ~%…%", at: place) }
        let right = answers.indices.filter { answers[$0].worth == .everything }
        if let second = right.dropFirst().first {
            log.error(
                "gift.several-right",
                at: text.place(at: answers[second].start),
                "单选题有几个 =；多选题请把每个正确选项写作 ~%50%",
                "several answers are marked =; a question with several keys uses ~%50%"
            )
        }
        return Array(right.prefix(1))
    }

    /// Feedback of a right answer explains where there is no general feedback; other feedback is
    /// counted.
    private mutating func explain(
        _ range: Range<Int>,
        isRight: Bool,
        _ draft: inout QuestionDraft,
        _ parts: inout GIFTParts
    ) {
        guard let words = parts.located(text, range) else { return }
        if isRight && draft.explanation == nil {
            draft.explanation = words
        } else {
            losses.note(.part, "选项反馈 #", at: words.place)
        }
    }
}
