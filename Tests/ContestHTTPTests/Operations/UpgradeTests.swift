import Audit
import ContestEngine
import ContestModel
import Foundation
import GRDB
import SQLiteStore
import Testing

/// The data folders that programs of every released schema version wrote, `Tests/Folders`.
@Suite struct UpgradeTests {
    private static let folders = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Folders").path

    /// What the audit found on the day on which a folder was made.
    private struct Expected: Decodable {
        var sequence: Int64
        var chain: String
        var people: Int
        var attempts: Int
    }

    private func copied(_ name: String) throws -> TestFolder {
        let folder = try TestFolder()
        try FileManager.default.removeItem(atPath: folder.path)
        try FileManager.default.copyItem(atPath: "\(Self.folders)/\(name)", toPath: folder.path)
        return folder
    }

    private func version(_ path: String) async throws -> Int? {
        try await DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "PRAGMA user_version")
        }
    }

    @Test(arguments: [1, 2])
    func `a folder of an earlier version opens, audits as it did, and goes on`(
        version number: Int
    ) async throws {
        let folder = try copied("schema-\(number)")
        let ledger = folder.ledger(of: "kept")
        #expect(try await version(ledger) == number)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/expected.json"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let expected = try decoder.decode(Expected.self, from: bytes)

        let clock = ManualClock(AnchoredClock().now())
        try await TestServer.run(in: folder, clock: clock) { server in
            let tallies = try await server.must("GET", "/v1/contests/kept/tallies")
            #expect(tallies["sequence"].integer == Int(expected.sequence))
            let table = try await server.send(
                "GET",
                "/v1/contests/kept/exports/standings",
                token: server.admin
            )
            // Names sealed by the earlier program are read by this one.
            for number in 0..<6 { #expect(table.text.contains("选手\(number)")) }
        }
        let report = try LedgerAudit(path: ledger).run()
        #expect(report.differences == [])
        #expect(report.sequence == expected.sequence)
        #expect(report.chain == expected.chain)
        #expect(report.people == expected.people)
        #expect(report.attempts == expected.attempts)

        try await TestServer.run(in: folder, clock: clock) { server in
            var guest = try await Guest.register(at: server, in: "kept", number: 9, trees: false)
            try await guest.play(choose: Choice.first)
        }
        #expect(try LedgerAudit(path: ledger).run().differences == [])
        #expect(try LedgerAudit(path: ledger).run().attempts == expected.attempts + 1)
    }

    @Test func `the newest kept folder is of the present version`() async throws {
        let newest = try FileManager.default.contentsOfDirectory(atPath: Self.folders)
            .compactMap { $0.hasPrefix("schema-") ? Int($0.dropFirst(7)) : nil }.max()
        let harness = try TestFolder()
        let store = try SQLiteStore(path: harness.path + "/new.sqlite")
        try await store.close()
        #expect(try await version(harness.path + "/new.sqlite") == newest)
    }

    @Test func `an older program says that the folder is a newer one's and leaves it`() async throws
    {
        let folder = try copied("schema-2")
        let ledger = folder.ledger(of: "kept")
        let queue = try DatabaseQueue(path: ledger)
        try await queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: ledger))
        let error = await #expect(throws: ContestOpeningError.self) {
            try await TestServer.run(in: folder) { _ in }
        }
        #expect(error?.description.contains("请升级程序") ?? false, "\(String(describing: error))")
        #expect(try Data(contentsOf: URL(fileURLWithPath: ledger)) == before)
    }

    @Test func `an older program rotates no secret of a newer folder`() async throws {
        let folder = try copied("schema-2")
        let secret = URL(fileURLWithPath: folder.path + "/secret")
        let before = try Data(contentsOf: secret)
        let queue = try DatabaseQueue(path: folder.ledger(of: "kept"))
        try await queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        #expect(throws: SQLiteStoreError.newerSchema(found: 99, known: 2)) {
            try DataFolder(path: folder.path).rotateSecret(revoking: true)
        }
        #expect(try Data(contentsOf: secret) == before)
    }

    @Test func `an older audit does not vouch for a newer ledger`() async throws {
        let folder = try copied("schema-2")
        let ledger = folder.ledger(of: "kept")
        let newer = try #require(try await version(ledger)) + 1
        #expect(try LedgerAudit(path: ledger).run().differences == [])
        let queue = try DatabaseQueue(path: ledger)
        try await queue.write { try $0.execute(sql: "PRAGMA user_version = \(newer)") }
        try queue.close()
        #expect(
            throws: AuditError.newerSchema(
                path: ledger,
                found: Int64(newer),
                known: Int64(newer - 1)
            )
        ) { try LedgerAudit(path: ledger).run() }
    }

    @Test func `an older program leaves a newer one's banks`() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/banks.sqlite"
        _ = try SQLiteBankShelf(path: path)
        _ = try SQLiteBankShelf(path: path)
        let queue = try DatabaseQueue(path: path)
        try await queue.write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('a later one')")
        }
        try queue.close()
        #expect(throws: SQLiteStoreError.newerBanks(path)) { try SQLiteBankShelf(path: path) }
    }

    @Test func `a backup is restored under its contest's own name and no other`() async throws {
        let kept = try copied("schema-2")
        let ledger = kept.ledger(of: "kept")
        let folder = try DataFolder(path: kept.path + "/other")
        await #expect(throws: DataFolderError.ofAnotherContest(ledger, name: "kept")) {
            try await folder.stage(backup: ledger, as: "other")
        }
        #expect(try folder.contests() == [])
        let staged = try await folder.stage(backup: ledger, as: "kept")
        #expect(staged.contest == "kept")
    }
}
