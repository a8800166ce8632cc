public import ContestEngine
import ContestModel
import Foundation
import GRDB
import Synchronization

/// The server's data folder, owned by one process.
///
///     data/lock                      held while the server runs
///     data/secret                    the master secrets, mode 0600, see `DataFolder+Keys`
///     data/organisers.log            tokens issued and revoked, a line each
///     data/banks.sqlite              imported banks
///     data/contests/NAME/ledger.sqlite   one contest, its write-ahead log beside it
///     data/contests/NAME/anchors.txt     the ledger's signed head, a line a contest day
///     data/backups/NAME-TIME-….sqlite    copies made by the running server
///     data/restoring                 a restore under way; what a broken one left may be deleted
///     data/set-aside/NAME-TIME       what a restore moved out of its way
public final class DataFolder: ContestShelf {
    /// The folder's path.
    public let path: String
    private let lock: Int32
    private let segmentFolder: String?
    private let shippers = Mutex<[String: SegmentShipper]>([:])

    /// Opens or makes a folder and locks it.
    ///
    /// - Parameter segmentFolder: Where what is committed is copied on, a folder a contest; nil for
    ///   nowhere.
    /// - Throws: `DataFolderError.inUse` while another process has it.
    public init(path: String, segmentFolder: String? = nil) throws {
        self.path = path
        self.segmentFolder = segmentFolder
        for folder in ["", "/contests", "/backups"] {
            do {
                try FileManager.default.createDirectory(
                    atPath: path + folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            } catch { throw DataFolderError.unusable(path + folder) }
        }
        lock = Glibc.open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw DataFolderError.unusable(path) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(lock)
            throw DataFolderError.inUse(path)
        }
        try DurableFiles.syncFolder(path)
        // What backups that a crash cut off have left.
        for file in (try? FileManager.default.contentsOfDirectory(atPath: path + "/backups")) ?? []
        where file.hasSuffix(".part") {
            unlink(path + "/backups/" + file)
        }
    }

    deinit {
        Glibc.close(lock)
    }

    /// The names of the contests whose ledger is there.
    public func contests() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/contests")
            .filter { Self.isName($0) && FileManager.default.fileExists(atPath: ledger($0)) }
            .sorted()
    }

    /// Whether a contest's files are damaged: a newer schema, a locked file or a disk that fails are
    /// reasons to start nothing at all.
    public func isDamage(_ error: any Error) -> Bool {
        switch error {
        case let error as DatabaseError:
            error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
        case SQLiteStoreError.foreignFile, SQLiteStoreError.damaged,
            SQLiteStoreError.unreadableRow:
            true
        default: false
        }
    }

    /// Opens a contest's file, or makes a new one.
    public func open(_ name: String, create: Bool) throws -> any ContestStore {
        guard Self.isName(name) else { throw DataFolderError.badName(name) }
        let file = ledger(name)
        let exists = FileManager.default.fileExists(atPath: file)
        if create {
            guard !exists else { throw DataFolderError.exists(name) }
            do { try DiskRoom(path: path).require(0) } catch { throw DiskRoom.refusal(error) }
            try FileManager.default.createDirectory(
                atPath: path + "/contests/" + name,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } else if !exists {
            throw DataFolderError.unusable(file)
        }
        let store: SQLiteStore
        do { store = try SQLiteStore(path: file, copiesOn: segmentFolder != nil) } catch {
            guard DiskRoom.isLacking(error) else { throw error }
            throw create ? Refusal.storageFull : SQLiteStoreError.noRoom(file) as any Error
        }
        if create {
            // What is committed to the file is on disk; so must be the way to it.
            try DurableFiles.syncFolder(path + "/contests/" + name)
            try DurableFiles.syncFolder(path + "/contests")
        }
        if let segmentFolder, let tail = store.connection.tail {
            let shipper = SegmentShipper(folder: segmentFolder + "/" + name, tail: tail)
            shippers.withLock { $0[name] = shipper }
        }
        return store
    }

    func shipper(of name: String) -> SegmentShipper? {
        shippers.withLock { $0[name] }
    }

    /// Removes a contest's folder.
    public func discard(_ name: String) throws {
        guard Self.isName(name) else { throw DataFolderError.badName(name) }
        try FileManager.default.removeItem(atPath: path + "/contests/" + name)
    }

    func anchors(_ name: String) throws -> String {
        guard Self.isName(name) else { throw DataFolderError.badName(name) }
        return "\(path)/contests/\(name)/anchors.txt"
    }

    func ledger(_ name: String) -> String {
        "\(path)/contests/\(name)/ledger.sqlite"
    }

    static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || $0 == UInt8(ascii: "-")
            }
    }
}

/// What is wrong with a data folder.
public enum DataFolderError: Error, Equatable, CustomStringConvertible {
    /// Another process has it.
    case inUse(String)
    /// It cannot be read or written.
    case unusable(String)
    /// The secret's file does not hold a secret.
    case damagedSecret(String)
    /// The secret was rotated as often as it can be.
    case tooManySecrets
    /// So many names of a contest are not under the present secret.
    case sealedWithEarlier(String, count: Int)
    /// No name of a contest.
    case badName(String)
    /// The contest is there already.
    case exists(String)
    /// A file without a single fact.
    case emptyLedger(String)
    /// The file changed while it was being copied.
    case beingWritten(String)
    /// The file is of a contest of another name.
    case ofAnotherContest(String, name: String)

    /// What an operator reads.
    public var description: String {
        switch self {
        case .inUse(let path):
            """
            数据目录 \(path) 正被另一个进程使用：服务器已在运行，或者换一个 --data \
            / the data folder is in use: the server runs already, or name another --data
            """
        case .unusable(let path):
            "无法读写 \(path)，请检查路径和权限 / cannot be read or written: check the path and its rights"
        case .damagedSecret(let path): "密钥文件 \(path) 已损坏 / the secret's file is damaged"
        case .tooManySecrets: "密钥已轮换 15 次，不能再换 / no further rotation is possible"
        case .sealedWithEarlier(let name, let count):
            """
            竞赛 \(name) 有 \(count) 条姓名不能只用现用密钥打开，旧密钥仍须保留；请先运行 secret rewrap \
            / \(count) names are not under the present secret: run secret rewrap first
            """
        case .badName(let name): "名称 \(name) 不可用 / not a usable name"
        case .emptyLedger(let file): "\(file) 里没有任何记录 / holds no facts"
        case .beingWritten(let file):
            """
            \(file) 正在被写入，复制不完整；请停止那个服务器，或用 safetyquiz backup 做一份备份 \
            / being written: stop that server, or make a backup
            """
        case .ofAnotherContest(let file, let name):
            "\(file) 是竞赛 \(name) 的，请用 --contest \(name) / of that contest: name it"
        case .exists(let name): "竞赛 \(name) 已存在 / the contest exists"
        }
    }
}
