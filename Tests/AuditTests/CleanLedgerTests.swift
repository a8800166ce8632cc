import Audit
import Foundation
import GRDB
import Testing

/// The figures expected here are worked out by hand in `JuneContest.swift`.
@Suite struct CleanLedgerTests {
    @Test func `a right ledger audits without a difference`() throws {
        let report = try withLedger(JuneContest.ledger) { audit, _ in try audit.run() }
        #expect(report.differences.map { "\($0)" } == [])
        #expect(report.isClean)
        #expect(report.contest == "june")
        #expect(report.sequence == Int64(JuneContest.ledger.facts.count))
        #expect(report.people == 3)
        #expect(report.attempts == 5)
        #expect(report.attemptsUncounted == 2)
        #expect(report.attemptsOpen == 1)
        #expect(report.facts["response"] == 19)
        #expect(report.facts["attempt"] == 8)
        #expect(report.facts["draw"] == 0)
        #expect(report.notes == [])
        #expect(report.text.contains("账本一致"))
        #expect(report.text.contains("人数 people: 3  人次 attempts: 5"))
    }

    @Test
    func `people are ranked by all their points, with the best attempt's time between equals`()
        throws
    {
        let standings = try #require(
            try withLedger(JuneContest.ledger) { audit, _ in try audit.standings() }
        )
        #expect(
            standings.rows.map(Line.init) == [
                Line(rank: 1, participant: 0, value: 700, time: 30_000, attempts: 2),
                Line(rank: 2, participant: 1, value: 400, time: 40_000, attempts: 2),
                Line(rank: 2, participant: 2, value: 400, time: 40_000, attempts: 1),
            ]
        )
        #expect(standings.rows.first?.pseudonym == "fffffffffffffff0")
        #expect(
            standings.tally
                == AuditTally(people: 3, attempts: 5, points: 1500, right: 11, drawn: 20)
        )
    }

    @Test func `groups are credited by their leaves and all below them`() throws {
        let standings = try #require(
            try withLedger(JuneContest.ledger) { audit, _ in try audit.standings() }
        )
        #expect(
            standings.regions == [
                group(1, 3, 5, 1500, 11, 20), group(2, 2, 4, 1100, 8, 16),
                group(3, 1, 1, 400, 3, 4),
            ]
        )
        #expect(
            standings.units == [
                group(10, 3, 5, 1500, 11, 20), group(11, 2, 3, 1100, 8, 12),
                group(12, 1, 2, 400, 3, 8),
            ]
        )
    }

    @Test func `a day, a week and a group have standings of their own`() throws {
        try withLedger(JuneContest.ledger) { audit, _ in
            let first = try audit.standings(period: .day(20_240))?.rows.map(Line.init)
            #expect(
                first == [
                    Line(rank: 1, participant: 0, value: 600, time: 30_000, attempts: 1),
                    Line(rank: 2, participant: 1, value: 400, time: 40_000, attempts: 2),
                ]
            )
            // 20,240 is a Sunday: the week 2891 ends with it.
            let week = try audit.standings(period: .week(2891))?.rows.map(Line.init)
            #expect(week == first)
            let next = try audit.standings(period: .week(2892))
            #expect(
                next?.rows.map(Line.init) == [
                    Line(rank: 1, participant: 2, value: 400, time: 40_000, attempts: 1),
                    Line(rank: 2, participant: 0, value: 100, time: 144_000, attempts: 1),
                ]
            )
            #expect(next?.regions[0] == group(1, 2, 2, 500, 4, 8))
            let unit = try audit.standings(within: AuditGroup(.unit, node: 12))?.rows
            #expect(unit?.map(\.participant) == [1])
            #expect(unit?.map(\.rank) == [1])
        }
    }

    @Test func `an audit may stop at an earlier fact`() throws {
        try withLedger(JuneContest.ledger) { audit, _ in
            let end = JuneContest.ledger.sequence("D.s")
            for sequence in 1...end {
                let report = try audit.run(through: sequence)
                #expect(report.differences.map { "\($0)" } == [], "through \(sequence)")
                #expect(report.sequence == sequence)
            }
            let report = try audit.run(through: end)
            #expect(report.attempts == 3)
            #expect(report.people == 2)
            #expect(throws: AuditError.self) { try audit.run(through: 10_000) }
        }
    }

    @Test func `the report survives JSON in snake case`() throws {
        let report = try withLedger(JuneContest.ledger) { audit, _ in try audit.run() }
        let json = try JSONEncoder().encode(report)
        let text = String(decoding: json, as: UTF8.self)
        #expect(text.contains("\"attempts_uncounted\":2"))
        #expect(text.contains("\"value_hundredths\":700"))
        let again = try JSONDecoder().decode(AuditReport.self, from: json)
        #expect(again.standings == report.standings)
        #expect(again.chain == report.chain)
    }

    /// In WAL mode, with facts that no checkpoint has moved yet, and again after a clean stop.
    @Test func `a ledger that another connection writes is audited as it is at one moment`() throws
    {
        try withLedger(JuneContest.ledger) { _, path in
            let writer = try DatabaseQueue(path: path)
            try writer.writeWithoutTransaction { database in
                try database.execute(
                    sql: "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0"
                )
                try database.execute(sql: "UPDATE submission SET points = 7 WHERE attempt = 9")
            }
            let altered = try LedgerAudit(path: path).run()
            #expect(altered.differencesByCheck["chain"] == 2)
            try writer.write { database in
                try database.execute(sql: "UPDATE submission SET points = 600 WHERE attempt = 9")
            }
            try #expect(LedgerAudit(path: path).run().isClean)
            try writer.close()
            try #expect(LedgerAudit(path: path).run().isClean)
        }
    }

    @Test func `what is no ledger is refused with a reason`() throws {
        #expect(throws: AuditError.noSuchFile(path: "/nonexistent")) {
            try LedgerAudit(path: "/nonexistent")
        }
        #expect(throws: AuditError.self) { try LedgerAudit(path: #filePath) }
        let error = #expect(throws: AuditError.self) {
            let sql = "ALTER TABLE response DROP COLUMN shown_ms"
            try withLedger(JuneContest.ledger, altered: sql) { _, _ in }
        }
        guard case .notALedger(_, missing: "response.shown_ms")? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    private func group(
        _ id: Int,
        _ people: Int,
        _ attempts: Int,
        _ points: Int,
        _ right: Int,
        _ drawn: Int
    ) -> AuditGroupTally {
        AuditGroupTally(
            id: id,
            tally: AuditTally(
                people: people,
                attempts: attempts,
                points: points,
                right: right,
                drawn: drawn
            )
        )
    }
}

/// A row of a board without its pseudonym.
struct Line: Equatable {
    var rank: Int
    var participant: Int
    var value: Int
    var time: Int
    var attempts: Int
}

extension Line {
    init(_ row: AuditRow) {
        self.init(
            rank: row.rank,
            participant: row.participant,
            value: row.value,
            time: row.time,
            attempts: row.attempts
        )
    }
}
