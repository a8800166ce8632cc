internal import ContestModel

/// Turns a basis as written into a `StatutoryBasis`.
struct BasisJudgement {
    let draft: BasisDraft
    let log: FindingLog

    /// The basis; nil when its law is missing or a part is at fault.
    func basis() -> StatutoryBasis? {
        let law = QuestionText.law.required(draft.law, "law", draft.place, log)
        let version = QuestionText.law.optional(draft.version, log)
        let article = QuestionText.article.optional(draft.article, log)
        let from = draft.validFrom.flatMap { Self.day($0, log) }
        let until = draft.validUntil.flatMap { Self.day($0, log) }
        if let from, let until, until < from {
            log.error(
                "bank.basis.reversed",
                at: draft.validUntil?.place ?? draft.place,
                text: draft.validUntil?.value ?? "",
                "失效日期早于生效日期",
                "valid_until is before valid_from"
            )
        }
        guard let law else { return nil }
        return StatutoryBasis(
            law: law,
            version: version.flatMap { $0.isEmpty ? nil : $0 },
            article: article.flatMap { $0.isEmpty ? nil : $0 },
            validFrom: from,
            validUntil: until
        )
    }

    /// A day as written; nil with a finding when it does not exist.
    static func day(_ written: Located<String>, _ log: FindingLog) -> ContestDay? {
        if let date = CivilDate(written.value) { return date.day }
        log.error(
            "file.value.date",
            at: written.place,
            text: written.value,
            "应为存在的日期，写作 2021-09-01",
            "an existing date such as 2021-09-01 is expected"
        )
        return nil
    }
}
