public import ContestModel

/// Where the house keeps its contests; `SQLiteStore` has the one on disk.
public protocol ContestShelf: Sendable {
    /// The names of the contests that are there.
    func contests() throws -> [String]
    /// Opens a contest's store, making a new one where `create` is set.
    func open(_ name: String, create: Bool) throws -> any ContestStore
    /// Removes a contest whose first version could not be written.
    func discard(_ name: String) throws
    /// Whether an error in opening a contest says that its files are damaged, and nothing of others.
    func isDamage(_ error: any Error) -> Bool
    /// A path for a new backup of a contest.
    func backupPath(_ name: String, at instant: LedgerInstant, isScheduled: Bool) throws -> String
    /// The backups of a contest that the schedule made and that are there, oldest first.
    func scheduledBackups(of name: String) throws -> [ScheduledBackup]
    /// Deletes one of them.
    func remove(_ backup: ScheduledBackup) throws
    /// The bytes that are left where contests and backups lie.
    func freeByteCount() throws -> Int64
    /// Copies on what was committed since the last call; nil where nothing is copied on.
    func copyOn(_ name: String, from store: any ContestStore) async throws -> LedgerSequence?
    /// The last lines of the contest's file of anchors, at least one where there is one.
    func latestAnchors(of name: String) throws -> [String]
    /// Adds a line to the contest's file of anchors, on disk when it returns.
    func appendAnchor(_ line: String, of name: String) throws
    /// Takes everything that is not the ledger out of a backup, so that it can be handed on.
    func makeExtract(ofBackup path: String) async throws
}
