import ContestEngine
import ContestModel
import Foundation
import GRDB
import Logging
@testable import SQLiteStore
import Testing

/// What a store does once the disk has reported an error.
///
/// `scripts/torture disk-errors` has the disk report them; here the store is told.
struct SQLiteRecoveryTests {
    private let harness: SQLiteHarness

    init() throws {
        harness = try SQLiteHarness()
    }

    @Test func `after an error nothing is written until the files have been written anew`()
        async throws
    {
        let path = harness.newPath()
        let store = try SQLiteStore(path: path)
        _ = try await store.append((0..<40).map(SampleEntry.entry))
        let before = try await (store.head(), inode(path), inode(path + "-wal"))
        store.connection.distrust()
        await #expect(throws: SQLiteStoreError.diskSuspect) {
            try await store.append([SampleEntry.entry(40)])
        }
        await #expect(throws: Refusal.unavailable) {
            try await store.erase(ParticipantIndex(rawValue: 3))
        }
        #expect(try await store.recover() == before.0)
        #expect(try inode(path) != before.1)
        #expect(try inode(path + "-wal") != before.2)
        #expect(try await store.append([SampleEntry.entry(40)]) == [.committed(41)])
        #expect(try await store.append([SampleEntry.entry(7)]) == [.duplicate(8)])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: harness.folder)
                .filter { $0.hasSuffix(".fresh") } == []
        )
    }

    @Test func `without an error the files stay as they are`() async throws {
        let path = harness.newPath()
        let store = try SQLiteStore(path: path)
        _ = try await store.append([SampleEntry.entry(0)])
        let before = try (inode(path), inode(path + "-wal"))
        _ = try await store.recover()
        #expect(try (inode(path), inode(path + "-wal")) == before)
    }

    @Test func `recovering leaves the write-ahead log to be read again, not copied`() async throws {
        let path = harness.newPath()
        let store = try SQLiteStore(path: path)
        _ = try await store.append((0..<40).map(SampleEntry.entry))
        let database = FileManager.default.contents(atPath: path)
        let log = try #require(FileManager.default.contents(atPath: path + "-wal"))
        store.connection.distrust()
        _ = try await store.recover()
        #expect(FileManager.default.contents(atPath: path) == database)
        #expect(FileManager.default.contents(atPath: path + "-wal")?.prefix(log.count) == log)
    }

    @Test(arguments: [
        (
            "DELETE FROM batch WHERE last_sequence > 20; DELETE FROM registration WHERE sequence > 20",
            SQLiteStoreError.acknowledgedMissing(upTo: 40)
        ),
        (
            "UPDATE registration SET pseudonym = pseudonym + 1 WHERE sequence = 33",
            .damaged("the batch that ends at 40")
        ),
        ("DELETE FROM registration WHERE sequence = 33", .damaged("fact 33 is missing")),
        ("INSERT INTO link VALUES (41, 0, 1, 2)", .damaged("facts beyond the last batch")),
    ])
    func `a ledger that lost or changed facts is not served after recovering`(
        loss: String,
        expected: SQLiteStoreError
    ) async throws {
        let path = harness.newPath()
        let store = try SQLiteStore(path: path)
        _ = try await store.append((0..<20).map(SampleEntry.entry))
        _ = try await store.append((20..<40).map(SampleEntry.entry))
        try await store.connection.pool().write { try $0.execute(sql: loss) }
        store.connection.distrust()
        await #expect(throws: expected) { try await store.recover() }
        // It stays so, however often it is asked.
        await #expect(throws: expected) { try await store.recover() }
        await #expect(throws: SQLiteStoreError.closed) {
            try await store.append([SampleEntry.entry(40)])
        }
    }

    @Test func `a contest whose making was interrupted does not keep the server from starting`()
        async throws
    {
        let folder = try DataFolder(path: harness.folder + "/data")
        try await folder.open("finished", create: true).close()
        // As a crash leaves it: the file, without tables.
        let unfinished = harness.folder + "/data/contests/unfinished"
        try FileManager.default.createDirectory(
            atPath: unfinished,
            withIntermediateDirectories: true
        )
        try Data().write(to: URL(fileURLWithPath: unfinished + "/ledger.sqlite"))
        #expect(try folder.contests().count == 2)
        let house = ContestHouse(
            shelf: folder,
            keys: MasterKeys([UInt8](repeating: 1, count: 32)),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        try await house.openAll()
        #expect(try folder.contests() == [])
    }

    private func inode(_ path: String) throws -> UInt64? {
        try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? UInt64
    }
}

/// The length of the write-ahead log: `scripts/torture wal` has the same through a server.
struct WriteAheadLogTests {
    private let harness: SQLiteHarness

    init() throws {
        harness = try SQLiteHarness()
    }

    @Test func `the log begins anew by itself, unless a reader holds it, and that shows`()
        async throws
    {
        let path = harness.newPath()
        let store = try SQLiteStore(path: path)
        // Two pages of bookkeeping and one batch more than 8,000 pages of 4,096 bytes.
        let bound: Int64 = 8_600 * 4_120
        try await grow(store, batches: 40)
        #expect(store.condition.logByteCount <= bound)
        #expect(store.condition.unfinishedCheckpoints == 0)
        // Another process would do the same: a connection that is none of the store's.
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let reader = try DatabaseQueue(path: path, configuration: configuration)
        try await reader.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN; SELECT count(*) FROM note")
        }
        try await grow(store, batches: 40)
        #expect(store.condition.logByteCount > bound)
        #expect(store.condition.unfinishedCheckpoints > 0)
        try await reader.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        try await grow(store, batches: 12)
        #expect(store.condition.logByteCount <= bound)
        #expect(store.condition.unfinishedCheckpoints == 0)
        try reader.close()
        try await store.close()
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
    }

    /// Batches of 500 pages each.
    private func grow(_ store: SQLiteStore, batches: Int) async throws {
        for number in 0..<batches {
            try await store.write { database in
                try database.execute(
                    sql: "INSERT OR REPLACE INTO note VALUES ('k', ?, 0, 'a', zeroblob(2048000))",
                    arguments: [number % 8]
                )
            }
        }
    }
}
