/// A bank as some file wrote it: texts with places, nothing judged yet.
///
/// Every format is read into drafts, so that one set of rules names the faults of all.
struct BankDraft {
    var name: Located<String>?
    var title: Located<String>?
    var published = false
    /// Warnings that the bank says are right to keep.
    var allowed: [Allowance] = []
    /// Who has approved the bank, and when.
    var approval: ApprovalDraft?
    /// The questions that could be told apart at all.
    var questions: [QuestionDraft]
    /// How many the file holds, with those that could not.
    var writtenQuestionCount: Int
    /// Where the questions begin, for findings about all of them.
    var place: Place
}

/// A question as written.
struct QuestionDraft {
    var id: Located<String>?
    var type: Located<String>?
    var stem: Located<String>?
    /// nil when the file gives none, as true/false questions do.
    var options: [Located<String>]?
    /// The parts of the key: one for `ACD`, three for `[A, C, D]`.
    var key: [Located<String>]?
    /// Whether the key's parts can only be letters, whatever the options say: the format marks the
    /// right options, or documents letters.
    var keyIsLetters = false
    var explanation: Located<String>?
    var category: Located<String>?
    var knowledgePoint: Located<String>?
    var difficulty: Located<String>?
    var pool: Located<String>?
    var basis: BasisDraft?
    /// Where a table's row left needed cells blank.
    var blanks = BlankCells()
    /// Where the question begins, for what is missing.
    var place: Place
    /// Where its key stands or ought to, or the question.
    var keyPlace: Place { key?.first?.place ?? blanks.key ?? place }
}

/// The places of cells that a row of a table needs and that nothing is written in; nil where
/// something is, or where there is no such column.
struct BlankCells {
    var id: Place?
    var type: Place?
    var stem: Place?
    var key: Place?
}

/// A warning that a bank keeps on purpose.
struct Allowance: Hashable, Sendable {
    var code: String
    /// The question it is about; nil for the whole bank.
    var question: String?
    /// Why it is right.
    var why: String
    var place: Place

    /// The most that a bank may name.
    static let countLimit = 1_000

    /// An allowance as written; nil with a finding when its code or its reason is missing.
    init?(code: Located<String>?, question: String?, why: Located<String>?, _ log: FindingLog) {
        let place = code?.place ?? why?.place ?? Place(line: 1, column: 1)
        let check = TextCheck(byteLimit: 600, isOneLine: true)
        let reason = why.flatMap { check.checked($0, log) }
        guard let code, let reason, !reason.value.isEmpty, !code.value.isEmpty,
            code.value.allSatisfy({ $0.isASCII && !$0.isWhitespace }),
            question.map(TextRules.isName) ?? true
        else {
            log.error(
                "bank.allowed.incomplete",
                at: place,
                text: code?.value ?? "",
                "“保留”要写明提醒代码（warning）和理由（why），题号（question）可以不写",
                "what is allowed needs its code (warning) and a reason (why); question is optional"
            )
            return nil
        }
        self.code = code.value
        self.question = question
        self.why = reason.value
        self.place = place
    }
}

/// An approval as written.
struct ApprovalDraft {
    var by: Located<String>?
    var on: Located<String>?
    var place: Place
}

/// A question's basis as written.
struct BasisDraft {
    var law: Located<String>?
    var version: Located<String>?
    var article: Located<String>?
    var validFrom: Located<String>?
    var validUntil: Located<String>?
    var place: Place
}
