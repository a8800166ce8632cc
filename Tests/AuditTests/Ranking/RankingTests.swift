import Audit
import Testing

/// The order of the three people of `JuneContest` by every way of ranking.
///
/// Their counted attempts:
/// p0 600 (30 s), 100 (144 s); p1 100 (60 s), 300 (40 s) on the first day; p2 400 (40 s) on the
/// second day.
@Suite struct RankingTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var ranking: String
        var lines: [Line]

        var testDescription: String { ranking }

        /// - Parameter lines: rank, participant, value, time, attempts.
        init(
            _ value: String,
            _ time: String,
            _ breakers: [String],
            _ method: String,
            _ lines: [[Int]]
        ) {
            let list = breakers.map { "\"\($0)\"" }.joined(separator: ",")
            ranking = """
                {"breakers":[\(list)],"method":"\(method)","time":"\(time)","value":"\(value)"}
                """
            self.lines = lines.map {
                Line(rank: $0[0], participant: $0[1], value: $0[2], time: $0[3], attempts: $0[4])
            }
        }
    }

    static let cases = [
        Case(
            "sum",
            "of_best",
            [],
            "standard",
            [[1, 0, 700, 30_000, 2], [2, 1, 400, 40_000, 2], [2, 2, 400, 40_000, 1]]
        ),
        Case(
            "sum",
            "of_best",
            [],
            "ordinal",
            [[1, 0, 700, 30_000, 2], [2, 1, 400, 40_000, 2], [3, 2, 400, 40_000, 1]]
        ),
        Case(
            "sum",
            "summed",
            ["time"],
            "standard",
            [[1, 0, 700, 174_000, 2], [2, 2, 400, 40_000, 1], [3, 1, 400, 100_000, 2]]
        ),
        Case(
            "sum",
            "of_best",
            ["time", "first"],
            "standard",
            [[1, 0, 700, 30_000, 2], [2, 1, 400, 40_000, 2], [3, 2, 400, 40_000, 1]]
        ),
        Case(
            "best",
            "of_best",
            ["time"],
            "standard",
            [[1, 0, 600, 30_000, 2], [2, 2, 400, 40_000, 1], [3, 1, 300, 40_000, 2]]
        ),
        Case(
            "latest",
            "of_best",
            ["time"],
            "standard",
            [[1, 2, 400, 40_000, 1], [2, 1, 300, 40_000, 2], [3, 0, 100, 144_000, 2]]
        ),
        Case(
            "latest",
            "summed",
            ["time"],
            "standard",
            [[1, 2, 400, 40_000, 1], [2, 1, 300, 100_000, 2], [3, 0, 100, 174_000, 2]]
        ),
        Case(
            "count",
            "of_best",
            [],
            "standard",
            [[1, 0, 200, 30_000, 2], [1, 1, 200, 40_000, 2], [3, 2, 100, 40_000, 1]]
        ),
        Case(
            "count",
            "of_best",
            [],
            "dense",
            [[1, 0, 200, 30_000, 2], [1, 1, 200, 40_000, 2], [2, 2, 100, 40_000, 1]]
        ),
        // p1's second attempt ended on the first day, p0's on the second.
        Case(
            "count",
            "of_best",
            ["first"],
            "dense",
            [[1, 1, 200, 40_000, 2], [2, 0, 200, 30_000, 2], [3, 2, 100, 40_000, 1]]
        ),
    ]

    @Test(arguments: cases)
    func `people are ranked as the rules say`(_ item: Case) throws {
        var ledger = JuneContest.ledger
        ledger.replace(
            """
            {"breakers":["time"],"method":"standard","time":"of_best","value":"sum"}
            """,
            with: item.ranking,
            in: "rules"
        )
        let rows = try withLedger(ledger) { audit, _ in try audit.standings()?.rows }
        #expect(rows?.map(Line.init) == item.lines)
    }

    /// p1 and p2 have 400 each, p1 since the first day; a nought on the third changes nothing.
    @Test func `the instant of a sum is that of the last attempt that changed it`() throws {
        var ledger = JuneContest.ledger
        ledger.replace(
            "\"breakers\":[\"time\"]",
            with: "\"breakers\":[\"first\"]",
            in: "rules"
        )
        let third = JuneContest.opening + 2 * JuneContest.day + 9000
        ledger.facts += [
            .attempt("Z", of: 1, at: third, day: 20_242, total: 3, paper: [0, 1, 2, 4]),
            .response(
                "Z.0",
                to: "Z",
                at: third + 1000,
                position: 0,
                chosen: 8,
                shown: third
            ),
            .submission(
                of: "Z",
                at: third + 2000,
                elapsed: 2000,
                region: 2,
                unit: 12,
                grade: [4, 1, 0, 0, 0, 1]
            ),
        ]
        let report = try withLedger(ledger) { audit, _ in try audit.run() }
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.rows.map(\.participant) == [0, 1, 2])
        #expect(report.standings?.rows.map(\.rank) == [1, 2, 3])
    }

    @Test func `a person who earned in two units is one person of both and of what is above`()
        throws
    {
        var ledger = JuneContest.ledger
        ledger.set("E.s", "unit", to: 12)
        ledger.insert(
            .amendment(
                "move",
                at: ledger["A.s"].at,
                details: #"{"participant":0,"unit":12,"withPast":false}"#
            ),
            after: "A.s"
        )
        let report = try withLedger(ledger) { audit, _ in try audit.run() }
        #expect(report.isClean, "\(report.text)")
        // The cache is not compared.
        #expect(report.notes.count == 1)
        #expect(report.standings?.units.map(\.tally.people) == [3, 2, 2])
        #expect(report.standings?.units.map(\.tally.attempts) == [5, 2, 3])
    }
}
