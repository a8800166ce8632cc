import Foundation
import GRDBSQLite

/// The same rows through SQLite's C interface: one prepared insert, batches of 1,024, nothing else.
enum RawRound {
    struct Failure: Error {
        var message: String
    }

    static func run(path: String, rows: [ResponseRow]) throws -> Double {
        var database: OpaquePointer?
        guard sqlite3_open(path, &database) == SQLITE_OK else {
            throw Failure(message: "open")
        }
        defer { sqlite3_close_v2(database) }
        for sql in [
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 8000",
            """
            CREATE TABLE response (
              attempt INTEGER NOT NULL, position INTEGER NOT NULL, revision INTEGER NOT NULL,
              sequence INTEGER NOT NULL, at_ms INTEGER NOT NULL, chosen INTEGER NOT NULL,
              shown_ms INTEGER NOT NULL, PRIMARY KEY (attempt, position, revision)
            ) STRICT, WITHOUT ROWID
            """,
        ] { try execute(sql, database) }
        var insert: OpaquePointer?
        let sql = "INSERT INTO response VALUES (?, ?, ?, ?, ?, ?, ?)"
        guard sqlite3_prepare_v2(database, sql, -1, &insert, nil) == SQLITE_OK else {
            throw Failure(message: "prepare")
        }
        defer { sqlite3_finalize(insert) }
        let began = ContinuousClock.now
        var sequence: Int64 = 0
        for start in stride(from: 0, to: rows.count, by: 1_024) {
            try execute("BEGIN", database)
            for row in rows[start..<min(start + 1_024, rows.count)] {
                sequence += 1
                sqlite3_bind_int64(insert, 1, row.attempt)
                sqlite3_bind_int64(insert, 2, row.position)
                sqlite3_bind_int64(insert, 3, row.revision)
                sqlite3_bind_int64(insert, 4, sequence)
                sqlite3_bind_int64(insert, 5, 1_700_000_000_000 + sequence)
                sqlite3_bind_int64(insert, 6, 1)
                sqlite3_bind_int64(insert, 7, 1_700_000_000_000)
                guard sqlite3_step(insert) == SQLITE_DONE else { throw Failure(message: "step") }
                sqlite3_reset(insert)
            }
            try execute("COMMIT", database)
        }
        return Double(rows.count) / ((ContinuousClock.now - began) / .seconds(1))
    }

    private static func execute(_ sql: String, _ database: OpaquePointer?) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw Failure(message: sql)
        }
    }
}
