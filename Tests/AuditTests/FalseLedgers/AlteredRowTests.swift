import Audit
import GRDB
import Testing

/// What an insider can do to the file without recomputing the chain.
@Suite struct AlteredRowTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var sql: String
        var check: AuditCheck
        var place: String

        var testDescription: String { name }

        init(_ name: String, _ sql: String, _ check: AuditCheck, _ place: String) {
            self.name = name
            self.sql = sql
            self.check = check
            self.place = place
        }
    }

    static let cases = [
        Case(
            "a mask",
            "UPDATE response SET chosen = 2 WHERE attempt = 9 AND position = 1",
            .chain,
            "response(attempt=9, position=1, revision=1)"
        ),
        Case(
            "points",
            "UPDATE submission SET points = 700 WHERE attempt = 9",
            .chain,
            "submission(attempt=9)"
        ),
        Case(
            "a seed",
            "UPDATE attempt SET seed = 4 WHERE sequence = 10",
            .chain,
            "attempt(sequence=10)"
        ),
        Case(
            "a pseudonym",
            "UPDATE registration SET pseudonym = 5 WHERE participant = 1",
            .chain,
            "registration(sequence=7)"
        ),
        Case(
            "a reason",
            "UPDATE amendment SET reason = '无' WHERE kind = 'pause'",
            .chain,
            "amendment(sequence="
        ),
        Case(
            "the rules",
            "UPDATE contest_version SET content = CAST(replace(content, '200', '300') AS BLOB)",
            .chain,
            "contest_version(sequence=1)"
        ),
        Case(
            "a column's upper half",
            "UPDATE attempt SET ordinal = 65537 WHERE sequence = 9",
            .chain,
            "attempt(sequence=9)"
        ),
        Case(
            "a flag that is 2",
            "UPDATE submission SET counts = 2 WHERE attempt = 9",
            .chain,
            "submission(attempt=9)"
        ),
        Case(
            "an instant",
            "UPDATE response SET at_ms = at_ms - 60000 WHERE attempt = 9",
            .clock,
            "response(attempt=9, position=0, revision=1)"
        ),
        Case(
            "a response deleted",
            "DELETE FROM response WHERE attempt = 9 AND position = 1",
            .sequence,
            "ledger(sequence=14…14)"
        ),
        Case(
            "the last fact deleted",
            "DELETE FROM response WHERE sequence = 45",
            .sequence,
            "ledger(sequence=45…45)"
        ),
        Case(
            "an attempt deleted",
            "DELETE FROM attempt WHERE sequence = 9",
            .response,
            "response(attempt=9, position=0, revision=1)"
        ),
        Case(
            "a sequence twice",
            "UPDATE response SET sequence = 13 WHERE sequence = 12",
            .sequence,
            "response(attempt="
        ),
        Case(
            "a link",
            "UPDATE batch SET chain = zeroblob(32) WHERE last_sequence = 20",
            .chain,
            "batch(last_sequence=20)"
        ),
        Case(
            "the last link",
            "UPDATE batch SET chain = zeroblob(32) WHERE last_sequence = 45",
            .chain,
            "batch(last_sequence=45)"
        ),
        Case(
            "the marks",
            "UPDATE batch SET marks = zeroblob(20) WHERE last_sequence = 10",
            .chain,
            "attempt(sequence=9)"
        ),
        Case(
            "marks cut off",
            "UPDATE batch SET marks = x'00' WHERE last_sequence = 10",
            .batch,
            "batch(last_sequence=10)"
        ),
        Case(
            "a batch's range",
            "UPDATE batch SET first_sequence = 7 WHERE last_sequence = 10",
            .batch,
            "batch(last_sequence=10)"
        ),
        Case(
            "a batch deleted",
            "DELETE FROM batch WHERE last_sequence = 10",
            .batch,
            "batch(last_sequence=15)"
        ),
        Case(
            "the last batch deleted",
            "DELETE FROM batch WHERE last_sequence = 45",
            .batch,
            "attempt(sequence=44)"
        ),
        Case(
            "a fact appended",
            "INSERT INTO response VALUES (44, 1, 1, 46, 1000172905000, 1, 0)",
            .batch,
            "response(attempt=44, position=1, revision=1)"
        ),
        Case("another program's file", "PRAGMA application_id = 7", .file, "application_id"),
        Case(
            "a table that is not strict",
            """
            CREATE TABLE copy AS SELECT * FROM link; DROP TABLE link;
            CREATE TABLE link AS SELECT * FROM copy
            """,
            .file,
            "link.strict"
        ),
    ]

    @Test(arguments: cases)
    func `what was altered is named`(_ item: Case) throws {
        let report = try withLedger(JuneContest.ledger, altered: item.sql) { audit, _ in
            try audit.run()
        }
        let found = report.differences.filter { $0.check == item.check }
        #expect(
            found.contains { $0.place.hasPrefix(item.place) },
            "\(report.text)"
        )
        #expect(report.text.contains("[\(item.check.rawValue)]"))
    }

    /// Every column of every kind of fact, one at a time.
    @Test(arguments: [
        "contest_version", "bank_version", "tree_version", "registration", "link", "grant_",
        "attempt", "response", "submission", "draw", "amendment",
    ])
    func `no column of a fact can be altered unseen`(_ table: String) throws {
        let ledger = JuneContest.withEveryKind
        let columns = try withLedger(ledger) { _, path in
            try DatabaseQueue(path: path).read { try $0.columns(in: table) }
        }
        for column in columns where column.name != "sequence" {
            let change =
                switch column.type {
                case "TEXT": "\(column.name) || 'x'"
                case "BLOB": "CAST(\(column.name) || 'x' AS BLOB)"
                default: "coalesce(\(column.name), 7) + 1"
                }
            let sql = """
                PRAGMA ignore_check_constraints = ON;
                UPDATE OR IGNORE \(table) SET \(column.name) = \(change)
                WHERE sequence = (SELECT max(sequence) FROM \(table))
                """
            let report = try withLedger(ledger, altered: sql) { audit, _ in try audit.run() }
            let isNamed = report.differences.contains {
                $0.check == .chain && $0.place.hasPrefix(table + "(")
            }
            #expect(isNamed, "\(table).\(column.name)\n\(report.text)")
        }
    }

    @Test func `a flood of differences is counted and cut off`() throws {
        var ledger = JuneContest.ledger
        let last = ledger.sequence("I.0")
        for index in 0..<150 {
            ledger.facts.append(
                .amendment("publish", at: ledger["I.0"].at, label: "publish \(index)")
            )
        }
        let report = try withLedger(
            ledger,
            altered: "UPDATE amendment SET actor = '?' WHERE sequence > \(last)"
        ) { audit, _ in try audit.run() }
        #expect(report.differences.count == 100)
        #expect(report.differenceTotal >= 150 + 30)
        #expect(report.differencesByCheck["chain"] == report.differenceTotal)
        #expect(report.text.contains("仅列出前 100 处"))
    }
}

extension JuneContest {
    /// A draw as of the ledger's beginning, in which nobody takes part.
    private static let emptyDraw = """
        {"actor":"","alternates":0,"asOf":0,"chances":"lots","entrants":{"digest":\
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","lots":0,"people":0},\
        "excluded":[],"exclusionReason":"","notBefore":0,"prizes":[],"reason":"",\
        "repeatsWinners":false,"seedDigest":"","source":"","title":""}
        """

    /// The contest with a link, which nothing folds, and a step of the draw.
    static var withEveryKind: TestLedger {
        var ledger = ledger
        let at = ledger["I.0"].at
        ledger.facts += [
            TestFact(
                "link",
                "link",
                kind: 5,
                at: at,
                ["from_participant": .u32(1), "into_participant": .u32(0)]
            ),
            TestFact(
                "draw",
                "draw",
                kind: 10,
                at: at,
                [
                    "prize": .text("一等奖"), "step": .u8(1),
                    "content": .blob(Array(emptyDraw.utf8)),
                ]
            ),
        ]
        return ledger
    }
}
