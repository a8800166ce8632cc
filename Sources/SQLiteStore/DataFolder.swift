public import ContestEngine
public import ContestModel
import Foundation
import Synchronization

/// The server's data folder, owned by one process.
///
///     data/lock                      held while the server runs
///     data/secret                    the master secret, 32 random bytes, mode 0600
///     data/banks.sqlite              imported banks
///     data/contests/NAME/ledger.sqlite   one contest, its write-ahead log beside it
///     data/contests/NAME/anchors.txt     the ledger's signed head, a line a contest day
///     data/backups/NAME-TIME.sqlite  copies made by the running server
public final class DataFolder: ContestShelf {
    /// The folder's path.
    public let path: String
    private let lock: Int32

    /// Opens or makes a folder and locks it.
    ///
    /// - Throws: `DataFolderError.inUse` while another process has it.
    public init(path: String) throws {
        self.path = path
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
    }

    deinit {
        Glibc.close(lock)
    }

    /// The master secret of a folder that a server has used, without taking the lock.
    public static func masterSecret(in path: String) throws -> [UInt8] {
        let file = path + "/secret"
        guard let known = FileManager.default.contents(atPath: file) else {
            throw DataFolderError.unusable(file)
        }
        guard known.count == 32 else { throw DataFolderError.damagedSecret(file) }
        return Array(known)
    }

    /// The master secret, made at the first call.
    public func masterSecret() throws -> [UInt8] {
        let file = path + "/secret"
        if FileManager.default.fileExists(atPath: file) {
            return try Self.masterSecret(in: path)
        }
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        // Under another name first: a crash must not leave a secret that is none.
        try DurableFiles.write(secret, to: file + ".fresh")
        try DurableFiles.rename(file + ".fresh", to: file)
        try DurableFiles.syncFolder(path)
        return secret
    }

    /// The names of the contests whose ledger is there.
    public func contests() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/contests")
            .filter { FileManager.default.fileExists(atPath: ledger($0)) }
            .sorted()
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
        do { store = try SQLiteStore(path: file) } catch {
            guard DiskRoom.isLacking(error) else { throw error }
            throw create ? Refusal.storageFull : SQLiteStoreError.noRoom(file) as any Error
        }
        if create {
            // What is committed to the file is on disk; so must be the way to it.
            try DurableFiles.syncFolder(path + "/contests/" + name)
            try DurableFiles.syncFolder(path + "/contests")
        }
        return store
    }

    /// Removes a contest's folder.
    public func discard(_ name: String) throws {
        guard Self.isName(name) else { throw DataFolderError.badName(name) }
        try FileManager.default.removeItem(atPath: path + "/contests/" + name)
    }

    /// Where a backup made at an instant goes.
    public func backupPath(_ name: String, at instant: LedgerInstant) throws -> String {
        guard Self.isName(name) else { throw DataFolderError.badName(name) }
        let tail = String(UInt32.random(in: .min ... .max), radix: 36)
        return "\(path)/backups/\(name)-\(instant.millisecondsSinceEpoch)-\(tail).sqlite"
    }

    func anchors(_ name: String) throws -> String {
        guard Self.isName(name) else { throw DataFolderError.badName(name) }
        return "\(path)/contests/\(name)/anchors.txt"
    }

    private func ledger(_ name: String) -> String {
        "\(path)/contests/\(name)/ledger.sqlite"
    }

    private static func isName(_ name: String) -> Bool {
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
    /// No name of a contest.
    case badName(String)
    /// The contest is there already.
    case exists(String)

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
        case .badName(let name): "名称 \(name) 不可用 / not a usable name"
        case .exists(let name): "竞赛 \(name) 已存在 / the contest exists"
        }
    }
}
