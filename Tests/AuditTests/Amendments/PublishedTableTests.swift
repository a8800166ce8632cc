import Audit
import Foundation
import GRDB
import Testing

/// A table and a ledger extract that were given away.
@Suite struct PublishedTableTests {
    /// What an organiser publishes after Q7 was corrected, worked out by hand: the fifth fact after
    /// an attempt ends it, so each took six seconds.
    static let rows = [
        PublishedRow(rank: 1, pseudonym: "fffffffffffffff1", value: 500, time: 6000, attempts: 1),
        PublishedRow(rank: 2, pseudonym: "fffffffffffffff0", value: 400, time: 6000, attempts: 1),
        PublishedRow(rank: 2, pseudonym: "fffffffffffffff2", value: 400, time: 6000, attempts: 1),
        PublishedRow(rank: 2, pseudonym: "fffffffffffffff3", value: 400, time: 6000, attempts: 1),
    ]

    private static let quiz: QuizLedger = {
        var quiz = QuizLedger.example()
        quiz.amend("revise_key", QuizLedger.corrected)
        return quiz
    }()

    /// What is not part of the ledger.
    private static let drops =
        ["person", "person_key", "roster", "access_log", "standing"]
        .map { "DROP TABLE \($0);" }.joined() + "DROP TABLE checkpoint;"

    @Test func `a true table has no difference, in any order of equals`() throws {
        var swapped = Self.rows
        swapped.swapAt(1, 3)
        try withLedger(Self.quiz.ledger) { audit, _ in
            try #expect(audit.compare(published: Self.rows) == [])
            try #expect(audit.compare(published: swapped) == [])
            try #expect(audit.compare(published: [Self.rows[0]], isComplete: false) == [])
            let day = Int(QuizLedger.firstDay)
            try #expect(audit.compare(published: Self.rows, period: .days(day...day)) == [])
            let end = Self.quiz.ledger.sequence("丁.s")
            let before = try audit.compare(published: Self.rows, through: end)
            #expect(before.count == 2)
            try #expect(audit.compare(published: Self.rows, period: .day(day + 1)).count == 4)
        }
    }

    struct Case: Sendable {
        var place: String
        var alter: @Sendable (inout [PublishedRow]) -> Void
    }

    @Test(arguments: [
        Case(place: "row 1") { $0[0].rank = 2 },
        Case(place: "row 2") { $0[1].value = 500 },
        Case(place: "row 3") { $0[2].time = 5999 },
        Case(place: "row 4") { $0[3].attempts = 2 },
        Case(place: "row 4") { $0[3].pseudonym = "fffffffffffffff9" },
        Case(place: "row 5") { $0.append($0[0]) },
        Case(place: "participant 3") { $0.removeLast() },
    ])
    func `a false line is named`(_ item: Case) throws {
        var rows = Self.rows
        item.alter(&rows)
        let differences = try withLedger(Self.quiz.ledger) { audit, _ in
            try audit.compare(published: rows)
        }
        #expect(differences.contains { $0.check == .published && $0.place == item.place })
    }

    @Test func `an extract without personal data and caches is enough`() throws {
        let whole = try Self.quiz.report()
        try withLedger(Self.quiz.ledger, altered: Self.drops) { audit, path in
            let names = try DatabaseQueue(path: path).read {
                try String.fetchSet($0, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            #expect(names.isDisjoint(with: ["person", "roster", "standing", "checkpoint"]))
            let report = try audit.run()
            #expect(report.isClean, "\(report.text)")
            #expect(report.standings == whole.standings)
            #expect(report.chain == whole.chain)
            try #expect(audit.compare(published: Self.rows) == [])
        }
    }

    @Test func `an extract of a ledger with a cache is enough too`() throws {
        let whole = try withLedger(JuneContest.ledger) { audit, _ in try audit.run() }
        try withLedger(JuneContest.ledger, altered: Self.drops) { audit, _ in
            let report = try audit.run()
            #expect(report.isClean, "\(report.text)")
            #expect(report.standings == whole.standings)
        }
    }

    /// The boards of a server that knows the correction, and of one that does not.
    @Test func `a running server is compared under the amendments that stand`() throws {
        let units = [
            AuditGroupTally(id: 10, tally: tally(4, points: 1700, right: 17)),
            AuditGroupTally(id: 11, tally: tally(2, points: 900, right: 9)),
            AuditGroupTally(id: 12, tally: tally(2, points: 800, right: 8)),
        ]
        var live = LiveBoards(
            sequence: Self.quiz.ledger.sequence("revise_key"),
            tally: tally(4, points: 1700, right: 17),
            overall: Self.rows,
            day: LiveBoards.Day(day: Int(QuizLedger.firstDay), rows: Self.rows),
            units: units
        )
        try withLedger(Self.quiz.ledger) { audit, _ in
            try #expect(audit.compare(live: live) == [])
            live.sequence -= 1
            let differences = try audit.compare(live: live)
            #expect(
                Set(differences.map(\.place)) == [
                    "overall[0]", "overall[1]", "day 20240[0]", "day 20240[1]",
                ]
            )
        }
    }

    /// As many people as attempts of five questions.
    private func tally(_ count: Int, points: Int, right: Int) -> AuditTally {
        AuditTally(people: count, attempts: count, points: points, right: right, drawn: 5 * count)
    }
}
