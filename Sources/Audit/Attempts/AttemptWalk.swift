import GRDB

/// One attempt with all that belongs to it.
struct AttemptCase {
    let attempt: AttemptRow
    /// By position, then revision.
    var responses: [ResponseRow]
    /// Nil while the attempt is open.
    var submission: SubmissionRow?
}

/// Walks over attempts in order of the ledger together with their responses and submissions.
///
/// All three tables are stored in order of the attempt, so that the walk is one merge without
/// sorting and holds one attempt at a time.
struct AttemptWalk {
    private let attempts: RowCursor
    private let responses: RowCursor
    private let submissions: RowCursor
    private var response: ResponseRow?
    private var submission: SubmissionRow?

    init(_ database: Database, through last: Int64) throws {
        attempts = try Row.fetchCursor(database, sql: AttemptRow.query, arguments: [last])
        responses = try Row.fetchCursor(database, sql: ResponseRow.query, arguments: [last])
        submissions = try Row.fetchCursor(database, sql: SubmissionRow.query, arguments: [last])
        response = try responses.next().map(ResponseRow.init)
        submission = try submissions.next().map(SubmissionRow.init)
    }

    /// The next attempt; nil at the end.
    ///
    /// What belongs to no attempt is a difference.
    mutating func next(into differences: inout DifferenceList) throws -> AttemptCase? {
        guard let row = try attempts.next() else {
            try skipOrphans(before: .max, into: &differences)
            return nil
        }
        let attempt = try AttemptRow(row)
        try skipOrphans(before: attempt.sequence, into: &differences)
        var found = AttemptCase(attempt: attempt, responses: [], submission: nil)
        while let next = response, next.attempt == attempt.sequence {
            found.responses.append(next)
            response = try responses.next().map(ResponseRow.init)
        }
        if let next = submission, next.attempt == attempt.sequence {
            found.submission = next
            submission = try submissions.next().map(SubmissionRow.init)
        }
        return found
    }

    private mutating func skipOrphans(
        before sequence: Int64,
        into differences: inout DifferenceList
    ) throws {
        while let next = response, next.attempt < sequence {
            differences.add(
                .orphan,
                at: next.place,
                expected: "attempt(sequence=\(next.attempt))",
                found: "—"
            )
            response = try responses.next().map(ResponseRow.init)
        }
        while let next = submission, next.attempt < sequence {
            differences.add(
                .orphan,
                at: next.place,
                expected: "attempt(sequence=\(next.attempt))",
                found: "—"
            )
            submission = try submissions.next().map(SubmissionRow.init)
        }
    }
}
