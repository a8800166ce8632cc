import Audit
import Testing

/// Averages, shares and the order by lot, over the contest of `JuneContest`.
///
/// p0 600 and 100 points, 4 and 1 of 4 right; p1 100 and 300, 1 and 2 right; p2 400, 3 right. The
/// second attempt of p1 ended on the first day, those of p0 and p2 on the second, p2's last.
@Suite struct RankedValueTests {
    private func rows(_ ranking: String) throws -> [[Int]]? {
        var ledger = JuneContest.ledger
        ledger.replace(
            #"{"breakers":["time"],"method":"standard","time":"of_best","value":"sum"}"#,
            with: ranking,
            in: "rules"
        )
        return try withLedger(ledger) { audit, _ in
            try audit.standings()?.rows.map { [$0.rank, $0.participant, $0.value] }
        }
    }

    @Test func `the average is points by counted attempts`() throws {
        let rows = try rows(
            #"{"breakers":[],"method":"standard","time":"of_best","value":"average"}"#
        )
        #expect(rows == [[1, 2, 400], [2, 0, 350], [3, 1, 200]])
    }

    @Test func `accuracy is right by drawn in hundredths of a percent`() throws {
        let rows = try rows(
            #"{"breakers":[],"method":"standard","time":"of_best","value":"accuracy"}"#
        )
        #expect(rows == [[1, 2, 7500], [2, 0, 6250], [3, 1, 3750]])
    }

    /// Minus 1.25 and minus 1.00 are minus 1.125 on average.
    @Test(arguments: [("average", [-113]), ("accuracy", [0])])
    func `halves go down, also below nothing`(value: String, values: [Int]) throws {
        var quiz = QuizLedger(rules: [
            "\"wrongPenalty\":0": "\"wrongPenalty\":25",
            "\"value\":\"sum\"": "\"value\":\"\(value)\"",
        ])
        quiz.register(units: 11)
        quiz.play("a", of: 0, [1, 2, 3, 4, 5], "BBBBB", stored: [0, -125], unit: 11)
        quiz.play("b", of: 0, [1, 2, 3, 4, 5], "BBBB-", stored: [0, -100], unit: 11)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.rows.map(\.value) == values)
    }

    /// 5 of 5, 4 of 5 and 4 of 5 are 13 of 15: 86.666… %.
    @Test func `a share is rounded down`() throws {
        var quiz = QuizLedger(rules: ["\"value\":\"sum\"": "\"value\":\"accuracy\""])
        quiz.register(units: 11)
        quiz.play("a", of: 0, [1, 2, 3, 4, 5], "AAAAA", stored: [5, 500], unit: 11)
        quiz.play("b", of: 0, [1, 2, 3, 4, 5], "AAAAB", stored: [4, 400], unit: 11)
        quiz.goOn(toDay: 1)
        quiz.play("c", of: 0, [1, 2, 3, 4, 5], "AAAAB", stored: [4, 400], unit: 11)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.rows.map(\.value) == [8666])
    }

    /// All have one attempt's average of 4 points; who reached it earlier is ahead.
    @Test(arguments: ["average", "accuracy"])
    func `the present value was reached with the last counted attempt`(value: String) throws {
        var quiz = QuizLedger(rules: [
            "\"value\":\"sum\"": "\"value\":\"\(value)\"",
            "\"breakers\":[]": "\"breakers\":[\"first\"]",
        ])
        quiz.register(units: 11, 11)
        quiz.play("a1", of: 0, [1, 2, 3, 4, 5], "AAAAB", stored: [4, 400], unit: 11)
        quiz.play("b1", of: 1, [1, 2, 3, 4, 5], "AAAAB", stored: [4, 400], unit: 11)
        #expect(try quiz.report().standings?.rows.map(\.participant) == [0, 1])
        quiz.play("a2", of: 0, [1, 2, 3, 4, 5], "AAAAB", stored: [4, 400], unit: 11)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.rows.map(\.participant) == [1, 0])
        #expect(report.standings?.rows.map(\.rank) == [1, 2])
    }

    /// Worked out with Python's hashlib: the first 38 bits of SHA-256 over seed, line feed and
    /// pseudonym.
    ///
    /// - no seed: p0 29653271351, p1 91480733142, p2 1906723333
    /// - 上证指数 3921.07: p0 179771873599, p1 68685971925, p2 164844614441
    /// - 2026-06-30: p0 153500804808, p1 139256294966, p2 52466157666
    @Test(arguments: [
        (#"["lot"]"#, "count", "", [[1, 0, 200], [2, 1, 200], [3, 2, 100]]),
        (#"["lot"]"#, "count", #""lotSeed":"","#, [[1, 0, 200], [2, 1, 200], [3, 2, 100]]),
        (
            #"["lot"]"#, "count", #""lotSeed":"上证指数 3921.07","#,
            [[1, 1, 200], [2, 0, 200], [3, 2, 100]]
        ),
        (
            #"["time","lot"]"#, "sum", #""lotSeed":"2026-06-30","#,
            [[1, 0, 700], [2, 2, 400], [3, 1, 400]]
        ),
        (
            #"["time","lot"]"#, "sum", #""lotSeed":"上证指数 3921.07","#,
            [[1, 0, 700], [2, 1, 400], [3, 2, 400]]
        ),
        // Without the lot, 40 s stands against 40 s.
        (#"["time"]"#, "sum", "", [[1, 0, 700], [2, 1, 400], [2, 2, 400]]),
    ])
    func `a lot parts equals by seed and pseudonym`(
        breakers: String,
        value: String,
        seed: String,
        expected: [[Int]]
    ) throws {
        let rows = try rows(
            """
            {"breakers":\(breakers),\(seed)"method":"standard","time":"of_best","value":"\(value)"}
            """
        )
        #expect(rows == expected)
    }
}
