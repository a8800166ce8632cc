public import ContestEngine
import GRDB
import GRDBSQLite
import Glibc

extension SQLiteStore {
    /// How many pages are copied before the writer may go on.
    private static let pagesPerStep: Int32 = 2_000

    /// Copies the file step by step, between batches.
    ///
    /// - Throws: `Refusal.storageFull` where the disk has no room for it.
    public func backUp(to path: String) async throws -> LedgerHead {
        try await serving { try await copy(to: path) }
    }

    private func copy(to path: String) async throws -> LedgerHead {
        let byteCount = try await connection.pool().read { database in
            try Int64.fetchOne(
                database,
                sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            ) ?? 0
        }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try DiskRoom(path: folder).require(byteCount)
        let copy = try BackupCopy(path: path)
        do {
            // The copy is made by the connection that writes, so that what is written meanwhile
            // goes into it, and step by step, so that batches come in between.
            while try await connection.write({ try copy.step($0.database, Self.pagesPerStep) }) {}
            return try await connection.write { try copy.finish($0.head) }
        } catch {
            copy.abandon()
            throw error
        }
    }
}

/// A copy under way, as `PATH.part` until it is whole: what bears a backup's name is one.
///
/// Confined to the writer's queue between its creation and its end.
private final class BackupCopy: @unchecked Sendable {
    private let path: String
    private let part: String
    private var target: OpaquePointer?
    private var backup: OpaquePointer?

    init(path: String) throws {
        self.path = path
        part = path + ".part"
        guard access(path, F_OK) != 0 else {
            throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: path)
        }
        // SQLite knows no flag by which opening a database fails when its file exists.
        let descriptor = Glibc.open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: path)
        }
        Glibc.close(descriptor)
        let code = sqlite3_open_v2(part, &target, SQLITE_OPEN_READWRITE, nil)
        guard code == SQLITE_OK else {
            sqlite3_close_v2(target)
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: path)
        }
    }

    /// Copies some pages; false when there are no more.
    func step(_ source: OpaquePointer, _ pages: Int32) throws -> Bool {
        if backup == nil { backup = sqlite3_backup_init(target, "main", source, "main") }
        guard let backup else { throw failure(sqlite3_errcode(target)) }
        switch sqlite3_backup_step(backup, pages) {
        case SQLITE_OK: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code)
        }
    }

    /// Closes the copy; the head is the source's, which wrote nothing since the last step.
    func finish(_ head: LedgerHead) throws -> LedgerHead {
        let code = sqlite3_backup_finish(backup)
        backup = nil
        guard code == SQLITE_OK else { throw failure(code) }
        let last = try copiedHead()
        sqlite3_close_v2(target)
        target = nil
        // A link, unlike renaming, never takes the place of a file that is there.
        guard link(part, path) == 0, unlink(part) == 0 else {
            throw DatabaseError(resultCode: .SQLITE_CANTOPEN, message: path)
        }
        try DurableFiles.syncFolder(path.parentFolder)
        return last ?? head
    }

    func abandon() {
        sqlite3_backup_finish(backup)
        sqlite3_close_v2(target)
        unlink(part)
        backup = nil
        target = nil
    }

    private func copiedHead() throws -> LedgerHead? {
        guard let target else { return nil }
        return try LedgerWriter(target).head
    }

    private func failure(_ code: Int32) -> DatabaseError {
        DatabaseError(resultCode: ResultCode(rawValue: code), message: "backup to \(path)")
    }
}
