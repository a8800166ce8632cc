import ContestEngine
import Foundation
import GRDB
@testable import SQLiteStore
import Testing

struct SQLiteFileTests {
    private let harness: SQLiteHarness

    init() throws {
        harness = try SQLiteHarness()
    }

    @Test(arguments: [
        // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
        ("synchronous", "2"), ("journal_mode", "wal"), ("wal_autocheckpoint", "8000"),
        ("secure_delete", "1"),
    ])
    func `the writing connection reads back what durability and erasure need`(
        setting: String,
        expected: String
    ) async throws {
        let store = try harness.open()
        #expect(try await read(setting, of: store) == expected)
        _ = try await store.recover()
        #expect(try await read(setting, of: store) == expected, "after recovering")
    }

    private func read(_ setting: String, of store: SQLiteStore) async throws -> String? {
        try await store.connection.pool().writeWithoutTransaction {
            try String.fetchOne($0, sql: "PRAGMA \(setting)")
        }
    }

    @Test func `a file of a newer schema is refused and left as it is`() async throws {
        let path = harness.newPath()
        try await SQLiteStore(path: path).close()
        let newer = Schema.version + 1
        try await edit(path, "PRAGMA user_version = \(newer)")
        #expect(
            throws: SQLiteStoreError.newerSchema(found: newer, known: Schema.version),
            performing: { try SQLiteStore(path: path) }
        )
        try await edit(path, "PRAGMA user_version = \(Schema.version)")
        try await SQLiteStore(path: path).close()
    }

    @Test(arguments: [
        "CREATE TABLE songs (title TEXT)",
        "PRAGMA application_id = 252006674",
        "CREATE TABLE songs (title TEXT); PRAGMA user_version = 1",
    ])
    func `a file of another program is refused`(_ sql: String) async throws {
        let path = harness.newPath()
        try await edit(path, sql)
        #expect(
            throws: SQLiteStoreError.foreignFile,
            performing: { try SQLiteStore(path: path) }
        )
    }

    @Test func `a file that is no database is refused and left as it is`() throws {
        let path = harness.newPath()
        let text = Data(String(repeating: "not a database; ", count: 400).utf8)
        try text.write(to: URL(fileURLWithPath: path))
        #expect(throws: DatabaseError.self) { try SQLiteStore(path: path) }
        #expect(FileManager.default.contents(atPath: path) == text)
    }

    private func edit(_ path: String, _ sql: String) async throws {
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
