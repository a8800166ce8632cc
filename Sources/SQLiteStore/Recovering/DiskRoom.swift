import ContestEngine
import GRDB
import Glibc

/// How much room the disk has, and how much of it is kept free.
///
/// A disk that is full to the last byte cannot be healed: a checkpoint, by which the write-ahead
/// log is emptied, needs room itself. So nothing new is written once less is free than a checkpoint
/// of the present log could need, plus a reserve; the server answers 507 and goes on by itself as
/// soon as there is room.
struct DiskRoom: Sendable {
    /// What stays free beside the room for a checkpoint, in bytes.
    static let reserve: Int64 = 4 << 20
    /// How much more must be free before writing goes on, so that it does not stop again at once.
    static let relief: Int64 = 1 << 20

    /// A path on the disk in question.
    let path: String

    /// Bytes that may be written; nil when the system does not say.
    var free: Int64? {
        var figures = statvfs()
        guard statvfs(path, &figures) == 0 else { return nil }
        let (bytes, overflow) = UInt64(figures.f_bavail)
            .multipliedReportingOverflow(by: UInt64(figures.f_frsize))
        return overflow ? .max : Int64(clamping: bytes)
    }

    /// Refuses when less is free than `byteCount` and the reserve.
    ///
    /// - Throws: `SQLiteStoreError.noRoom`.
    /// - Complexity: O(1): one system call, about a microsecond.
    func require(_ byteCount: Int64) throws {
        guard has(byteCount) else { throw SQLiteStoreError.noRoom(path) }
    }

    /// Whether so much is free beside the reserve, as far as the system says.
    func has(_ byteCount: Int64) -> Bool {
        free.map { $0 - Self.reserve >= byteCount } ?? true
    }

    /// Whether an error means that the disk is full.
    static func isLacking(_ error: any Error) -> Bool {
        switch error {
        case SQLiteStoreError.noRoom: true
        case let error as DatabaseError: error.resultCode == .SQLITE_FULL
        default: error as? Refusal == .storageFull
        }
    }

    /// The error that a caller outside the store can name, where there is one.
    static func refusal(_ error: any Error) -> any Error {
        isLacking(error) ? Refusal.storageFull : error
    }
}
