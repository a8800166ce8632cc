import GRDB

/// A counted attempt as SQL gives it.
struct CountedAttempt {
    let participant: Int64
    let sequence: Int64
    let ended: Int64
    let elapsed: Int64
    let points: Int64
    let right: Int64
    let drawn: Int64
    let region: Int64
    let unit: Int64

    /// Every submission up to a sequence that counts, by attempts begun on a range of days.
    static let query = """
        SELECT attempt.participant, submission.sequence, ended_ms, elapsed_ms, points, right,
          drawn, region, unit
        FROM submission JOIN attempt ON attempt.sequence = submission.attempt
        WHERE submission.counts AND submission.sequence <= ? AND attempt.day BETWEEN ? AND ?
        ORDER BY submission.attempt
        """

    init(_ row: Row) {
        participant = row.integer(0)
        sequence = row.integer(1)
        ended = row.integer(2)
        elapsed = row.integer(3)
        points = row.integer(4)
        right = row.integer(5)
        drawn = row.integer(6)
        region = row.integer(7)
        unit = row.integer(8)
    }

    /// Adds this attempt's figures, without its person.
    func add(to tally: inout AuditTally) {
        tally.attempts += 1
        tally.points = Int(Int64(tally.points).plus(points))
        tally.right = Int(Int64(tally.right).plus(right))
        tally.drawn = Int(Int64(tally.drawn).plus(drawn))
    }
}
