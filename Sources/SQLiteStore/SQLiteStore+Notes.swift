public import ContestEngine
import ContestModel
import FoundationEssentials
import GRDB

extension SQLiteStore {
    /// Writes a note, in place of one with the same kind and key.
    public func putNote(_ note: Note) async throws {
        try await write { database in
            try database.cachedStatement(
                sql: """
                    INSERT INTO note (kind, key, at_ms, actor, content) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (kind, key) DO UPDATE
                    SET at_ms = excluded.at_ms, actor = excluded.actor, content = excluded.content
                    """
            ).execute(arguments: [
                note.kind, note.key, note.at.millisecondsSinceEpoch, note.actor,
                note.content.databaseData,
            ])
        }
    }

    /// The note under a kind and key.
    public func note(kind: String, key: String) async throws -> Note? {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT kind, key, at_ms, actor, content FROM note WHERE kind = ? AND key = ?"
            )
            return try Row.fetchOne(statement, arguments: [kind, key]).map(Self.note)
        }
    }

    /// Notes of a kind after a key, in the order of the keys' bytes, by the table's own index.
    public func notes(kind: String, after: String, limit: Int) async throws -> [Note] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT kind, key, at_ms, actor, content FROM note
                    WHERE kind = ? AND key > ? ORDER BY key LIMIT ?
                    """
            )
            return try Row.fetchAll(statement, arguments: [kind, after, limit]).map(Self.note)
        }
    }

    /// Removes the notes whose keys begin with a prefix, also from the write-ahead log.
    public func removeNotes(kind: String, prefix: String) async throws {
        // U+10FFFF sorts after every other character, in UTF-8's bytes too.
        let end = prefix + "\u{10FFFF}"
        try await write { database in
            try database.execute(
                sql: "DELETE FROM note WHERE kind = ? AND key >= ? AND key < ?",
                arguments: [kind, prefix, end]
            )
        }
        try await serving { try await connection.emptyLog() }
    }

    private static func note(_ row: Row) -> Note {
        Note(
            kind: row[0],
            key: row[1],
            at: LedgerInstant(millisecondsSinceEpoch: row[2]),
            actor: row[3],
            content: row.bytes(4)
        )
    }
}
