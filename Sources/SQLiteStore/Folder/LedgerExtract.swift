import GRDB

/// Makes a ledger that can be published out of a backup.
///
/// What is not the ledger goes: personal data with their keys, the roster, the log of readings, the
/// caches, and whatever a later version keeps beside the ledger. The file is then written anew, so
/// that nothing of it stays in unused pages.
public enum LedgerExtract {
    /// The tables that are the ledger; everything else is taken out.
    private static let ledgerTables: Set<String> = [
        "contest_version", "bank_version", "tree_version", "registration", "link", "grant_",
        "attempt", "response", "submission", "draw", "amendment", "batch",
    ]

    /// Turns a backup into an extract, in place.
    ///
    /// - Complexity: O(bytes); it needs room for a second copy while it works.
    public static func make(ofBackup path: String) async throws {
        var configuration = Configuration()
        configuration.label = "extract"
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try await queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA secure_delete = ON")
            let tables = try String.fetchAll(
                database,
                sql:
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            try database.inTransaction(.immediate) {
                for table in tables where !ledgerTables.contains(table) {
                    try database.drop(table: table)
                }
                return .commit
            }
            try database.execute(sql: "VACUUM")
        }
        try queue.close()
    }
}

extension DataFolder {
    /// Takes everything that is not the ledger out of a backup.
    public func makeExtract(ofBackup path: String) async throws {
        do { try await LedgerExtract.make(ofBackup: path) } catch {
            throw DiskRoom.refusal(error)
        }
    }
}
