public import ContestEngine
public import ContestModel
import Foundation
import GRDB

/// Puts a backup back into a stopped folder, in steps between which it can be looked at.
///
/// 1. `stage` copies it to `restoring/NAME.sqlite` and opens it, which leads an older schema to the
///    present one and refuses what is no ledger.
/// 2. Segments may be replayed onto it, and the caller audits it there.
/// 3. `install` marks where numbers are given anew (`ContestEpoch`), closes it, moves what is in its
///    way to `set-aside`, and renames it into its place.
///
/// A crash in between leaves the contest as it was, or set aside as a whole.
extension DataFolder {
    /// A copy of a backup that is not in its place yet.
    public struct StagedLedger: Sendable {
        /// Which contest.
        public let contest: String
        /// Where the copy lies.
        public let path: String
    }

    /// Copies a backup into the folder, in place of what an earlier, broken restore left.
    ///
    /// - Throws: `DataFolderError` when the backup cannot be copied, `SQLiteStoreError` when it is no
    ///   contest's file or a newer program's.
    public func stage(backup: String, as contest: String) async throws -> StagedLedger {
        guard Self.isName(contest) else { throw DataFolderError.badName(contest) }
        let folder = path + "/restoring"
        let staged = StagedLedger(contest: contest, path: "\(folder)/\(contest).sqlite")
        try discard(staged)
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        do {
            try Self.copy(ledger: backup, to: staged.path)
            let store = try SQLiteStore(path: staged.path)
            let isEmpty = try await store.head().sequence == 0
            let name = try await Self.contestName(in: store)
            try await store.close()
            guard !isEmpty else { throw DataFolderError.emptyLedger(backup) }
            if let name, name != contest {
                throw DataFolderError.ofAnotherContest(backup, name: name)
            }
        } catch {
            try discard(staged)
            throw error
        }
        return staged
    }

    /// Copies a ledger with the write-ahead log beside it, where the last facts of a server are that was
    /// killed; a backup has none.
    private static func copy(ledger source: String, to target: String) throws {
        let files = FileManager.default
        func stamps() -> [String] {
            ["", "-wal"].map { tail in
                let found = try? files.attributesOfItem(atPath: source + tail)
                return "\(found?[.size] ?? 0) \(found?[.modificationDate] ?? 0)"
            }
        }
        let before = stamps()
        do {
            for tail in ["", "-wal"] where tail.isEmpty || files.fileExists(atPath: source + tail) {
                try files.copyItem(atPath: source + tail, toPath: target + tail)
                chmod(target + tail, 0o600)
            }
        } catch {
            throw DataFolderError.unusable(source)
        }
        guard stamps() == before else { throw DataFolderError.beingWritten(source) }
    }

    /// What the newest readable rules of a ledger call their contest; nil for a ledger without rules.
    private static func contestName(in store: SQLiteStore) async throws -> String? {
        var name: String?
        try await store.forEachFact(of: .contestVersion) { committed in
            guard case .contestVersion(let version) = committed.fact.body,
                let rules = try? CanonicalJSON.decode(ContestRules.self, from: version.content)
            else { return }
            name = rules.contest
        }
        return name
    }

    /// Removes a copy that is not wanted.
    public func discard(_ staged: StagedLedger) throws {
        for tail in ["", "-wal", "-shm"]
        where FileManager.default.fileExists(atPath: staged.path + tail) {
            try FileManager.default.removeItem(atPath: staged.path + tail)
        }
    }

    /// Whether the folder's secrets open the names in a copy; nil where it holds none.
    public func opensNames(of staged: StagedLedger) async throws -> Bool? {
        let store = try SQLiteStore(path: staged.path)
        let latest = try await store.read { database in
            try Int64.fetchOne(database, sql: "SELECT max(participant) FROM person_key")
        }
        let index = latest.flatMap(UInt32.init(exactly:)).map(ParticipantIndex.init(rawValue:))
        let person = try await store.people([index].compactMap(\.self)).first
        try await store.close()
        guard let person else { return nil }
        guard let keys = try? Self.masterKeys(in: path) else { return false }
        let secrets = ContestSecrets(keys: keys, contest: staged.contest)
        return PersonVault(secrets).open(person) != nil
    }

    /// Whether a contest of this name is in the folder.
    public func holds(_ contest: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/contests/" + contest)
    }

    /// Puts a copy in its place.
    ///
    /// - Parameter actor: Whose name the mark of the restore bears.
    /// - Returns: The ledger's end, and where the contest that was in the way lies now.
    public func install(
        _ staged: StagedLedger,
        at instant: LedgerInstant,
        actor: String
    ) async throws -> (head: LedgerHead, setAside: String?) {
        let store = try SQLiteStore(path: staged.path)
        let head = try await store.head()
        let participants = try await store.read { database in
            try Int64.fetchOne(database, sql: "SELECT max(participant) + 1 FROM registration") ?? 0
        }
        let nonce = (0..<8).map { _ in UInt8.random(in: .min ... .max) }
        let epoch = ContestEpoch(
            participant: ParticipantIndex(rawValue: UInt32(clamping: participants)),
            sequence: head.sequence + 1,
            nonce: nonce
        )
        try await store.putNote(epoch.note(at: instant, actor: actor))
        try await store.close()

        let place = "\(path)/contests/\(staged.contest)"
        var aside: String?
        if holds(staged.contest) {
            let folder = path + "/set-aside"
            let target = "\(folder)/\(staged.contest)-\(instant.millisecondsSinceEpoch)"
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            guard rename(place, target) == 0 else { throw DataFolderError.unusable(target) }
            try DurableFiles.syncFolder(folder)
            aside = target
        }
        try FileManager.default.createDirectory(
            atPath: place,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        guard rename(staged.path, place + "/ledger.sqlite") == 0 else {
            throw DataFolderError.unusable(place)
        }
        try DurableFiles.syncFolder(place)
        try DurableFiles.syncFolder(path + "/contests")
        return (head, aside)
    }
}
