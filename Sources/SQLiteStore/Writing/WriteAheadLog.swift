import ContestEngine
import GRDB
import GRDBSQLite
import Glibc
import Synchronization

/// Keeps the write-ahead log short: copies it into the database between two batches.
///
/// SQLite would do that by itself, and say nothing when it fails. A reader that stays keeps a
/// checkpoint from finishing, and the log from beginning anew; then it grows, and that must show.
///
/// Lives on the writer's queue, but for `condition`, which anybody may read.
final class WriteAheadLog: Sendable {
    /// The log is copied once it has as many pages.
    static let pageCount: Int32 = 8_000
    /// While a reader is in the way it is tried again after as many more.
    static let patiencePageCount: Int32 = 2_000
    /// Bytes of a page in the log with its header.
    private static let frameByteCount: Int64 = 4_096 + 24

    private let state = Mutex(State())

    private struct State {
        var pageCount: Int32 = 0
        var copiedCount: Int32 = 0
        var dueAt = WriteAheadLog.pageCount
        var unfinished = 0
    }

    /// A log that begins with what an earlier connection left in its file.
    init(path: String) {
        var figures = stat()
        guard stat(path + "-wal", &figures) == 0 else { return }
        let pages = Int32(clamping: Int64(figures.st_size) / Self.frameByteCount)
        state.withLock { $0.pageCount = pages }
    }

    /// What organisers and operators are told.
    var condition: StoreCondition {
        state.withLock { state in
            var condition = StoreCondition()
            condition.logByteCount = Int64(state.pageCount) * Self.frameByteCount
            condition.unfinishedCheckpoints = state.unfinished
            return condition
        }
    }

    /// The most bytes by which the database may still grow by what is in the log.
    var pendingByteCount: Int64 {
        state.withLock { Int64($0.pageCount - $0.copiedCount) * Self.frameByteCount }
    }

    /// Has the connection tell the log's length after each commit.
    ///
    /// - Parameter database: Commits nothing after this log is gone, unless it was detached.
    func attach(to database: OpaquePointer) {
        let pointer = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            database,
            { pointer, _, _, pages in
                guard let pointer else { return SQLITE_OK }
                Unmanaged<WriteAheadLog>.fromOpaque(pointer).takeUnretainedValue().note(pages)
                return SQLITE_OK
            },
            pointer
        )
    }

    /// Ends what `attach` began.
    func detach(from database: OpaquePointer) {
        sqlite3_wal_hook(database, nil, nil)
    }

    /// Copies the log into the database where it is long enough.
    ///
    /// - Returns: An error from the disk. What was committed before is on disk all the same.
    func checkpointIfDue(_ database: OpaquePointer) -> DatabaseError? {
        guard state.withLock({ $0.pageCount >= $0.dueAt }) else { return nil }
        return checkpoint(database)
    }

    /// Copies the log into the database as far as readers allow.
    ///
    /// - Returns: As `checkpointIfDue`.
    func checkpoint(_ database: OpaquePointer) -> DatabaseError? {
        var pages: Int32 = 0
        var copied: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(
            database,
            nil,
            SQLITE_CHECKPOINT_PASSIVE,
            &pages,
            &copied
        )
        let isFinished = code == SQLITE_OK && pages == copied
        state.withLock { state in
            if code == SQLITE_OK && pages >= 0 {
                state.pageCount = pages
                state.copiedCount = copied
            }
            // The next batch begins the log anew, unless a reader still needs it.
            state.dueAt = state.pageCount.addingClamped(Self.patiencePageCount)
            state.unfinished = isFinished ? 0 : state.unfinished + 1
        }
        let isPassing =
            code == SQLITE_OK || code & 0xFF == SQLITE_BUSY || code & 0xFF == SQLITE_FULL
        return isPassing ? nil : Statement.error(code, database)
    }

    private func note(_ pages: Int32) {
        state.withLock { state in
            // Fewer than before: the log began anew.
            if pages < state.pageCount {
                state.dueAt = Self.pageCount
                state.copiedCount = 0
            }
            state.pageCount = pages
        }
    }
}

extension Int32 {
    fileprivate func addingClamped(_ other: Int32) -> Int32 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
