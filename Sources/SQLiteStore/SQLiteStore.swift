public import ContestEngine
public import ContestModel
import Dispatch
import FoundationEssentials
import GRDB

/// One contest's ledger in one SQLite file.
///
/// A GRDB pool owns the connections: its writer inserts and checkpoints, its readers only read.
/// SQLite before 3.51.3 can corrupt a WAL that two connections write or checkpoint, so there is one
/// writer, and `DataFolder` sees to it that there is one process.
public final class SQLiteStore: ContestStore {
    let path: String
    let connection: ConnectionBox

    /// Opens a contest's file and makes the tables of a new one.
    ///
    /// - Parameter copiesOn: Whether what is committed is kept for the folder of segments.
    /// - Throws: `SQLiteStoreError` for a file of another program or a newer version, and when
    ///   `synchronous=FULL` cannot be had; otherwise what SQLite says.
    public init(path: String, copiesOn: Bool = false) throws {
        self.path = path
        connection = try ConnectionBox(path: path, copiesOn: copiesOn)
    }

    /// Whether SQLite says that the disk is full.
    public func isStorageFull(_ error: any Error) -> Bool {
        DiskRoom.isLacking(error)
    }

    /// The ledger's end, as the writer knows it.
    public func head() async throws -> LedgerHead {
        try await serving { try await connection.write { $0.head } }
    }

    /// The log's length, and the room on the disk.
    public var condition: StoreCondition { connection.condition }

    /// Closes the file, opens it anew and reads the ledger's end.
    ///
    /// After an error from the disk the files are written anew before they are read, see
    /// `LedgerRewrite`.
    public func recover() async throws -> LedgerHead {
        try await connection.recover()
        return try await head()
    }

    /// Lets the writer finish and closes the file.
    public func close() async throws {
        try await connection.close(checkpointing: true)
    }

    /// Reads on one of the pool's readers: committed state only.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await serving { try await connection.pool().read(body) }
    }

    /// Writes one transaction outside the ledger: people, the roster, the access log.
    func write(_ body: @escaping @Sendable (Database) throws -> Void) async throws {
        try await serving {
            try await connection.append { _, database in
                try database.inTransaction(.immediate) {
                    try body(database)
                    return .commit
                }
            }
        }
    }

    /// Runs what a request waits for, outside the ledger: what is passing says so.
    ///
    /// While the file is opened anew after an error there is no connection for a moment, and a
    /// reader's connection may be closed under it. Neither is the program's fault or the client's.
    func serving<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch SQLiteStoreError.closed {
            throw Refusal.unavailable
        } catch SQLiteStoreError.diskSuspect {
            throw Refusal.unavailable
        } catch SQLiteStoreError.noRoom {
            throw Refusal.storageFull
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_FULL: throw Refusal.storageFull
            case .SQLITE_MISUSE, .SQLITE_IOERR, .SQLITE_INTERRUPT, .SQLITE_BUSY, .SQLITE_CANTOPEN:
                throw Refusal.unavailable
            default: throw error
            }
        }
    }
}

/// What is wrong with a contest's file.
public enum SQLiteStoreError: Error, Equatable, CustomStringConvertible {
    /// It belongs to another program.
    case foreignFile
    /// A newer version of this program wrote it.
    case newerSchema(found: Int, known: Int)
    /// A newer version of this program wrote the file of banks.
    case newerBanks(String)
    /// SQLite did not take the setting that durability needs.
    case settingRefused(String)
    /// The store was closed.
    case closed
    /// The disk has too little room left to write to this path.
    case noRoom(String)
    /// The disk failed; nothing is written before the store has recovered.
    case diskSuspect
    /// Somebody else has written to the file since this store last did.
    case anotherWriter
    /// After recovering, facts that were acknowledged are not there.
    case acknowledgedMissing(upTo: LedgerSequence)
    /// After recovering, the file does not fit together.
    case damaged(String)
    /// A row holds what no fact can hold.
    case unreadableRow(table: String, sequence: Int64)

    /// What an operator reads.
    public var description: String {
        switch self {
        case .foreignFile: "这不是竞赛数据文件 / not a contest file"
        case .newerSchema(let found, let known):
            "数据由更新版本的程序写入（版本 \(found)，本程序支持到 \(known)），请升级程序 / "
                + "written by a newer version: schema \(found), known \(known)"
        case .newerBanks(let path):
            "\(path) 由更新版本的程序写入，请升级程序 / written by a newer version"
        case .settingRefused(let setting):
            "SQLite 不接受设置 \(setting)，无法保证断电不丢数据 / SQLite refused \(setting)"
        case .noRoom(let path):
            "磁盘空间不足，请腾出空间：\(path) / the disk is full, make room"
        case .diskSuspect: "磁盘出错，恢复之前不再写入 / the disk failed; recovering first"
        case .anotherWriter:
            "账本被另一个程序写入，这一批没有写；一个数据目录只能由一个服务器使用 / another program wrote to "
                + "the ledger, nothing of this batch was written: one server owns a folder"
        case .acknowledgedMissing(let sequence):
            "恢复后缺少已确认的数据（到序号 \(sequence)），请换磁盘并从备份恢复 / acknowledged facts up to "
                + "\(sequence) are missing: replace the disk and restore a backup"
        case .damaged(let what):
            "恢复后数据文件不完整（\(what)），请换磁盘并从备份恢复 / the file is damaged: replace the "
                + "disk and restore a backup"
        case .closed: "数据文件已关闭 / the store is closed"
        case .unreadableRow(let table, let sequence):
            "表 \(table) 第 \(sequence) 行无法读取 / unreadable row \(sequence) in \(table)"
        }
    }
}
