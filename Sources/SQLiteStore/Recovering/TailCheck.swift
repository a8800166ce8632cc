import ContestEngine
import ContestModel
import GRDB

/// Reads a ledger's end again after a rewrite and holds it against the chain, before anything is
/// acknowledged for being there.
///
/// The whole ledger is for `safetyquiz audit`: it takes longer than participants can wait.
enum TailCheck {
    /// How many of the last facts are read again, at least; whole batches.
    static let factCount: Int64 = 65_536

    /// Checks the structure of the whole file, and the facts of the last batches.
    ///
    /// - Throws: `SQLiteStoreError.damaged` where something does not fit.
    /// - Complexity: O(bytes of the file), about a second a gigabyte from memory.
    static func run(_ database: Database) throws {
        let structure = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? ""
        guard structure == "ok" else { throw SQLiteStoreError.damaged(structure) }
        let batches = try Row.fetchAll(
            database,
            sql: """
                SELECT first_sequence, last_sequence, chain FROM batch
                WHERE last_sequence > (SELECT max(last_sequence) FROM batch) - ?
                ORDER BY last_sequence
                """,
            arguments: [factCount]
        )
        guard let first = batches.first.map({ $0[0] as LedgerSequence }) else { return }
        var facts = try facts(from: first, database)[...]
        var link = try chain(at: first - 1, database) ?? LedgerChain.genesis
        for batch in batches {
            var chain = LedgerChain(after: link)
            for sequence in (batch[0] as LedgerSequence)...max(batch[0], batch[1]) {
                guard let fact = facts.popFirst(), fact.sequence == sequence else {
                    throw SQLiteStoreError.damaged("fact \(sequence) is missing")
                }
                chain.add(fact.fact, at: sequence)
            }
            link = batch.bytes(2)
            guard chain.value() == link else {
                throw SQLiteStoreError.damaged("the batch that ends at \(batch[1] as Int64)")
            }
        }
        guard facts.isEmpty else { throw SQLiteStoreError.damaged("facts beyond the last batch") }
    }

    /// The chain's value after a batch that ends at a place; nil when none does.
    static func chain(at sequence: LedgerSequence, _ database: Database) throws -> [UInt8]? {
        try Row.fetchOne(
            database,
            sql: "SELECT chain FROM batch WHERE last_sequence = ?",
            arguments: [sequence]
        ).map { $0.bytes(0) }
    }

    private static func facts(
        from first: LedgerSequence,
        _ database: Database
    ) throws -> [CommittedFact] {
        var facts: [CommittedFact] = []
        for kind in Fact.Kind.allCases {
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT \(FactRows.select(kind)) WHERE sequence >= ?",
                arguments: [first]
            )
            while let row = try rows.next() { facts.append(try FactRows.fact(kind, row)) }
        }
        return facts.sorted { $0.sequence < $1.sequence }
    }
}
