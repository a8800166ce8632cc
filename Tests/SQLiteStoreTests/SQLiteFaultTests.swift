import ContestEngine
import ContestModel
import Foundation
import GRDB
@testable import SQLiteStore
import Testing

struct SQLiteFaultTests {
    private let harness: SQLiteHarness

    init() throws {
        harness = try SQLiteHarness()
    }

    @Test func `a batch that fails in the middle leaves nothing, and the store recovers`()
        async throws
    {
        let store = try harness.open()
        _ = try await store.append([SampleEntry.entry(0)])
        let before = try await store.head()
        let broken = LedgerEntry(
            Fact(
                at: .epoch,
                body: .contestVersion(
                    ContestVersionFact(version: 1, content: [0xFF], actor: "", reason: "")
                )
            )
        )
        await #expect(throws: (any Error).self) {
            try await store.append([SampleEntry.entry(1), SampleEntry.entry(2), broken])
        }
        #expect(try await store.recover() == before)
        let page = try await store.facts(of: .registration, after: FactCursor(), limit: 10)
        #expect(page.facts.map(\.sequence) == [1])
        #expect(try await store.people([ParticipantIndex(rawValue: 1)]).isEmpty)
        #expect(try await store.append([SampleEntry.entry(1)]) == [.committed(2)])
    }

    @Test func `a reader during recovery is served or told to come back`() async throws {
        let store = try harness.open()
        _ = try await store.append([SampleEntry.entry(0)])
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var toldToComeBack = 0
                    for _ in 0..<300 {
                        do { _ = try await store.people([ParticipantIndex(rawValue: 0)]) } catch {
                            guard case Refusal.unavailable = error else { throw error }
                            toldToComeBack += 1
                        }
                    }
                    return toldToComeBack
                }
            }
            for _ in 0..<30 { #expect(try await store.recover().sequence == 1) }
            try await group.waitForAll()
        }
        try await store.close()
        await #expect(throws: Refusal.unavailable) {
            try await store.people([ParticipantIndex(rawValue: 0)])
        }
    }

    @Test func `a full disk is told apart, loses nothing and heals once there is room`()
        async throws
    {
        let store = try harness.open()
        _ = try await store.append([SampleEntry.entry(0)])
        let before = try await store.head()
        try await store.connection.pool().writeWithoutTransaction { database in
            // The file may not grow any more: SQLite then answers SQLITE_FULL, as on a full disk.
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let batch = (1..<500).map(SampleEntry.entry)
        do {
            _ = try await store.append(batch)
            Issue.record("a batch of \(batch.count) people found room in a full file")
        } catch {
            #expect(store.isStorageFull(error), "\(error)")
        }
        #expect(try await store.recover() == before)
        #expect(try await store.append(batch).last == .committed(500))
    }

    @Test func `what was erased is in no file of the store any more`() async throws {
        let path = harness.newPath()
        let store = try SQLiteStore(path: path)
        _ = try await store.append((0..<50).map(SampleEntry.entry))
        #expect(count("secret of 7;", at: path) > 0)
        try await store.erase(ParticipantIndex(rawValue: 7))
        #expect(count("secret of 7;", at: path) == 0)
        #expect(count("key of 7;", at: path) == 0)
        #expect(count("secret of 8;", at: path) > 0)
        try await store.close()
        #expect(count("secret of 7;", at: path) == 0)
    }

    /// How often a text lies in the database and its write-ahead log.
    private func count(_ text: String, at path: String) -> Int {
        ["", "-wal"].reduce(0) { sum, suffix in
            guard let data = FileManager.default.contents(atPath: path + suffix) else { return sum }
            let bytes = Array(data)
            let sought = Array(text.utf8)
            let found = bytes.indices.dropLast(min(sought.count, bytes.count)).filter {
                bytes[$0] == sought[0] && bytes[$0..<$0 + sought.count].elementsEqual(sought)
            }
            return sum + found.count
        }
    }
}

/// Registrations with personal data that can be found in a file.
enum SampleEntry {
    static func entry(_ index: Int) -> LedgerEntry {
        let participant = ParticipantIndex(rawValue: UInt32(index))
        let key = IdempotencyKey(high: 1, low: UInt64(index))
        return LedgerEntry(
            Fact(
                at: .epoch,
                body: .registration(
                    RegistrationFact(
                        participant: participant,
                        pseudonym: Pseudonym(bits: 1),
                        key: key,
                        region: .none,
                        unit: .none,
                        consentVersion: 1,
                        byGuardian: false
                    )
                )
            ),
            person: SealedPerson(
                participant: participant,
                wrappedKey: Array("key of \(index);".utf8),
                sealed: Array("secret of \(index);".utf8),
                lookup: key
            )
        )
    }
}
