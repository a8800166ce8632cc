import Audit
import Testing

/// Scores are judged by the keys of their own time.
@Suite struct KeyRevisionTests {
    /// 甲 once more, after Q7 was corrected: a C is right now.
    private static func corrected(
        revision: Int64,
        stored: [Int64]
    ) -> QuizLedger {
        var quiz = QuizLedger.example()
        quiz.amend("revise_key", QuizLedger.corrected)
        quiz.play(
            "later",
            of: 0,
            [1, 2, 3, 4, 7],
            "AAAAC",
            stored: stored,
            unit: 11,
            keyRevision: revision
        )
        return quiz
    }

    @Test func `a score is right by the keys of its revision`() throws {
        let report = try Self.corrected(revision: 1, stored: [5, 500]).report()
        #expect(report.isClean, "\(report.text)")
        // 甲 4 + 5, 乙 5, 丙 4, 丁 4.
        #expect(report.standings?.rows.map(\.value) == [900, 500, 400, 400])
    }

    @Test func `a score of an earlier revision stays right when its key is amended again`() throws {
        var quiz = Self.corrected(revision: 1, stored: [5, 500])
        quiz.reverse("revise_key")
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.rows.map(\.value) == [900, 400, 400, 400])
        #expect(report.standings?.rows.map(\.participant) == [0, 1, 2, 3])
    }

    /// The reversal is the second amendment about keys, and the reversal of that the third; a
    /// disqualification and its reversal are none.
    @Test func `reversals count as revisions where they are about keys`() throws {
        var quiz = QuizLedger.example()
        quiz.amend("disqualify", #"{"attempts":[],"participants":[3]}"#)
        quiz.amend("revise_key", QuizLedger.corrected)
        quiz.reverse("disqualify")
        quiz.reverse("revise_key", "back")
        quiz.play(
            "B",
            of: 0,
            [1, 2, 3, 4, 7],
            "AAAAC",
            stored: [4, 400],
            unit: 11,
            keyRevision: 2
        )
        quiz.reverse("back", "forth")
        quiz.play(
            "C",
            of: 1,
            [1, 2, 3, 4, 7],
            "AAAAC",
            stored: [5, 500],
            unit: 11,
            keyRevision: 3
        )
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        // 甲 4 + 5, 乙 5 + 5, 丙 4, 丁 4.
        #expect(report.standings?.rows.map(\.value) == [1000, 900, 400, 400])
    }

    @Test(arguments: [1: [4, 400], 2: [5, 500]] as [Int64: [Int64]])
    func `a correction on its way when the attempt ended may be known or not`(
        revision: Int64,
        stored: [Int64]
    ) throws {
        var quiz = QuizLedger.example()
        quiz.amend("revise_key", #"{"bankVersions":[1],"keys":[2],"question":"Q7"}"#)
        quiz.play(
            "later",
            of: 0,
            [1, 2, 3, 4, 7],
            "AAAAC",
            stored: stored,
            unit: 11,
            keyRevision: revision,
            amending: [("revise_key", "second", QuizLedger.corrected)]
        )
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.rows.first?.value == 900)
    }

    /// What is false and must be found: the controls of the tests above.
    static let falseScores: [(Int64, [Int64])] = [
        // By the bank's key, although the correction was known.
        (0, [4, 400]),
        // By the corrected key, and says it was the bank's.
        (0, [5, 500]),
        // By the bank's key, and says it was the corrected one.
        (1, [4, 400]),
        // A revision that nobody made.
        (2, [5, 500]), (-1, [5, 500]),
        // Points that follow from no key.
        (1, [5, 600]),
    ]

    @Test(arguments: falseScores)
    func `a score that does not fit its revision is found`(revision: Int64, stored: [Int64]) throws
    {
        let quiz = Self.corrected(revision: revision, stored: stored)
        let report = try quiz.report()
        #expect(report.differencesByCheck.keys.contains("grade"), "\(report.text)")
        let place = "submission(attempt=\(quiz.ledger.sequence("later")))"
        #expect(report.differences.allSatisfy { $0.place == place || $0.check == .tally })
    }

    /// Worked out by hand: worth 200, a wrong one costs 50.
    @Test func `several accepted keys on a multiple choice give the best of their shares`() throws {
        // Key of Q9: ABC, or AB. A alone: 200 ÷ 3 by the first, 200 ÷ 2 by the second. ABC and AB
        // are right; AC is 2 ÷ 3 by the first; ABD holds a wrong one by both.
        let scoring = QuizLedger.scoring.replacing("\"half\"", with: "\"per_option\"")
            .replacing("\"multiple\":100", with: "\"multiple\":200")
            .replacing("\"wrongPenalty\":0", with: "\"wrongPenalty\":50")
        var quiz = QuizLedger(rules: [QuizLedger.scoring: scoring])
        quiz.register(units: 11, 11, 11)
        quiz.amend(
            "accept_keys",
            #"{"bankVersions":[1],"keys":[7,3],"question":"Q9"}"#
        )
        let paper = [9, 1, 2, 3, 4]
        let stored: [(String, [Int64])] = [
            ("A----", [0, 100]), ("+----", [1, 200]), ("2A---", [2, 300]),
        ]
        for (index, (chosen, stored)) in stored.enumerated() {
            quiz.play(
                "a\(index)",
                of: Int64(index),
                paper,
                chosen,
                stored: stored,
                unit: 11,
                keyRevision: 1
            )
        }
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.rows.map(\.value) == [300, 200, 100])
    }

    /// Nobody answered Q7 and everyone has it right; `answered` stays what was answered.
    @Test func `a credited question is right also where it was omitted`() throws {
        var quiz = QuizLedger()
        quiz.register(units: 11, 11)
        quiz.play("a", of: 0, [1, 2, 3, 4, 7], "AAAA-", stored: [4, 400], unit: 11)
        quiz.amend("credit_question", QuizLedger.question7)
        quiz.play(
            "b",
            of: 1,
            [1, 2, 3, 4, 7],
            "A----",
            stored: [2, 200],
            unit: 11,
            keyRevision: 1
        )
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.rows.map(\.value) == [500, 200])
        #expect(report.standings?.fullMarks == 1)
    }
}
