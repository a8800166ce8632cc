import ContestEngine
import ContestModel
import Dispatch
import GRDB
import Synchronization

/// The pool and the writer's statements, replaceable as one when the file must be opened anew.
///
/// After an error from the disk nothing more is written until `recover` has put the files right.
final class ConnectionBox: Sendable {
    private let path: String
    private let room: DiskRoom
    private let current: Mutex<Connection?>
    private let disk = Mutex(DiskState())
    private let queue = DispatchQueue(label: "ledger.recovery")

    private struct DiskState {
        /// Whether the disk failed since the files were last known to be right.
        var isSuspect = false
        /// The end of what was acknowledged by connections that are closed.
        var acknowledged = LedgerHead()
    }
    /// What was committed and is to be copied on; nil where nobody wants that.
    let tail: SegmentTail?

    init(path: String, copiesOn: Bool) throws {
        self.path = path
        let tail = copiesOn ? SegmentTail() : nil
        room = DiskRoom(path: path)
        try LedgerHeader(path: path)?.requireKnown()
        try LedgerRewrite(path: path).prepareToOpen()
        let connection = try Connection(path: path, tail: tail)
        self.tail = tail
        current = Mutex(connection)
    }

    /// How the file is doing.
    var condition: StoreCondition {
        var condition = current.withLock { $0?.log.condition } ?? StoreCondition()
        condition.uncopiedByteCount = tail?.byteCount ?? 0
        return condition
    }

    func pool() throws -> DatabasePool {
        try connection().pool
    }

    /// Runs on the writer's own queue, one caller at a time.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (LedgerWriter) throws -> Value
    ) async throws -> Value {
        try await onWriter { connection, _ in try body(connection.writer) }
    }

    /// Writes one batch or transaction where the disk has room, and keeps the log short.
    func append<Value: Sendable>(
        _ body: @escaping @Sendable (LedgerWriter, Database) throws -> Value
    ) async throws -> Value {
        try await onWriter { [room] connection, database in
            if !room.has(connection.log.pendingByteCount) {
                // What was kept free for a checkpoint is used for one; then nothing more is needed
                // for that.
                if let error = connection.log.checkpoint(connection.writer.database) { throw error }
            }
            try room.require(connection.log.pendingByteCount)
            let value = try body(connection.writer, database)
            // The batch is on disk; what a checkpoint meets holds for what comes after it.
            if let error = connection.log.checkpointIfDue(connection.writer.database) {
                self.note(error)
            }
            return value
        }
    }

    /// Copies the whole log into the database and empties it, so that it keeps nothing erased.
    func emptyLog() async throws {
        try await onWriter { _, database in _ = try database.checkpoint(.truncate) }
    }

    /// Opens the file anew; after an error from the disk, its files are written anew first.
    ///
    /// While the disk is full it stays open as it is, for those who read.
    func recover() async throws {
        try room.require(DiskRoom.relief)
        try await close(checkpointing: false)
        try await offThePool { [path] in
            let (isSuspect, acknowledged) = self.disk.withLock { ($0.isSuspect, $0.acknowledged) }
            if isSuspect { try LedgerRewrite(path: path).run() }
            let fresh = try Connection(path: path, tail: self.tail)
            do { try fresh.check(acknowledged, thoroughly: isSuspect) } catch {
                try? LedgerRewrite.closeWithoutCheckpoint(fresh.pool, at: path)
                throw error
            }
            self.disk.withLock { $0.isSuspect = false }
            self.current.withLock { $0 = fresh }
        }
    }

    /// Writes nothing more until the files have been written anew.
    func distrust() {
        disk.withLock { $0.isSuspect = true }
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
        let isSuspect = disk.withLock { $0.isSuspect }
        do {
            try await offThePool { [path] in
                try old.pool.writeWithoutTransaction { database in
                    let head = old.writer.head
                    self.disk.withLock { disk in
                        if head.sequence > disk.acknowledged.sequence { disk.acknowledged = head }
                    }
                    old.writer.finalize()
                    old.log.detach(from: old.writer.database)
                    if checkpointing && !isSuspect { _ = try database.checkpoint(.truncate) }
                }
                if checkpointing && !isSuspect { return try old.pool.close() }
                try LedgerRewrite.closeWithoutCheckpoint(old.pool, at: path)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_MISUSE {
            // Its writer was closed already, by a call that failed after that.
        } catch {
            // Let go now, it would copy the log into the database as it went.
            distrust()
            current.withLock { $0 = old }
            throw error
        }
    }

    private func connection() throws -> Connection {
        guard let connection = current.withLock({ $0 }) else { throw SQLiteStoreError.closed }
        return connection
    }

    private func onWriter<Value: Sendable>(
        _ body: @escaping @Sendable (Connection, Database) throws -> Value
    ) async throws -> Value {
        let connection = try connection()
        do {
            return try await connection.pool.writeWithoutTransaction { database in
                guard !self.disk.withLock({ $0.isSuspect }) else {
                    throw SQLiteStoreError.diskSuspect
                }
                return try body(connection, database)
            }
        } catch {
            note(error)
            throw error
        }
    }

    private func note(_ error: any Error) {
        switch (error as? DatabaseError)?.resultCode {
        case .SQLITE_IOERR?, .SQLITE_CORRUPT?, .SQLITE_NOTADB?: distrust()
        default: break
        }
    }

    /// Runs what may take seconds on a thread that others do not wait for.
    private func offThePool(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation {
            (caller: CheckedContinuation<Void, any Error>) in
            queue.async { caller.resume(with: Result { try body() }) }
        }
    }
}

/// One opened file.
private final class Connection: Sendable {
    let pool: DatabasePool
    let writer: LedgerWriter
    let log: WriteAheadLog

    init(path: String, tail: SegmentTail?) throws {
        var configuration = Configuration()
        configuration.label = "ledger"
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(5)
        log = WriteAheadLog(path: path)
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            try Self.prepare(database)
        }
        self.pool = pool
        writer = try pool.writeWithoutTransaction { database in
            guard let handle = database.sqliteConnection else { throw SQLiteStoreError.closed }
            return try LedgerWriter(handle, tail: tail)
        }
        log.attach(to: writer.database)
        tail?.restart(at: writer.head)
    }

    /// Whether everything acknowledged is there, by the chain.
    ///
    /// - Parameter thoroughly: Whether the ledger's end is read again, fact by fact.
    func check(_ acknowledged: LedgerHead, thoroughly: Bool) throws {
        try pool.writeWithoutTransaction { database in
            if acknowledged.sequence > 0 {
                let chain = try TailCheck.chain(at: acknowledged.sequence, database)
                guard chain == acknowledged.chain else {
                    throw SQLiteStoreError.acknowledgedMissing(upTo: acknowledged.sequence)
                }
            }
            if thoroughly { try TailCheck.run(database) }
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
        // `WriteAheadLog` sees to it, and to what becomes of it.
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
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
