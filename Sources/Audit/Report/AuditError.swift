/// Why a file cannot be audited at all.
///
/// What an audit finds in a ledger is never an error.
public enum AuditError: Error, Hashable, Sendable {
    /// There is no file at the path.
    case noSuchFile(path: String)
    /// The file is no ledger: a table or a column is missing.
    case notALedger(path: String, missing: String)
    /// The file could not be read, in SQLite's words.
    case unreadable(path: String, reason: String)
    /// The ledger does not reach so far.
    case beyondEnd(sequence: Int64, head: Int64)
}
