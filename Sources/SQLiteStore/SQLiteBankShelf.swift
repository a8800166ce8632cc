public import ContestEngine
public import ContestModel
import GRDB

/// Imported banks in one SQLite file, every version under its digest.
public final class SQLiteBankShelf: BankShelf {
    private let queue: DatabaseQueue

    /// Opens or makes the file.
    public init(path: String) throws {
        queue = try DatabaseQueue(path: path)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("banks") { database in
            try database.execute(
                sql: """
                    CREATE TABLE bank_version (
                      id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, bank TEXT NOT NULL,
                      title TEXT NOT NULL, questions INTEGER NOT NULL, published INTEGER NOT NULL,
                      at_ms INTEGER NOT NULL, content BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX bank_version_bank ON bank_version (bank);
                    """
            )
        }
        guard try queue.read({ try !migrator.hasBeenSuperseded($0) }) else {
            throw SQLiteStoreError.newerBanks(path)
        }
        try migrator.migrate(queue)
    }

    /// Keeps a version and makes it the newest of its bank.
    public func put(_ version: BankVersion, at instant: LedgerInstant) async throws -> Bool {
        do { return try await store(version, at: instant) } catch {
            throw DiskRoom.refusal(error)
        }
    }

    private func store(_ version: BankVersion, at instant: LedgerInstant) async throws -> Bool {
        let content = Array(try CanonicalJSON.encode(version.bank))
        return try await queue.write { database in
            // A version that was there becomes the newest again.
            let known = try Int.fetchOne(
                database,
                sql: "SELECT 1 FROM bank_version WHERE digest = ?",
                arguments: [version.digest]
            )
            try database.execute(
                sql: "DELETE FROM bank_version WHERE digest = ?",
                arguments: [version.digest]
            )
            try database.execute(
                sql: """
                    INSERT INTO bank_version
                      (digest, bank, title, questions, published, at_ms, content)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    version.digest, version.bank.bank, version.bank.title,
                    version.bank.questions.count, version.bank.published,
                    instant.millisecondsSinceEpoch, content.databaseData,
                ]
            )
            return known == nil
        }
    }

    /// The version that was put last.
    public func newest(_ bank: String) async throws -> BankVersion? {
        try await queue.read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT digest, content FROM bank_version WHERE bank = ? ORDER BY id DESC LIMIT 1
                    """,
                arguments: [bank]
            )
            guard let row else { return nil }
            return BankVersion(
                digest: row[0],
                bank: try CanonicalJSON.decode(QuestionBank.self, from: row.bytes(1))
            )
        }
    }

    /// The newest version of each bank.
    public func all() async throws -> [BankSummary] {
        try await queue.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT bank, title, digest, questions, published FROM bank_version
                    WHERE id IN (SELECT max(id) FROM bank_version GROUP BY bank) ORDER BY bank
                    """
            ).map { row in
                BankSummary(
                    bank: row[0],
                    title: row[1],
                    digest: row[2],
                    questionCount: row[3],
                    published: row[4]
                )
            }
        }
    }
}
