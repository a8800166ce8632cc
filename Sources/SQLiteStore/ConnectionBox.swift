import ContestEngine
import ContestModel
import GRDB
import Synchronization

/// The pool and the writer's statements, replaceable as one when the file must be opened anew.
final class ConnectionBox: Sendable {
    private let path: String
    private let current: Mutex<Connection?>

    init(path: String) throws {
        self.path = path
        current = Mutex(try Connection(path: path))
    }

    func pool() throws -> DatabasePool {
        guard let connection = current.withLock({ $0 }) else { throw SQLiteStoreError.closed }
        return connection.pool
    }

    /// Runs on the writer's own queue, one caller at a time.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (LedgerWriter) throws -> Value
    ) async throws -> Value {
        guard let connection = current.withLock({ $0 }) else { throw SQLiteStoreError.closed }
        return try await connection.pool.writeWithoutTransaction { _ in
            try body(connection.writer)
        }
    }

    func reopen() async throws {
        try await close(checkpointing: false)
        let fresh = try Connection(path: path)
        current.withLock { $0 = fresh }
    }

    /// Closes the file.
    ///
    /// - Parameter checkpointing: Whether the write-ahead log goes into the file first, so that the
    ///   file alone is whole. Not after an error: then nothing in memory is evidence.
    func close(checkpointing: Bool) async throws {
        let old = current.withLock { connection in
            defer { connection = nil }
            return connection
        }
        guard let old else { return }
        try await old.pool.writeWithoutTransaction { database in
            old.writer.finalize()
            if checkpointing { _ = try database.checkpoint(.truncate) }
        }
        try old.pool.close()
    }
}

/// One opened file.
private final class Connection: Sendable {
    let pool: DatabasePool
    let writer: LedgerWriter

    init(path: String) throws {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(5)
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            try Self.prepare(database)
        }
        self.pool = pool
        writer = try pool.writeWithoutTransaction { database in
            guard let handle = database.sqliteConnection else { throw SQLiteStoreError.closed }
            return try LedgerWriter(handle)
        }
    }

    private static func prepare(_ database: Database) throws {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if version == 0 && application == 0 {
            guard try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0 else {
                throw SQLiteStoreError.foreignFile
            }
            try database.inTransaction(.immediate) {
                try database.execute(sql: Schema.tables)
                for migration in Schema.migrations { try database.execute(sql: migration) }
                try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
                return .commit
            }
        } else if application != Schema.applicationID {
            throw SQLiteStoreError.foreignFile
        } else if version > Schema.version {
            throw SQLiteStoreError.newerSchema(found: version, known: Schema.version)
        } else {
            try migrate(database, from: version)
        }
        // GRDB sets NORMAL after opening a pool: FULL must come after that, and is read back.
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
        try database.execute(sql: "PRAGMA journal_size_limit = 67108864")
        // What was erased is overwritten, not only unlinked.
        try database.execute(sql: "PRAGMA secure_delete = ON")
        try expect(database, "PRAGMA synchronous", "2")
        try expect(database, "PRAGMA secure_delete", "1")
        try expect(database, "PRAGMA journal_mode", "wal")
    }

    /// Leads an older file to the present version: all migrations, or none when one fails.
    private static func migrate(_ database: Database, from version: Int) throws {
        guard version < Schema.version else { return }
        guard version >= 1 else { throw SQLiteStoreError.foreignFile }
        try database.inTransaction(.immediate) {
            for migration in Schema.migrations.dropFirst(version - 1) {
                try database.execute(sql: migration)
            }
            try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
            return .commit
        }
    }

    private static func expect(_ database: Database, _ pragma: String, _ value: String) throws {
        guard try String.fetchOne(database, sql: pragma) == value else {
            throw SQLiteStoreError.settingRefused("\(pragma) = \(value)")
        }
    }
}
