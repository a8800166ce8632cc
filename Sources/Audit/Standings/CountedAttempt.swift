import GRDB

/// A counted attempt as SQL gives it.
struct CountedAttempt {
    let participant: Int64
    let sequence: Int64
    let ended: Int64
    let elapsed: Int64
    var points: Int64
    var right: Int64
    var drawn: Int64
    var region: Int64
    var unit: Int64
    /// Whether everything drawn was right, by the rules' own meaning of full marks.
    var isFull: Bool
    /// The lots that it earned.
    var lots: Int64

    /// What every query begins with.
    private static let columns = """
        attempt.participant, submission.sequence, ended_ms, elapsed_ms, points, right, drawn,
          region, unit
        """

    /// What every query ends with: submissions up to a sequence, of attempts begun on some days.
    private static let source = """
        FROM submission JOIN attempt ON attempt.sequence = submission.attempt
        WHERE submission.sequence <= ? AND attempt.day BETWEEN ? AND ?
        """

    /// Every submission that counts.
    static let query = """
        SELECT \(columns), submission.lots
        \(source) AND submission.counts ORDER BY submission.attempt
        """

    /// Every submission with what amendments are judged by.
    static let amendedQuery = """
        SELECT \(columns), submission.counts, submission.attempt, attempt.track, attempt.day,
          attempt.bank_version, attempt.rules_version, attempt.paper, submission.lots
        \(source) ORDER BY submission.attempt
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
        isFull = right == drawn
        lots = row.integer(row.count - 1)
    }

    /// Adds this attempt's figures, without its person.
    func add(to tally: inout AuditTally) {
        tally.attempts += 1
        tally.points = Int(Int64(tally.points).plus(points))
        tally.right = Int(Int64(tally.right).plus(right))
        tally.drawn = Int(Int64(tally.drawn).plus(drawn))
    }
}
