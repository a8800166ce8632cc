public import ContestEngine
public import ContestModel
import GRDB

extension SQLiteStore {
    /// Appends a batch as one transaction on the writer's own queue.
    public func append(_ batch: [LedgerEntry]) async throws -> [FactOutcome] {
        try await connection.append { writer, _ in try writer.append(batch) }
    }

    /// A page of facts, read by the table's key.
    public func facts(
        of kind: Fact.Kind,
        after cursor: FactCursor,
        limit: Int
    ) async throws -> FactPage {
        let filter =
            switch kind {
            case .response: "(attempt, position * 65536 + revision) > (?, ?)"
            case .submission: "attempt > ?"
            default: "sequence > ?"
            }
        let order =
            switch kind {
            case .response: "attempt, position, revision"
            case .submission: "attempt"
            default: "sequence"
            }
        // Responses page by whole attempts of the key's first column, so that the primary key is
        // used; the rest of the row value filters within the first attempt.
        let reach = kind == .response ? "attempt >= ? AND " : ""
        let sql = """
            SELECT \(FactRows.select(kind)) WHERE \(reach)\(filter) ORDER BY \(order) LIMIT ?
            """
        let arguments: StatementArguments =
            kind == .response
            ? [cursor.key, cursor.key, cursor.subkey, limit] : [cursor.key, limit]
        return try await read { database in
            let rows = try Row.fetchCursor(
                database.cachedStatement(sql: sql),
                arguments: arguments
            )
            var facts: [CommittedFact] = []
            while let row = try rows.next() { facts.append(try FactRows.fact(kind, row)) }
            return FactPage(facts: facts, next: facts.count < limit ? nil : facts.last?.cursor)
        }
    }

    /// Everything about one attempt, by three look-ups.
    public func attempt(_ id: AttemptID) async throws -> AttemptRecord? {
        try await read { try Self.record(id, $0) }
    }

    /// A person's attempts of one day, found by the index that guards the limits.
    public func attempts(
        of participant: ParticipantIndex,
        track: UInt8,
        day: ContestDay
    ) async throws -> [AttemptRecord] {
        try await read { database in
            let ids = try Int64.fetchAll(
                database,
                sql: """
                    SELECT sequence FROM attempt
                    WHERE track = ? AND day = ? AND participant = ? ORDER BY ordinal
                    """,
                arguments: [Int64(track), Int64(day.number), Int64(participant.rawValue)]
            )
            return try ids.compactMap { try Self.record(AttemptID(sequence: $0), database) }
        }
    }

    private static func record(_ id: AttemptID, _ database: Database) throws -> AttemptRecord? {
        func rows(_ kind: Fact.Kind, _ condition: String) throws -> [CommittedFact] {
            let statement = try database.cachedStatement(
                sql: "SELECT \(FactRows.select(kind)) WHERE \(condition)"
            )
            return try Row.fetchAll(statement, arguments: [id.sequence])
                .map { try FactRows.fact(kind, $0) }
        }
        guard let start = try rows(.attempt, "sequence = ?").first,
            case .attempt(let fact) = start.fact.body
        else { return nil }
        return AttemptRecord(
            id: id,
            startedAt: start.fact.at,
            attempt: fact,
            responses: try rows(.response, "attempt = ? ORDER BY position, revision"),
            submission: try rows(.submission, "attempt = ?").first
        )
    }

    /// A participant's registration, by its unique index.
    public func registration(of participant: ParticipantIndex) async throws -> CommittedFact? {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(FactRows.select(.registration)) WHERE participant = ?"
            )
            return try Row.fetchOne(statement, arguments: [Int64(participant.rawValue)])
                .map { try FactRows.fact(.registration, $0) }
        }
    }

    /// The registration made under an idempotency key.
    public func registration(key: IdempotencyKey) async throws -> CommittedFact? {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(FactRows.select(.registration)) WHERE idempotency_key = ?"
            )
            return try Row.fetchOne(statement, arguments: [key.bytes.databaseData])
                .map { try FactRows.fact(.registration, $0) }
        }
    }
}

extension CommittedFact {
    /// The key after which the next page begins.
    fileprivate var cursor: FactCursor {
        switch fact.body {
        case .response(let body):
            FactCursor(
                key: body.attempt.sequence,
                subkey: Int64(body.position) * 65_536 + Int64(body.revision)
            )
        case .submission(let body): FactCursor(key: body.attempt.sequence)
        default: FactCursor(key: sequence)
        }
    }
}
