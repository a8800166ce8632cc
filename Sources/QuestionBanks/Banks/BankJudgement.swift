internal import ContestModel

/// Turns a draft into a bank and notes whatever keeps it from being one.
enum BankJudgement {
    /// The bank of all questions without faults; it is only used when no error was noted.
    static func bank(_ draft: BankDraft, _ log: FindingLog) -> QuestionBank? {
        let name = draft.name.flatMap { TextCheck.name($0, log) }
        if draft.name == nil { noteMissing("bank", "题库名", draft.place, log) }
        let title = QuestionText.title.required(draft.title, "title", draft.place, log)
        if draft.writtenQuestionCount == 0 {
            log.error(
                "bank.questions.none",
                at: draft.place,
                "题库里没有题目",
                "the bank has no questions"
            )
        }
        if draft.writtenQuestionCount > QuestionBank.questionCountLimit {
            log.error(
                "bank.questions.too-many",
                at: draft.place,
                text: "\(draft.writtenQuestionCount)",
                "一个题库最多 \(QuestionBank.questionCountLimit) 题",
                "a bank holds at most \(QuestionBank.questionCountLimit) questions"
            )
        }
        noteRepeatedIDs(draft.questions, log)
        log.allowed = draft.allowed
        var judged: [JudgedQuestion] = []
        for (index, question) in draft.questions.enumerated() {
            if index.isMultiple(of: ReadingProgress.step) {
                log.progress?(.judged(index, of: draft.questions.count))
            }
            if let value = QuestionJudgement(draft: question, log: log).question() {
                judged.append(JudgedQuestion(draft: question, question: value))
            }
        }
        BankDoubts.note(judged, at: draft.place, log)
        log.noteUnusedAllowances()
        guard let name, let title else { return nil }
        return QuestionBank(
            bank: name.value,
            title: title,
            published: draft.published,
            approval: draft.approval.flatMap { approval($0, log) },
            allowed: draft.allowed.isEmpty ? nil : draft.allowed.map(AllowedWarning.init),
            questions: judged.map(\.question)
        )
    }

    private static func approval(_ draft: ApprovalDraft, _ log: FindingLog) -> BankApproval? {
        guard let by = QuestionText.title.required(draft.by, "by", draft.place, log) else {
            return nil
        }
        guard let on = draft.on else {
            noteMissing("on", "审定日期", draft.place, log)
            return nil
        }
        return BasisJudgement.day(on, log).map { BankApproval(by: by, on: $0) }
    }

    static func noteMissing(
        _ key: String,
        _ chinese: String,
        _ place: Place,
        _ log: FindingLog
    ) {
        log.error(
            "bank.part.missing",
            at: place,
            text: key,
            "缺少\(chinese)（\(key)）",
            "\(key) is missing"
        )
    }

    private static func noteRepeatedIDs(_ drafts: [QuestionDraft], _ log: FindingLog) {
        var places: [String: Place] = [:]
        for id in drafts.compactMap(\.id) where !id.value.isEmpty {
            if let place = places[id.value] {
                log.error(
                    "bank.id.repeated",
                    at: id.place,
                    text: id.value,
                    "题号重复，\(place.chineseName)已经用过",
                    "the identifier is used in \(place.englishName) already"
                )
            } else {
                places[id.value] = id.place
            }
        }
    }
}

extension AllowedWarning {
    fileprivate init(_ allowance: Allowance) {
        self.init(warning: allowance.code, question: allowance.question, why: allowance.why)
    }
}
