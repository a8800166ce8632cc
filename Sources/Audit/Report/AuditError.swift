/// Why a file cannot be audited at all.
///
/// What an audit finds in a ledger is never an error.
public enum AuditError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no file at the path.
    case noSuchFile(path: String)
    /// The file is no ledger: a table or a column is missing.
    case notALedger(path: String, missing: String)
    /// A newer version of the program wrote it: there may be facts that this one does not know.
    case newerSchema(path: String, found: Int64, known: Int64)
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
        case .newerSchema(let path, let found, let known):
            "\(path) 由更新版本的程序写入（版本 \(found)，本程序支持到 \(known)），请升级程序 / "
                + "written by a newer version: schema \(found), known \(known)"
        case .unreadable(let path, let reason):
            "\(path) 读不出来，不是账本或者已经损坏：\(reason) / not a ledger, or damaged"
        case .beyondEnd(let sequence, let head):
            "账本只到序号 \(head)，到不了 \(sequence) / the ledger ends before that sequence"
        }
    }
}
