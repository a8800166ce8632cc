import Audit
import Testing

/// The published example of a wrong key and of every way to put it right.
@Suite struct WorkedExampleTests {
    struct Outcome: Sendable, CustomTestStringConvertible {
        var kind: String
        var details: String
        /// Of 甲乙丙丁, in points.
        var points: [Int]
        var ranks: [Int]
        var right: Int
        var drawn: Int
        /// Right ÷ drawn in hundredths of a percent, rounded to the nearest.
        var accuracy: Int
        /// Who has everything right.
        var fullMarks: Int

        var testDescription: String { kind }
    }

    static let before = Outcome(
        kind: "before",
        details: "",
        points: [5, 4, 4, 4],
        ranks: [1, 2, 2, 2],
        right: 17,
        drawn: 20,
        accuracy: 8500,
        fullMarks: 1
    )

    static let outcomes = [
        Outcome(
            kind: "revise_key",
            details: QuizLedger.corrected,
            points: [4, 5, 4, 4],
            ranks: [2, 1, 2, 2],
            right: 17,
            drawn: 20,
            accuracy: 8500,
            fullMarks: 1
        ),
        Outcome(
            kind: "accept_keys",
            details: QuizLedger.both,
            points: [5, 5, 4, 4],
            ranks: [1, 1, 3, 3],
            right: 18,
            drawn: 20,
            accuracy: 9000,
            fullMarks: 2
        ),
        Outcome(
            kind: "credit_question",
            details: QuizLedger.question7,
            points: [5, 5, 5, 4],
            ranks: [1, 1, 1, 4],
            right: 19,
            drawn: 20,
            accuracy: 9500,
            fullMarks: 3
        ),
        Outcome(
            kind: "withdraw_question",
            details: QuizLedger.question7,
            points: [4, 4, 4, 4],
            ranks: [1, 1, 1, 1],
            right: 16,
            drawn: 17,
            accuracy: 9412,
            fullMarks: 3
        ),
    ]

    @Test func `before any correction`() throws {
        try check(QuizLedger.example(), Self.before)
    }

    @Test(arguments: outcomes)
    func `each correction gives the published figures`(_ outcome: Outcome) throws {
        var quiz = QuizLedger.example()
        quiz.amend(outcome.kind, outcome.details)
        try check(quiz, outcome)
    }

    @Test(arguments: outcomes)
    func `taking a correction back restores what was, and again what it gave`(_ outcome: Outcome)
        throws
    {
        var quiz = QuizLedger.example()
        quiz.amend(outcome.kind, outcome.details)
        quiz.reverse(outcome.kind, "back")
        try check(quiz, Self.before)
        quiz.reverse("back", "forth")
        try check(quiz, outcome)
        quiz.reverse("forth", "back again")
        try check(quiz, Self.before)
    }

    @Test(arguments: outcomes, outcomes)
    func `the last correction of a question that stands decides`(
        _ first: Outcome,
        _ second: Outcome
    ) throws {
        var quiz = QuizLedger.example()
        quiz.amend(first.kind, "first", first.details)
        quiz.amend(second.kind, "second", second.details)
        try check(quiz, second)
        quiz.reverse("second")
        try check(quiz, first)
        quiz.reverse("first")
        try check(quiz, Self.before)
    }

    @Test func `an earlier position in the ledger has the figures of that time`() throws {
        var quiz = QuizLedger.example()
        let end = quiz.ledger.sequence("丁.s")
        quiz.amend("revise_key", QuizLedger.corrected)
        let standings = try withLedger(quiz.ledger) { audit, _ in
            try audit.standings(through: end)
        }
        #expect(standings?.rows.map(\.value) == [500, 400, 400, 400])
        #expect(standings?.rows.first?.participant == 0)
    }

    @Test func `a correction of another version of the bank changes nothing here`() throws {
        var quiz = QuizLedger.example()
        quiz.ledger.facts.append(
            .bank(QuizLedger.bank, version: 2, at: QuizLedger.opening + 3_600_000)
        )
        quiz.ledger.facts.append(
            .amendment(
                "revise_key",
                at: QuizLedger.opening + 3_600_000,
                details: #"{"bankVersions":[2],"keys":[4],"question":"Q7"}"#
            )
        )
        try check(quiz, Self.before)
    }

    private func check(_ quiz: QuizLedger, _ outcome: Outcome) throws {
        let report = try withLedger(quiz.ledger) { audit, _ in try audit.run() }
        #expect(report.isClean, "\(report.text)")
        #expect(report.people == 4)
        #expect(report.attempts == 4)
        let standings = try #require(report.standings)
        let rows = standings.rows.sorted { $0.participant < $1.participant }
        #expect(rows.map(\.value) == outcome.points.map { $0 * 100 })
        #expect(rows.map(\.rank) == outcome.ranks)
        let points = outcome.points.reduce(0, +) * 100
        #expect(
            standings.tally
                == AuditTally(
                    people: 4,
                    attempts: 4,
                    points: points,
                    right: outcome.right,
                    drawn: outcome.drawn
                )
        )
        let accuracy = (standings.tally.right * 20_000 / standings.tally.drawn + 1) / 2
        #expect(accuracy == outcome.accuracy)
        #expect(standings.fullMarks == outcome.fullMarks)
    }
}
