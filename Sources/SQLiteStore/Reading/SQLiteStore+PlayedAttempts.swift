public import ContestEngine
public import ContestModel
import GRDB

extension SQLiteStore {
    /// A page of ended attempts with their latest responses: two statements that walk their tables
    /// side by side, each in the order of its key.
    public func playedAttempts(
        through sequence: LedgerSequence,
        after: AttemptID?,
        limit: Int
    ) async throws -> PlayedAttemptPage {
        try await read { database in
            guard let handle = database.sqliteConnection else { throw SQLiteStoreError.closed }
            var page = PlayedAttemptPage()
            try page.readAttempts(handle, through: sequence, after: after, limit: limit)
            try page.readResponses(handle)
            if page.attempts.count == limit { page.next = page.attempts.last?.id }
            return page
        }
    }
}

extension PlayedAttemptPage {
    /// Reads the attempts and their papers.
    fileprivate mutating func readAttempts(
        _ handle: OpaquePointer,
        through sequence: LedgerSequence,
        after: AttemptID?,
        limit: Int
    ) throws {
        let statement = try Statement(
            """
            SELECT attempt.sequence, participant, track, rules_version, bank_version, counts, paper
            FROM submission CROSS JOIN attempt ON attempt.sequence = submission.attempt
            WHERE submission.attempt > ? AND submission.sequence <= ?
            ORDER BY submission.attempt LIMIT ?
            """,
            handle
        )
        statement.bind(1, after?.sequence ?? 0)
        statement.bind(2, sequence)
        statement.bind(3, Int64(limit))
        attempts.reserveCapacity(min(limit, 1 << 16))
        try statement.forEach { row in
            let id = row.integer(0)
            guard let participant = UInt32(exactly: row.integer(1)),
                let track = UInt8(exactly: row.integer(2)),
                let rules = Int32(exactly: row.integer(3)),
                let bank = Int32(exactly: row.integer(4))
            else { throw SQLiteStoreError.unreadableRow(table: "attempt", sequence: id) }
            let start = places.count
            try row.withBytes(6) { paper in
                guard paper.count % Paper.bytesPerQuestion == 0 else {
                    throw SQLiteStoreError.unreadableRow(table: "attempt", sequence: id)
                }
                for byte in stride(from: 0, to: paper.count, by: Paper.bytesPerQuestion) {
                    let question = QuestionIndex(paper[byte]) | QuestionIndex(paper[byte + 1]) << 8
                    places.append(
                        PlayedPlace(question: question, chosen: .empty, milliseconds: nil)
                    )
                }
            }
            attempts.append(
                PlayedAttempt(
                    id: AttemptID(sequence: id),
                    participant: ParticipantIndex(rawValue: participant),
                    track: track,
                    rulesVersion: rules,
                    bankVersion: bank,
                    counts: row.integer(5) != 0,
                    places: start..<places.count
                )
            )
            return true
        }
    }

    /// Lays the responses over the papers; of several revisions the last one stays.
    fileprivate mutating func readResponses(_ handle: OpaquePointer) throws {
        guard let first = attempts.first, let last = attempts.last else { return }
        let statement = try Statement(
            """
            SELECT attempt, position, chosen, at_ms, shown_ms FROM response
            WHERE attempt BETWEEN ? AND ? ORDER BY attempt, position, revision
            """,
            handle
        )
        statement.bind(1, first.id.sequence)
        statement.bind(2, last.id.sequence)
        var number = 0
        try statement.forEach { row in
            let attempt = row.integer(0)
            while number < attempts.count, attempts[number].id.sequence < attempt { number += 1 }
            // Responses of attempts that are under way lie between; they are passed over.
            guard number < attempts.count, attempts[number].id.sequence == attempt else {
                return number < attempts.count
            }
            guard let position = Int(exactly: row.integer(1)),
                let chosen = UInt8(exactly: row.integer(2)), position >= 0
            else { throw SQLiteStoreError.unreadableRow(table: "response", sequence: attempt) }
            let (place, overflow) = attempts[number].places.lowerBound
                .addingReportingOverflow(position)
            guard !overflow, place < attempts[number].places.upperBound else { return true }
            let time = row.integer(3).subtractingReportingOverflow(row.integer(4))
            places[place].chosen = OptionMask(bits: chosen)
            places[place].milliseconds = time.overflow ? nil : time.partialValue
            return true
        }
    }
}
