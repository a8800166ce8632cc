/// Why a file cannot be audited at all.
///
/// What an audit finds in a ledger is never an error.
public enum AuditError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no file at the path.
    case noSuchFile(path: String)
    /// The file is no ledger: a table or a column is missing.
    case notALedger(path: String, missing: String)
    /// The file could not be read, in SQLite's words.
    case unreadable(path: String, reason: String)
    /// The ledger does not reach so far.
    case beyondEnd(sequence: Int64, head: Int64)

    /// What an auditor reads.
    public var description: String {
        switch self {
        case .noSuchFile(let path): "没有文件 \(path) / there is no such file"
        case .notALedger(let path, let missing):
            "\(path) 不是账本，缺少 \(missing) / not a ledger, it lacks this"
        case .unreadable(let path, let reason):
            "\(path) 读不出来，不是账本或者已经损坏：\(reason) / not a ledger, or damaged"
        case .beyondEnd(let sequence, let head):
            "账本只到序号 \(head)，到不了 \(sequence) / the ledger ends before that sequence"
        }
    }
}
