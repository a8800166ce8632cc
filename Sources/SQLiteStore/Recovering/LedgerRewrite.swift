import GRDB
import GRDBSQLite
import Glibc

/// Writes a ledger's files anew after the disk reported an error.
///
/// After a failed sync the kernel counts the pages as clean, though they never reached the disk: it
/// goes on showing them to whoever reads, and a second sync "succeeds" without writing them. So a
/// transaction that can be read may still vanish with the power, and a retry must not be
/// acknowledged for being found there. Nothing read through the page cache is evidence; but once it
/// is *written* again, into fresh files, and these are synced without an error, it is on disk.
///
/// What the fresh files hold is either what was acknowledged, or that and the last batch, whose
/// outcome nobody knew. A crash in the middle is harmless: either file fits the other's old and new
/// form, for no page of the database is changed here and the log's acknowledged part is on disk.
struct LedgerRewrite {
    /// The database's file.
    let path: String

    /// Rewrites database and write-ahead log, which nobody has open.
    ///
    /// - Throws: What the system says; the old files are then still in place, or fit the new.
    /// - Complexity: O(bytes of both); it needs as much room on the disk.
    func run() throws {
        try DiskRoom(path: folder).require(byteCount(path) + byteCount(path + "-wal"))
        let hasLog = try DurableFiles.copy(path + "-wal", to: path + "-wal" + Self.suffix)
        guard try DurableFiles.copy(path, to: path + Self.suffix) else {
            throw DurableFileError(path, ENOENT)
        }
        try DurableFiles.syncFolder(folder)
        try DurableFiles.rename(path + Self.suffix, to: path)
        if hasLog { try DurableFiles.rename(path + "-wal" + Self.suffix, to: path + "-wal") }
        // The index of the log is in memory shared by connections; the next to open makes it anew.
        unlink(path + "-shm")
        try DurableFiles.syncFolder(folder)
    }

    /// Makes the files fit to be opened at a start: nobody knows what the process before met.
    ///
    /// It may have been killed right after a failed sync. A log that is there is written again where
    /// it is, which needs no room; what a checkpoint did not bring to disk is in the log, and will
    /// be copied again. After a clean stop there is none.
    ///
    /// - Complexity: O(bytes of the log), at most a few dozen megabytes.
    func prepareToOpen() throws {
        unlink(path + Self.suffix)
        unlink(path + "-wal" + Self.suffix)
        try DurableFiles.writeAgain(path + "-wal")
    }

    /// Closes a pool and leaves the write-ahead log as it is.
    ///
    /// The last connection to close would copy the log into the database and remove it. Another one,
    /// which has read and cannot write, keeps it from being the last, and does neither itself.
    static func closeWithoutCheckpoint(_ pool: DatabasePool, at path: String) throws {
        var keeper: OpaquePointer?
        let code = sqlite3_open_v2(path, &keeper, SQLITE_OPEN_READONLY, nil)
        defer { sqlite3_close_v2(keeper) }
        guard code == SQLITE_OK, let keeper else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: path)
        }
        let read = sqlite3_exec(keeper, "SELECT count(*) FROM sqlite_schema", nil, nil, nil)
        guard read == SQLITE_OK else { throw Statement.error(read, keeper) }
        try pool.close()
    }

    private static let suffix = ".fresh"

    private var folder: String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private func byteCount(_ path: String) -> Int64 {
        var figures = stat()
        return stat(path, &figures) == 0 ? Int64(figures.st_size) : 0
    }
}
