internal import ContestModel

/// A question with the draft that says where its parts stand.
struct JudgedQuestion {
    let draft: QuestionDraft
    let question: Question

    /// Where the question begins to a reader: its identifier, or its first line.
    var place: Place { draft.id?.place ?? draft.place }
}

/// What to doubt about a bank whose questions are sound one by one.
///
/// A new doubt is one file with such a type and one line in `all`. None of them keeps a bank from
/// being read.
protocol BankDoubt: SendableMetatype {
    /// Notes what is doubtful.
    static func note(_ questions: [JudgedQuestion], at place: Place, _ log: FindingLog)
}

/// Every doubt, in the order in which they are noted.
enum BankDoubts {
    static let all: [any BankDoubt.Type] = [
        QuestionTwins.self, NearTwins.self, GivenAway.self, ReferringOptions.self,
        LettersInExplanations.self, PlainNegatives.self, FormerBodies.self, KeyBalance.self,
        LongestOptions.self,
    ]

    static func note(_ questions: [JudgedQuestion], at place: Place, _ log: FindingLog) {
        for doubt in all { doubt.note(questions, at: place, log) }
    }
}
