import Foundation
import GRDB

/// A ledger's file, opened for reading only.
struct LedgerFile: Sendable {
    let path: String
    private let queue: DatabaseQueue

    /// "SQZL" in ASCII, the ledger's `application_id`.
    static let applicationID: Int64 = 0x5351_5A4C

    /// The newest schema that is known here, the ledger's `user_version`.
    static let schemaVersion: Int64 = 2

    /// Opens a file and makes sure that it has the tables of a ledger.
    init(path: String) throws(AuditError) {
        guard FileManager.default.fileExists(atPath: path) else { throw .noSuchFile(path: path) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.label = "audit"
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { database in
            // Sorting nine million responses happens on disk, in pieces of this cache's size.
            try database.execute(sql: "PRAGMA cache_size = -65536; PRAGMA temp_store = FILE")
        }
        let missing: String?
        let version: Int64
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            missing = try queue.read(Self.missing)
            version = try queue.read { try Int64.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
        self.path = path
        if let missing { throw .notALedger(path: path, missing: missing) }
        guard version <= Self.schemaVersion else {
            throw .newerSchema(path: path, found: version, known: Self.schemaVersion)
        }
    }

    /// Runs in one read transaction: everything in it is one moment of the ledger.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try queue.read(body)
        } catch let error as DatabaseError {
            throw AuditError.unreadable(path: path, reason: "\(error)")
        }
    }

    /// The last fact's place.
    static func head(_ database: Database) throws -> Int64 {
        var head: Int64 = 0
        for table in FactTable.all.map(\.name) {
            // Two tables are keyed by attempt: the last rows by key are not the last by sequence.
            let sql = "SELECT max(sequence) FROM \(table)"
            head = max(head, try Int64.fetchOne(database, sql: sql) ?? 0)
        }
        let batches = try Int64.fetchOne(database, sql: "SELECT max(last_sequence) FROM batch")
        return max(head, batches ?? 0)
    }

    /// SQLite's own opinion of the file, and whether its tables are the ledger's.
    static func check(_ database: Database, into differences: inout DifferenceList) throws {
        let complaints = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
        for complaint in complaints where complaint != "ok" {
            differences.add(.damagedFile, at: "integrity_check", expected: "ok", found: complaint)
        }
        let identifier = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        differences.compare(
            identifier,
            with: applicationID,
            .foreignFile,
            at: "application_id"
        )
        let strict = try String.fetchSet(
            database,
            sql: "SELECT name FROM pragma_table_list WHERE strict = 1"
        )
        for table in FactTable.all {
            differences.compare(
                strict.contains(table.name),
                with: true,
                .looseTable,
                at: "\(table.name).strict"
            )
            let found = try shape(of: table.name, in: database)
            for column in table.columns {
                let nullable = column.width == .instant ? "" : " NOT NULL"
                differences.compare(
                    found[column.name] ?? "",
                    with: column.type + nullable,
                    .looseTable,
                    at: "\(table.name).\(column.name)"
                )
            }
        }
    }

    private static func missing(_ database: Database) throws -> String? {
        for table in FactTable.all {
            let found = try shape(of: table.name, in: database)
            let wanted = ["sequence", "at_ms"] + table.columns.map(\.name)
            if let name = wanted.first(where: { found[$0] == nil }) {
                return "\(table.name).\(name)"
            }
        }
        let batch = try shape(of: "batch", in: database)
        return ["first_sequence", "last_sequence", "chain", "marks"]
            .first { batch[$0] == nil }.map { "batch.\($0)" }
    }

    private static func shape(of table: String, in database: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT name, type, \"notnull\" OR pk FROM pragma_table_info(?)",
            arguments: [table]
        )
        return Dictionary(
            rows.map { row in
                let name: String? = row[0]
                let type: String? = row[1]
                return (name ?? "", (type ?? "") + (row.integer(2) == 0 ? "" : " NOT NULL"))
            },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
