public import ContestEngine
public import ContestModel
import GRDB

extension SQLiteStore {
    /// A page of ended attempts, by one walk along the two tables' keys.
    ///
    /// Days are found by the index that guards the limits: a day's attempts lie close together.
    public func endedAttempts(
        _ query: EndedAttemptQuery,
        limit: Int
    ) async throws -> EndedAttemptPage {
        try await read { database in
            var after = query.after.sequence
            var last = Int64.max
            if let days = query.days {
                guard let range = try Self.reach(of: days, database) else {
                    return EndedAttemptPage(attempts: [], next: nil)
                }
                after = max(after, range.lowerBound - 1)
                last = range.upperBound
            }
            if let people = query.participants, people.count <= Self.fewPeople {
                return try Self.attempts(of: people, query, limit: limit, database)
            }
            let statement = try database.cachedStatement(sql: Self.endedSQL)
            let rows = try Row.fetchCursor(statement, arguments: [after, last, limit])
            var attempts: [EndedAttempt] = []
            attempts.reserveCapacity(limit)
            var seen = 0
            var reached = after
            while let row = try rows.next() {
                seen += 1
                let ended = try Self.ended(row)
                reached = ended.id.sequence
                if query.includes(ended) { attempts.append(ended) }
            }
            return EndedAttemptPage(
                attempts: attempts,
                next: seen < limit ? nil : AttemptID(sequence: reached)
            )
        }
    }

    /// The latest responses of some attempts, by a walk along the key for each.
    public func latestResponses(of attempts: [AttemptID]) async throws -> [AttemptID: [OptionMask]]
    {
        try await read { database in
            let papers = try database.cachedStatement(
                sql: "SELECT length(paper) FROM attempt WHERE sequence = ?"
            )
            let statement = try database.cachedStatement(
                sql: """
                    SELECT position, chosen FROM response WHERE attempt = ?
                    ORDER BY position, revision
                    """
            )
            var responses: [AttemptID: [OptionMask]] = [:]
            for id in attempts {
                let bytes = try Int.fetchOne(papers, arguments: [id.sequence]) ?? 0
                var chosen = [OptionMask](
                    repeating: .empty,
                    count: bytes / Paper.bytesPerQuestion
                )
                let rows = try Row.fetchCursor(statement, arguments: [id.sequence])
                while let row = try rows.next() {
                    let position = Int(row[0] as Int64)
                    guard chosen.indices.contains(position) else { continue }
                    chosen[position] = OptionMask(bits: UInt8(truncatingIfNeeded: row[1] as Int64))
                }
                responses[id] = chosen
            }
            return responses
        }
    }

    /// Up to so many people are looked up one by one; more are found by reading everything.
    private static let fewPeople = 200

    private static let columns = """
        attempt.sequence, attempt.at_ms, attempt.participant, attempt.track, attempt.day,
        attempt.rules_version, attempt.bank_version, attempt.paper, submission.sequence, ended_ms,
        elapsed_ms, ending, region, unit, drawn, answered, right, points, lots, counts, key_revision
        """

    private static let endedSQL = """
        SELECT \(columns)
        FROM attempt JOIN submission ON submission.attempt = attempt.sequence
        WHERE attempt.sequence > ? AND attempt.sequence <= ?
        ORDER BY attempt.sequence LIMIT ?
        """

    private static func reach(
        of days: ClosedRange<ContestDay>,
        _ database: Database
    ) throws -> ClosedRange<Int64>? {
        var range: ClosedRange<Int64>?
        let tracks = try Int64.fetchAll(database, sql: "SELECT DISTINCT track FROM attempt")
        for track in tracks {
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT min(sequence), max(sequence) FROM attempt
                    WHERE track = ? AND day BETWEEN ? AND ?
                    """,
                arguments: [track, Int64(days.lowerBound.number), Int64(days.upperBound.number)]
            )
            guard let row, let first = row[0] as Int64?, let last = row[1] as Int64? else {
                continue
            }
            range = min(range?.lowerBound ?? first, first)...max(range?.upperBound ?? last, last)
        }
        return range
    }

    private static func attempts(
        of people: Set<ParticipantIndex>,
        _ query: EndedAttemptQuery,
        limit: Int,
        _ database: Database
    ) throws -> EndedAttemptPage {
        let places = try Row.fetchAll(database, sql: "SELECT DISTINCT track, day FROM attempt")
        let find = try database.cachedStatement(
            sql: "SELECT sequence FROM attempt WHERE track = ? AND day = ? AND participant = ?"
        )
        var sequences: [Int64] = []
        for place in places {
            for person in people {
                sequences += try Int64.fetchAll(
                    find,
                    arguments: [place[0] as Int64, place[1] as Int64, Int64(person.rawValue)]
                )
            }
        }
        let read = try database.cachedStatement(
            sql: """
                SELECT \(columns)
                FROM attempt JOIN submission ON submission.attempt = attempt.sequence
                WHERE attempt.sequence = ?
                """
        )
        let wanted = sequences.filter { $0 > query.after.sequence }.sorted().prefix(limit)
        let attempts = try wanted.compactMap { sequence in
            try Row.fetchOne(read, arguments: [sequence]).map(ended)
        }
        return EndedAttemptPage(
            attempts: attempts.filter(query.includes),
            next: wanted.count < limit ? nil : wanted.last.map(AttemptID.init(sequence:))
        )
    }

    private static func ended(_ row: Row) throws -> EndedAttempt {
        guard let participant = UInt32(exactly: row[2] as Int64),
            let track = UInt8(exactly: row[3] as Int64), let day = Int32(exactly: row[4] as Int64),
            let rules = Int32(exactly: row[5] as Int64), let bank = Int32(exactly: row[6] as Int64),
            let paper = Paper(bytes: row.bytes(7)),
            let submission = FactRows.submission(row, attempt: row[0], from: 9)
        else {
            throw SQLiteStoreError.unreadableRow(table: "submission", sequence: row[8])
        }
        return EndedAttempt(
            id: AttemptID(sequence: row[0]),
            startedAt: LedgerInstant(millisecondsSinceEpoch: row[1]),
            participant: ParticipantIndex(rawValue: participant),
            track: track,
            day: ContestDay(number: day),
            rulesVersion: rules,
            bankVersion: bank,
            paper: paper,
            sequence: row[8],
            submission: submission
        )
    }
}
