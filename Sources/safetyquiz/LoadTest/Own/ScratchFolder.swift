import Foundation
import Synchronization

/// A folder below the system's temporary one that goes away with the load test.
///
/// A load test that is killed cannot remove its folder, and a month's ledger is gigabytes. So each
/// holds a lock on a file beside its folder, which the kernel drops with the process, and each that
/// begins removes the folders of this user whose lock nobody holds.
final class ScratchFolder: Sendable {
    let path: String
    private let descriptor: Int32
    private let isRemoved = Mutex(false)

    private static let prefix = "safetyquiz-load-test-"
    private static let lockSuffix = ".lock"

    /// Makes a folder and removes those that were left behind.
    init() throws {
        Self.sweep()
        path = NSTemporaryDirectory() + Self.prefix + UUID().uuidString
        let lock = path + Self.lockSuffix
        descriptor = open(lock, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Failure.cannotWrite("无法在临时目录写入 \(lock) / cannot write in the temporary folder")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
        } catch { throw Failure.cannotWrite("无法建立 \(path) / cannot make the folder") }
    }

    /// Removes the folder with everything in it.
    func remove() {
        isRemoved.withLock { isRemoved in
            guard !isRemoved else { return }
            isRemoved = true
            try? FileManager.default.removeItem(atPath: path)
            try? FileManager.default.removeItem(atPath: path + Self.lockSuffix)
            close(descriptor)
        }
    }

    /// Removes what killed load tests of this user have left.
    private static func sweep() {
        let folder = NSTemporaryDirectory()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(prefix) && name.hasSuffix(lockSuffix) {
            let lock = folder + name
            let attributes = try? FileManager.default.attributesOfItem(atPath: lock)
            guard let owner = (attributes?[.ownerAccountID] as? NSNumber)?.uint32Value,
                owner == geteuid(),
                // One that has just been made may not be locked yet.
                let made = attributes?[.modificationDate] as? Date, made.timeIntervalSinceNow < -60
            else { continue }
            let descriptor = open(lock, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                let left = folder + name.dropLast(lockSuffix.count)
                try? FileManager.default.removeItem(atPath: left)
                try? FileManager.default.removeItem(atPath: lock)
            }
            close(descriptor)
        }
    }
}
