public import ContestEngine
public import ContestModel
import Foundation

/// Where backups lie, and how much room is left for them.
///
///     backups/NAME-1795862400000-k3j9x.sqlite    somebody asked for it; never deleted
///     backups/NAME-1795862400000-auto.sqlite     made by the schedule; the oldest are deleted
extension DataFolder {
    /// Where a backup made at an instant goes.
    public func backupPath(
        _ name: String,
        at instant: LedgerInstant,
        isScheduled: Bool
    ) throws -> String {
        guard Self.isName(name) else { throw DataFolderError.badName(name) }
        let tail =
            isScheduled ? "auto" : String(UInt32.random(in: .min ... .max), radix: 36)
        return "\(path)/backups/\(name)-\(instant.millisecondsSinceEpoch)-\(tail).sqlite"
    }

    /// The schedule's backups of a contest that are there, oldest first.
    public func scheduledBackups(of name: String) throws -> [ScheduledBackup] {
        let folder = path + "/backups"
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw DataFolderError.unusable(folder)
        }
        return
            files.compactMap { file in
                guard file.hasPrefix(name + "-"), file.hasSuffix("-auto.sqlite") else { return nil }
                let digits = file.dropFirst(name.utf8.count + 1).dropLast("-auto.sqlite".utf8.count)
                guard let at = Int64(digits), at >= 0, !digits.hasPrefix("+") else { return nil }
                return ScheduledBackup(
                    path: "\(path)/backups/\(file)",
                    at: LedgerInstant(millisecondsSinceEpoch: at)
                )
            }
            .sorted { $0.at < $1.at }
    }

    /// Deletes one of the schedule's backups.
    public func remove(_ backup: ScheduledBackup) throws {
        try FileManager.default.removeItem(atPath: backup.path)
    }

    /// The bytes that the data folder's file system has left for this program.
    public func freeByteCount() throws -> Int64 {
        guard let free = DiskRoom(path: path).free else { throw DataFolderError.unusable(path) }
        return free
    }
}
