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
        var judged: [JudgedQuestion] = []
        for draft in draft.questions {
            guard let question = QuestionJudgement(draft: draft, log: log).question() else {
                continue
            }
            judged.append(
                JudgedQuestion(question: question, place: draft.place, keyPlace: draft.keyPlace)
            )
        }
        QuestionTwins.note(judged, log)
        KeyBalance.note(judged.map(\.question), at: draft.place, log)
        guard let name, let title else { return nil }
        return QuestionBank(
            bank: name.value,
            title: title,
            published: draft.published,
            questions: judged.map(\.question)
        )
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
