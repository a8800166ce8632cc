import ContestEngine
import GRDB

// After a rotation: brings what earlier secrets wrapped under the present one, in a stopped folder.
//
// What is wrapped lies beside the ledger, in `person_key` (each person's own key) and `roster` (each
// line). No fact is touched and the chain stays as it is, so that names can be sealed anew as often as
// the secret changes.
//
// It goes in batches, each a transaction. Whatever has been done shows by itself, since a row is under
// the present key or it is not: after a crash the next run passes over what is done. The old bytes
// are overwritten (`secure_delete`), and the write-ahead log is emptied at the end.

/// How far a contest's rewrapping has come.
public struct RewrapProgress: Hashable, Sendable {
    /// Which contest.
    public let contest: String
    /// Rows in all: people's keys and the roster's lines.
    public internal(set) var total = 0
    /// Rows that were looked at.
    public internal(set) var seen = 0
    /// Rows that were brought under the present key.
    public internal(set) var renewed = 0
    /// Rows that none of the secrets opens; they stay as they are.
    public internal(set) var unreadable = 0
}

extension DataFolder {
    /// The most rows of one transaction.
    public static let rewrapBatch = 1_000

    /// Brings every name of a contest under the present secret.
    ///
    /// - Parameters:
    ///   - batch: The most rows of a transaction.
    ///   - report: Told after each of them.
    /// - Complexity: O(people and roster), a few microseconds each.
    public func rewrap(
        _ contest: String,
        batch: Int = DataFolder.rewrapBatch,
        report: (RewrapProgress) throws -> Void
    ) async throws -> RewrapProgress {
        let vault = PersonVault(ContestSecrets(keys: try masterKeys(), contest: contest))
        let store = try SQLiteStore(path: ledger(contest))
        var progress = RewrapProgress(contest: contest)
        do {
            for table in WrappedRows.all { progress.total += try await store.count(table) }
            for table in WrappedRows.all {
                var after: Int64?
                repeat {
                    after = try await store.rewrap(table, after: after, batch, vault, &progress)
                    try report(progress)
                } while after != nil
            }
            try await store.serving { try await store.connection.emptyLog() }
        } catch {
            try? await store.close()
            throw error
        }
        try await store.close()
        return progress
    }

    /// How many rows of a contest some keys alone do not open.
    func unopened(_ contest: String, by keys: MasterKeys) async throws -> Int {
        let vault = PersonVault(ContestSecrets(keys: keys, contest: contest))
        let store = try SQLiteStore(path: ledger(contest))
        do {
            var count = 0
            for table in WrappedRows.all {
                var after: Int64?
                while true {
                    let rows = try await store.page(table, after: after, Self.rewrapBatch)
                    count += try rows.count { try vault.rewrapping($0.bytes) != .isPresent }
                    guard let last = rows.last else { break }
                    after = last.id
                }
            }
            try await store.close()
            return count
        } catch {
            try? await store.close()
            throw error
        }
    }
}

/// A table with something that the contest's key has sealed.
private struct WrappedRows: Sendable {
    let table: String
    let column: String

    static let all = [
        WrappedRows(table: "person_key", column: "wrapped"),
        WrappedRows(table: "roster", column: "sealed"),
    ]

    struct Row: Sendable {
        var id: Int64
        var bytes: [UInt8]
    }
}

extension SQLiteStore {
    fileprivate func count(_ rows: WrappedRows) async throws -> Int {
        try await read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(rows.table)") ?? 0 }
    }

    fileprivate func page(
        _ rows: WrappedRows,
        after: Int64?,
        _ limit: Int
    ) async throws -> [WrappedRows.Row] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT rowid, \(rows.column) FROM \(rows.table)
                    WHERE rowid > ? ORDER BY rowid LIMIT ?
                    """,
                arguments: [after ?? .min, limit]
            ).map { WrappedRows.Row(id: $0[0], bytes: $0.bytes(1)) }
        }
    }

    /// One transaction; returns the last row that it looked at, nil at the end.
    fileprivate func rewrap(
        _ rows: WrappedRows,
        after: Int64?,
        _ limit: Int,
        _ vault: PersonVault,
        _ progress: inout RewrapProgress
    ) async throws -> Int64? {
        let page = try await page(rows, after: after, limit)
        var renewed: [WrappedRows.Row] = []
        for row in page {
            switch try vault.rewrapping(row.bytes) {
            case .isPresent: break
            case .renewed(let bytes): renewed.append(WrappedRows.Row(id: row.id, bytes: bytes))
            case .unreadable: progress.unreadable += 1
            }
        }
        if !renewed.isEmpty {
            let changes = renewed
            try await write { database in
                let statement = try database.cachedStatement(
                    sql: "UPDATE \(rows.table) SET \(rows.column) = ? WHERE rowid = ?"
                )
                for row in changes {
                    try statement.execute(arguments: [row.bytes.databaseData, row.id])
                }
                // Segments have the old bytes: whoever copies on begins anew.
                try Self.askForBase(database)
            }
        }
        progress.seen += page.count
        progress.renewed += renewed.count
        return page.last?.id
    }
}
