import ContestEngine
import ContestModel
import GRDB
import GRDBSQLite

/// Appends batches: the statements, the ledger's end, and the one transaction around each batch.
///
/// Lives on the writer's queue; nothing else touches it.
final class LedgerWriter: @unchecked Sendable {
    // Unchecked: confined to the serial queue of the pool's writer, see `ConnectionBox.write`.
    let database: OpaquePointer
    private(set) var head: LedgerHead
    private var statements: FactStatements?
    private var failedAttempts: Set<AttemptID> = []
    private var knownAttempts = KnownAttempts()
    /// Where committed facts are copied on; nil where nobody wants that.
    private let tail: SegmentTail?
    private var copied: [UInt8] = []

    init(_ database: OpaquePointer, tail: SegmentTail? = nil) throws {
        self.database = database
        self.tail = tail
        statements = try FactStatements(database)
        let last = try Statement(
            "SELECT last_sequence, at_ms, chain FROM batch ORDER BY last_sequence DESC LIMIT 1",
            database
        )
        head =
            try last.first { row in
                LedgerHead(
                    sequence: row.integer(0),
                    chain: row.bytes(2),
                    at: LedgerInstant(millisecondsSinceEpoch: row.integer(1))
                )
            } ?? LedgerHead()
    }

    /// Lets the statements go, so that the connection can be closed.
    func finalize() {
        statements = nil
    }

    /// Appends a batch as one transaction; the head moves only when it is on disk.
    ///
    /// - Throws: `SQLiteStoreError.anotherWriter` where the ledger does not end where this writer left
    ///   it; nothing is written then.
    func append(_ batch: [LedgerEntry]) throws -> [FactOutcome] {
        try execute("BEGIN IMMEDIATE")
        do {
            guard let statements else { throw SQLiteStoreError.closed }
            guard try statements.lastSequence() == head.sequence else {
                throw SQLiteStoreError.anotherWriter
            }
            var next = head
            let outcomes = try insert(batch, &next, statements)
            try execute("COMMIT")
            if let tail, next.sequence > head.sequence {
                tail.add(copied + SegmentRecord.batchEnd(next), through: next)
            }
            head = next
            return outcomes
        } catch {
            knownAttempts = KnownAttempts()
            // After an error SQLite may have rolled back by itself; ask where it stands.
            if sqlite3_get_autocommit(database) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    private func insert(
        _ batch: [LedgerEntry],
        _ next: inout LedgerHead,
        _ statements: FactStatements
    ) throws -> [FactOutcome] {
        var chain = LedgerChain(after: head.chain)
        var outcomes: [FactOutcome] = []
        outcomes.reserveCapacity(batch.count)
        failedAttempts.removeAll(keepingCapacity: true)
        copied.removeAll(keepingCapacity: true)
        for entry in batch {
            let sequence = next.sequence + 1
            let outcome = try insert(entry, at: sequence, statements)
            if case .committed = outcome {
                chain.add(entry.fact, at: sequence)
                if tail != nil {
                    if let person = entry.person { copied += SegmentRecord.person(person) }
                    copied += SegmentRecord.fact(chain.latestBytes)
                }
                next.sequence = sequence
                next.at = max(next.at, entry.fact.at)
            }
            outcomes.append(outcome)
        }
        guard next.sequence > head.sequence else { return outcomes }
        next.chain = chain.value()
        statements.batch.bind(1, next.sequence)
        statements.batch.bind(2, head.sequence + 1)
        statements.batch.bind(3, next.at.millisecondsSinceEpoch)
        statements.batch.bind(4, next.chain)
        statements.batch.bind(5, chain.marks)
        try statements.batch.run()
        return outcomes
    }

    private func insert(
        _ entry: LedgerEntry,
        at sequence: LedgerSequence,
        _ statements: FactStatements
    ) throws -> FactOutcome {
        let attempt = entry.fact.body.attempt
        if let attempt {
            if failedAttempts.contains(attempt) { return .rejected(.earlierFactFailed) }
            if let outcome = try refusal(of: entry.fact, on: attempt, statements) {
                if case .duplicate = outcome { return outcome }
                failedAttempts.insert(attempt)
                return outcome
            }
        }
        if try statements.insert(entry.fact, at: sequence) {
            note(entry.fact.body, at: sequence)
            if let person = entry.person { try statements.insert(person) }
            if case .contestVersion(let version) = entry.fact.body { try guardTotals(version) }
            return .committed(sequence)
        }
        if let first = try statements.duplicate(of: entry.fact) { return .duplicate(first) }
        if let attempt { failedAttempts.insert(attempt) }
        return .conflict
    }

    /// Why a fact of an attempt cannot be new; nil where its place decides.
    private func refusal(
        of fact: Fact,
        on attempt: AttemptID,
        _ statements: FactStatements
    ) throws -> FactOutcome? {
        if knownAttempts.contains(attempt) { return nil }
        guard try statements.exists(attempt) else { return .rejected(.unknownAttempt) }
        guard case .response = fact.body, try statements.hasEnded(attempt) else { return nil }
        // The attempt was ended by somebody else, or this is sent again.
        return try statements.duplicate(of: fact).map(FactOutcome.duplicate) ?? .conflict
    }

    /// Keeps in mind which attempts are open.
    private func note(_ body: FactBody, at sequence: LedgerSequence) {
        switch body {
        case .attempt: knownAttempts.insert(AttemptID(sequence: sequence))
        case .response(let fact): knownAttempts.insert(fact.attempt)
        case .submission(let fact): knownAttempts.remove(fact.attempt)
        default: break
        }
    }

    /// Rules with a limit over the whole contest get the constraint that guards it.
    private func guardTotals(_ version: ContestVersionFact) throws {
        let rules = try CanonicalJSON.decode(ContestRules.self, from: version.content)
        guard rules.tracks.contains(where: { $0.attemptsTotal != nil }) else { return }
        try execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS attempt_total
            ON attempt (track, participant, total_ordinal)
            """
        )
    }

    func execute(_ sql: String) throws {
        let code = sqlite3_exec(database, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw Statement.error(code, database) }
    }
}

extension FactBody {
    /// The attempt that a response or a submission belongs to.
    fileprivate var attempt: AttemptID? {
        switch self {
        case .response(let fact): fact.attempt
        case .submission(let fact): fact.attempt
        default: nil
        }
    }
}
