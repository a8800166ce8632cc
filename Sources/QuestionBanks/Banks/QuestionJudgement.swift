internal import ContestModel

/// Turns one question's draft into a question and notes all its faults, not only the first.
struct QuestionJudgement {
    let draft: QuestionDraft
    let log: FindingLog

    /// The question; nil when any part is at fault.
    func question() -> Question? {
        let id = judgedID()
        let type = judgedType()
        let stem = QuestionText.stem.required(
            draft.stem,
            "stem",
            draft.blanks.stem ?? draft.place,
            log
        )
        let options = type.flatMap(judgedOptions)
        let key = type.flatMap { judgedKey($0, options) }
        let explanation = QuestionText.explanation.optional(draft.explanation, log)
        let category = QuestionText.category.optional(draft.category, log)
        let point = QuestionText.knowledgePoint.optional(draft.knowledgePoint, log)
        let difficulty = judgedDifficulty()
        let pool = draft.pool.map { TextCheck.name($0, log)?.value } ?? "main"
        let basis = draft.basis.flatMap { BasisJudgement(draft: $0, log: log).basis() }
        noteWhatIsWanting(explanation)
        guard let id, let type, let stem, let options, let key, let explanation, let category,
            let point, let difficulty, let pool
        else { return nil }
        return Question(
            id: id,
            type: type,
            stem: stem,
            options: options,
            key: key,
            explanation: explanation,
            category: category,
            knowledgePoint: point,
            difficulty: difficulty,
            pool: pool,
            basis: basis
        )
    }

    private func judgedID() -> String? {
        guard let id = draft.id else {
            BankJudgement.noteMissing("id", "题号", draft.blanks.id ?? draft.place, log)
            return nil
        }
        return TextCheck.name(id, log)?.value
    }

    private func judgedType() -> QuestionType? {
        guard let written = draft.type else {
            BankJudgement.noteMissing("type", "题型", draft.blanks.type ?? draft.place, log)
            return nil
        }
        if let type = QuestionType(rawValue: written.value) { return type }
        let words = QuestionType.allCases.flatMap { [$0.rawValue, $0.chineseName] }
        let hint = NearestWord.among(words, to: written.value)
        log.error(
            "bank.type.unknown",
            at: written.place,
            text: written.value,
            "不认识的题型，只能是 single（单选）、multiple（多选）、true_false（判断）"
                + (hint.map { "；是不是 \($0)？" } ?? ""),
            "unknown type; use single, multiple or true_false"
        )
        return nil
    }

    private func judgedOptions(_ type: QuestionType) -> [String]? {
        guard let written = draft.options else {
            if type == .trueFalse { return Question.trueFalseOptions }
            BankJudgement.noteMissing("options", "选项", draft.place, log)
            return nil
        }
        let texts = written.map { QuestionText.option.required($0, "options", $0.place, log) }
        if type == .trueFalse {
            guard texts == Question.trueFalseOptions else {
                log.error(
                    "bank.options.not-allowed",
                    at: written.first?.place ?? draft.place,
                    "判断题不写选项，选项固定为“正确、错误”",
                    "a true/false question has no options of its own"
                )
                return nil
            }
            return Question.trueFalseOptions
        }
        guard (2...8).contains(written.count) else {
            log.error(
                "bank.options.count",
                at: written.first?.place ?? draft.place,
                text: "\(written.count)",
                "选项应有 2 到 8 个，现有 \(written.count) 个",
                "2 to 8 options are needed, there are \(written.count)"
            )
            return nil
        }
        var seen: Set<String> = []
        for (place, text) in zip(written.map(\.place), texts) {
            guard let text, !seen.insert(text).inserted else { continue }
            log.error(
                "bank.options.repeated",
                at: place,
                text: text,
                "选项重复",
                "the option is repeated"
            )
        }
        let whole = texts.compactMap { $0 }
        return whole.count == texts.count && seen.count == whole.count ? whole : nil
    }

    private func judgedKey(_ type: QuestionType, _ options: [String]?) -> OptionMask? {
        guard let parts = draft.key, parts.contains(where: { !$0.value.isEmpty }) else {
            log.error(
                "bank.key.missing",
                at: draft.keyPlace,
                text: "key",
                "缺少答案（key）",
                "the key is missing"
            )
            return nil
        }
        // With faulty options the key is still judged by how many there are.
        let count = options?.count ?? draft.options?.count ?? 8
        let texts = draft.keyIsLetters ? nil : options
        return KeyNotation(type: type, optionCount: count, options: texts, log: log).mask(parts)
    }

    private func judgedDifficulty() -> UInt8? {
        guard let written = draft.difficulty else { return 3 }
        guard let level = TextRules.integer(written.value), (1...5).contains(level) else {
            log.error(
                "bank.difficulty",
                at: written.place,
                text: written.value,
                "难度应为 1（易）到 5（难）的整数",
                "difficulty is a whole number from 1 to 5"
            )
            return nil
        }
        return UInt8(exactly: level)
    }

    private func noteWhatIsWanting(_ explanation: String?) {
        let place = draft.id?.place ?? draft.place
        let id = draft.id?.value ?? ""
        if explanation?.isEmpty == true {
            log.warning(
                "bank.explanation.none",
                at: place,
                text: id,
                of: id,
                "没有解析",
                "there is no explanation"
            )
        }
        if draft.basis == nil {
            log.warning(
                "bank.basis.none",
                at: place,
                text: id,
                of: id,
                "没有依据（法规、标准或指南）",
                "there is no basis (law, standard or guide)"
            )
        }
    }
}
