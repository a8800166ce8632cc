import ContestEngine
import ContestModel
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
        ("synchronous", "2"), ("journal_mode", "wal"), ("wal_autocheckpoint", "0"),
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

    @Test func `a file of version 1 is led to the present version and keeps its data`() async throws
    {
        let path = harness.newPath()
        // As version 1 made its files, written out apart from the store's own opening.
        try await edit(path, Schema.tables)
        try await edit(
            path,
            """
            PRAGMA application_id = 1397840460; PRAGMA user_version = 1;
            INSERT INTO amendment VALUES (1, 5, 'open', '李四', '', '', '', x'');
            INSERT INTO access_log VALUES (1, 5, '李四', 'bank keys');
            """
        )
        let store = try SQLiteStore(path: path)
        let page = try await store.facts(of: .amendment, after: FactCursor(), limit: 9)
        #expect(page.facts.map(\.sequence) == [1])
        let note = Note(kind: "report", key: "a", at: .epoch, actor: "b", content: [1])
        try await store.putNote(note)
        let logged = try await store.connection.pool().read {
            try String.fetchAll($0, sql: "SELECT actor FROM access_log")
        }
        #expect(logged == ["李四"])
        try await store.close()
        let again = try SQLiteStore(path: path)
        #expect(try await again.note(kind: "report", key: "a") == note)
        #expect(try await read("user_version", of: again) == "2")
        try await again.close()
    }

    @Test func `a migration that fails leaves the older file as it was`() async throws {
        let path = harness.newPath()
        try await edit(path, Schema.tables)
        try await edit(
            path,
            """
            PRAGMA application_id = 1397840460; PRAGMA user_version = 1;
            CREATE TABLE note (elsewhere TEXT);
            """
        )
        #expect(throws: DatabaseError.self) { try SQLiteStore(path: path) }
        let queue = try DatabaseQueue(path: path)
        let version = try await queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(version == 1)
        try queue.close()
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
