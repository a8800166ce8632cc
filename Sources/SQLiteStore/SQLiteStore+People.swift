public import ContestEngine
public import ContestModel
import FoundationEssentials
import GRDB

extension SQLiteStore {
    /// The sealed personal data of some participants; those erased are missing.
    public func people(_ participants: [ParticipantIndex]) async throws -> [SealedPerson] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT wrapped, sealed, lookup FROM person JOIN person_key USING (participant)
                    WHERE participant = ?
                    """
            )
            return try participants.compactMap { participant in
                try Row.fetchOne(statement, arguments: [Int64(participant.rawValue)]).map { row in
                    SealedPerson(
                        participant: participant,
                        wrappedKey: row.bytes(0),
                        sealed: row.bytes(1),
                        lookup: IdempotencyKey(bytes: row.bytes(2))
                    )
                }
            }
        }
    }

    /// Puts a registered person's data in the place of what was there.
    public func replacePerson(_ person: SealedPerson) async throws {
        try await write { database in
            let participant = Int64(person.participant.rawValue)
            try database.execute(
                sql: "UPDATE person_key SET wrapped = ? WHERE participant = ?",
                arguments: [person.wrappedKey.databaseData, participant]
            )
            try database.execute(
                sql: "UPDATE person SET sealed = ? WHERE participant = ?",
                arguments: [person.sealed.databaseData, participant]
            )
        }
        connection.tail?.add(SegmentRecord.replaced(person))
    }

    /// The participant whose lookup value this is.
    public func participant(lookup: IdempotencyKey) async throws -> ParticipantIndex? {
        try await read { database in
            try Int64.fetchOne(
                database,
                sql: "SELECT participant FROM person WHERE lookup = ?",
                arguments: [lookup.bytes.databaseData]
            ).flatMap(UInt32.init(exactly:)).map(ParticipantIndex.init(rawValue:))
        }
    }

    /// The registered participants without a key.
    public func erasedParticipants() async throws -> [ParticipantIndex] {
        try await read { database in
            try Int64.fetchAll(
                database,
                sql: """
                    SELECT participant FROM registration
                    WHERE participant NOT IN (SELECT participant FROM person_key)
                    """
            )
            .compactMap(UInt32.init(exactly:)).map(ParticipantIndex.init(rawValue:))
        }
    }

    /// Destroys a person's key, data and roster line, in the file and in the write-ahead log.
    public func erase(_ participant: ParticipantIndex) async throws {
        try await write { database in
            let arguments: StatementArguments = [Int64(participant.rawValue)]
            try database.execute(
                sql: "DELETE FROM person_key WHERE participant = ?",
                arguments: arguments
            )
            try database.execute(
                sql: """
                    DELETE FROM roster
                    WHERE key = (SELECT lookup FROM person WHERE participant = ?)
                    """,
                arguments: arguments
            )
            try database.execute(
                sql: "DELETE FROM person WHERE participant = ?",
                arguments: arguments
            )
        }
        connection.tail?.add(SegmentRecord.erased(participant))
        // What was deleted must leave the write-ahead log too.
        try await serving { try await connection.emptyLog() }
    }

    /// Puts the roster's entries in place, in one transaction.
    public func putRoster(_ entries: [SealedRosterEntry]) async throws {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO roster VALUES (?, ?, ?, ?, ?, ?)"
            )
            for entry in entries {
                try statement.execute(arguments: [
                    entry.key.bytes.databaseData, entry.lookup.bytes.databaseData,
                    entry.sealed.databaseData, entry.pinHash.databaseData,
                    Int64(entry.region.rawValue), Int64(entry.unit.rawValue),
                ])
            }
        }
        connection.tail?.askForBase()
    }

    /// The roster's entries under a lookup value, at most sixteen.
    public func roster(lookup: IdempotencyKey) async throws -> [SealedRosterEntry] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT key, lookup, sealed, pin_hash, region, unit FROM roster WHERE lookup = ?
                    LIMIT 16
                    """,
                arguments: [lookup.bytes.databaseData]
            ).compactMap { row in
                guard let key = IdempotencyKey(bytes: row.bytes(0)),
                    let region = Int32(exactly: row[4] as Int64),
                    let unit = Int32(exactly: row[5] as Int64)
                else { return nil }
                return SealedRosterEntry(
                    key: key,
                    lookup: lookup,
                    sealed: row.bytes(2),
                    pinHash: row.bytes(3),
                    region: NodeID(rawValue: region),
                    unit: NodeID(rawValue: unit)
                )
            }
        }
    }

    /// Notes an organiser's reading.
    public func logAccess(_ entry: AccessLogEntry) async throws {
        try await write { database in
            try database.execute(
                sql: "INSERT INTO access_log (at_ms, actor, subject) VALUES (?, ?, ?)",
                arguments: [entry.at.millisecondsSinceEpoch, entry.actor, entry.subject]
            )
        }
    }
}

extension [UInt8] {
    /// The bytes as GRDB binds a blob.
    var databaseData: Data { Data(self) }
}
