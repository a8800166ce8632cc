import Audit
import ContestEngine
import Foundation
import GRDB
import Testing

/// Whole contests through the real server, then recomputed by code that shares nothing with it.
@Suite struct WholeContestTests {
    static let contests = [
        WholeContest(contest: .national2023, people: 150, attempts: 1, seed: 1),
        WholeContest(contest: .xuchang2023, people: 40, attempts: 2, seed: 2),
        WholeContest(contest: .national2021, people: 60, attempts: 1, seed: 3),
    ]

    @Test(arguments: contests)
    func `a whole contest over HTTP equals its recomputation`(_ whole: WholeContest) async throws {
        let folder = try TestFolder()
        let clock = TestTime.clock()
        let count = try await TestServer.run(in: folder, clock: clock) { server in
            try await server.hold(whole.contest)
            let count = try await whole.play(at: server, clock: clock)
            try await server.waitForBoards(of: whole.contest.name, reaching: count.last)

            let path = "/v1/contests/\(whole.contest.name)"
            let tallies = try await server.send("GET", path + "/tallies").json
            #expect(tallies["people"].integer == count.people)
            #expect(tallies["attempts"].integer == count.attempts)
            #expect(tallies["today"]["people"].integer == count.people)

            let boards = try await whole.boards(of: server)
            let audit = try LedgerAudit(path: folder.ledger(of: whole.contest.name))
            #expect(try audit.compare(live: boards) == [])
            #expect(boards.overall?.count == count.people)
            return count
        }
        let report = try LedgerAudit(path: folder.ledger(of: whole.contest.name)).run()
        #expect(report.differences == [])
        #expect(report.people == count.people)
        #expect(report.attempts == count.attempts)
        #expect(report.notes == [])
        try expectValues(of: report, from: count, best: whole.attempts > 1)
    }

    /// The ranked value of each person is what the receipts add up to, or their best.
    private func expectValues(
        of report: AuditReport,
        from count: WholeContest.Count,
        best: Bool
    ) throws {
        let rows = try #require(report.standings?.rows)
        for row in rows {
            let points = count.receipts[row.pseudonym, default: []]
                .compactMap { $0["points"].integer }
            let expected = best ? points.max() : points.reduce(0, +)
            #expect(expected.map { $0 * 100 } == row.value)
        }
    }

    @Test func `one altered row of a played ledger is found and named`() async throws {
        let whole = WholeContest(contest: .national2023, people: 8, attempts: 1, seed: 9)
        let folder = try TestFolder()
        let clock = TestTime.clock()
        try await TestServer.run(in: folder, clock: clock) { server in
            try await server.hold(whole.contest)
            _ = try await whole.play(at: server, clock: clock)
        }
        let ledger = folder.ledger(of: whole.contest.name)
        #expect(try LedgerAudit(path: ledger).run().isClean)

        let copy = folder.path + "/altered.sqlite"
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: ledger + suffix) {
            try FileManager.default.copyItem(atPath: ledger + suffix, toPath: copy + suffix)
        }
        let attempt = try alterLastSubmission(of: copy)
        let report = try LedgerAudit(path: copy).run()
        #expect(!report.isClean)
        let places = Set(report.differences.filter { $0.check == .chain }.map(\.place))
        #expect(places.contains("submission(attempt=\(attempt))"), "\(places)")
    }

    /// Gives the last submission a point more, as an insider would; returns its attempt.
    private func alterLastSubmission(of ledger: String) throws -> Int {
        try DatabaseQueue(path: ledger).write { database in
            let attempt = try #require(
                try Int.fetchOne(database, sql: "SELECT max(attempt) FROM submission")
            )
            try database.execute(
                sql: "UPDATE submission SET points = points + 100 WHERE attempt = ?",
                arguments: [attempt]
            )
            return attempt
        }
    }
}
