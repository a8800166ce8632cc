import Audit
import Testing

/// What the rules say of thresholds, lots and full marks when a question is withdrawn.
///
/// Five right earn 5 points and a lot, four right 3 points. Q7, of which 甲 had the key, goes; 甲乙丙
/// then have four right of four, 丁 four of five.
@Suite struct WithdrawalTests {
    private static let steps = """
        "lots":[{"everyRight":5,"most":1}],"multiple":100,"partialCredit":"half","single":100,\
        "thresholds":[{"points":500,"rightAtLeast":5},{"points":300,"rightAtLeast":4}]
        """
    private static let none = """
        "lots":[],"multiple":100,"partialCredit":"half","single":100,"thresholds":[]
        """
    private static let stored: [[Int64]] = [
        [5, 500, 5, 5, 1, 1], [4, 300], [4, 300], [4, 300],
    ]

    private static func quiz(_ withdrawal: String) -> QuizLedger {
        QuizLedger.example(
            rules: [none: steps, "\"tracks\"": withdrawal + "\"tracks\""],
            stored: stored
        )
    }

    @Test(arguments: [
        ("", [500, 500, 500, 300], 3),
        (#""withdrawal":{},"#, [500, 500, 500, 300], 3),
        (#""withdrawal":{"thresholds":"lowered"},"#, [500, 500, 500, 300], 3),
        (#""withdrawal":{"thresholds":"kept"},"#, [300, 300, 300, 300], 3),
        (#""withdrawal":{"fullMarks":"drawn","lots":"kept"},"#, [500, 500, 500, 300], 0),
    ])
    func `thresholds are lowered or kept`(withdrawal: String, values: [Int], full: Int) throws {
        var quiz = Self.quiz(withdrawal)
        #expect(try quiz.report().standings?.fullMarks == 1)
        quiz.amend("withdraw_question", QuizLedger.question7)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        let rows = report.standings?.rows.sorted { $0.participant < $1.participant }
        #expect(rows?.map(\.value) == values)
        #expect(report.standings?.fullMarks == full)
        quiz.reverse("withdraw_question")
        let restored = try quiz.report()
        #expect(restored.isClean, "\(restored.text)")
        #expect(restored.standings?.rows.map(\.value) == [500, 300, 300, 300])
    }

    /// Stored marks, and whether they are right.
    static let laterCases: [(String, [Int64], Bool)] = [
        ("", [4, 500, 4, 4, 1, 1], true),
        ("", [4, 500, 4, 4, 1, 0], false),
        ("", [4, 300, 4, 4, 1, 1], false),
        ("", [4, 500, 5, 5, 1, 1], false),
        (#""withdrawal":{"lots":"kept"},"#, [4, 500, 4, 4, 1, 0], true),
        (#""withdrawal":{"lots":"kept"},"#, [4, 500, 4, 4, 1, 1], false),
        (#""withdrawal":{"lots":"kept","thresholds":"kept"},"#, [4, 300, 4, 4, 1, 0], true),
    ]

    /// 丁 later: four right of the four that remain.
    @Test(arguments: laterCases)
    func `lots and points of a later attempt follow`(
        withdrawal: String,
        stored: [Int64],
        isRight: Bool
    ) throws {
        var quiz = Self.quiz(withdrawal)
        quiz.amend("withdraw_question", QuizLedger.question7)
        quiz.play(
            "later",
            of: 3,
            [1, 2, 3, 4, 7],
            "AAAAA",
            stored: stored,
            unit: 12,
            keyRevision: 1
        )
        let report = try quiz.report()
        #expect(report.isClean == isRight, "\(report.text)")
        if !isRight { #expect(report.differencesByCheck.keys.contains("grade")) }
    }

    @Test(arguments: [("", 3), (#""withdrawal":{"thresholds":"kept"},"#, 0)])
    func `counting by a number right is lowered or kept with the thresholds`(
        withdrawal: String,
        people: Int
    ) throws {
        var quiz = QuizLedger.example(
            rules: [
                #"{"anyResponse":{}}"#: #"{"rightAtLeast":{"_0":5}}"#,
                "\"tracks\"": withdrawal + "\"tracks\"",
            ],
            stored: [[5, 500], [4, 400, 5, 5, 0], [4, 400, 5, 5, 0], [4, 400, 5, 5, 0]]
        )
        #expect(try quiz.report().people == 1)
        quiz.amend("withdraw_question", QuizLedger.question7)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.people == people)
        #expect(report.attemptsUncounted == 4 - people)
        #expect(report.standings?.tally.people == people)
    }

    /// Who answered nothing but the withdrawn question took part; the paper stays as drawn.
    @Test(arguments: [
        (#"{"anyResponse":{}}"#, "----A", Int64(1)), (#"{"allAnswered":{}}"#, "AAAA-", 0),
        (#"{"allAnswered":{}}"#, "AAAAB", 1),
    ])
    func `withdrawing changes marks and never who took part`(
        rule: String,
        chosen: String,
        counts: Int64
    ) throws {
        var quiz = QuizLedger(rules: [#"{"anyResponse":{}}"#: rule])
        quiz.register(units: 11)
        let right = Int64(chosen.filter { $0 == "A" }.count)
        let answered = Int64(chosen.filter { $0 != "-" }.count)
        quiz.play(
            "a",
            of: 0,
            [1, 2, 3, 4, 7],
            chosen,
            stored: [right, right * 100, answered, 5, counts],
            unit: 11
        )
        quiz.amend("withdraw_question", QuizLedger.question7)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.attempts == Int(counts))
    }

    /// The second version keeps what the first lowered: figures follow the latest, and a score that
    /// was right under the first stays right.
    @Test func `the latest rules decide over what was withdrawn before`() throws {
        var quiz = Self.quiz("")
        quiz.amend("withdraw_question", QuizLedger.question7)
        quiz.play(
            "later",
            of: 3,
            [1, 2, 3, 4, 7],
            "AAAAA",
            stored: [4, 500, 4, 4, 1, 1],
            unit: 12,
            keyRevision: 1
        )
        let kept = QuizLedger.rules.replacing(Self.none, with: Self.steps)
            .replacing("\"tracks\"", with: #""withdrawal":{"thresholds":"kept"},"tracks""#)
        quiz.apply(rules: kept, version: 2)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        let rows = report.standings?.rows.sorted { $0.participant < $1.participant }
        #expect(rows?.map(\.value) == [300, 300, 300, 600])
    }
}
