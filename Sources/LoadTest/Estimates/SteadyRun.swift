/// A run at a share of the limit while boards are looked at: how a busy day feels.
public struct SteadyRun: Codable, Hashable, Sendable {
    /// The share of the limit.
    public var share: Double
    /// Attempts a second.
    public var attemptsPerSecond: Double
    /// Attempts that began a second.
    public var reachedPerSecond: Double
    /// Attempts that waited for a free person, as a share of all.
    public var waitedShare: Double
    /// How long it was measured, in seconds.
    public var seconds: Double
    /// Looks at a board's first page a second.
    public var pollsPerSecond: Double
    /// Submissions that were measured.
    public var submissions: Int
    /// Looks at the board that were measured.
    public var boardReads: Int
    /// The 99th percentile of submissions, in milliseconds.
    public var p99OfSubmit: Double
    /// The 99th percentile of a board's page, in milliseconds.
    public var p99OfBoard: Double
    /// The bound of the first, in milliseconds.
    public var submitGoal = SteadyRun.submitGoal
    /// The bound of the second, in milliseconds.
    public var boardGoal = SteadyRun.boardGoal
    /// Requests that failed for good.
    public var failures: Int
    /// Whether both bounds were kept and nothing failed.
    public var isMet: Bool
    /// What was in the way where it is not.
    public var bottleneck: Bottleneck

    /// The share of the limit that is played: what a careful organiser lets a machine bear.
    public static let usualShare = 0.7
    /// Nobody waits for a receipt noticeably.
    public static let submitGoal = 50.0
    /// A board is read far more often than it changes.
    public static let boardGoal = 20.0

    private enum CodingKeys: String, CodingKey {
        case share, seconds, submissions, failures, bottleneck
        case attemptsPerSecond = "attempts_per_second"
        case reachedPerSecond = "reached_per_second"
        case waitedShare = "waited_for_people"
        case pollsPerSecond = "polls_per_second"
        case boardReads = "board_reads"
        case p99OfSubmit = "p99_submit_ms"
        case p99OfBoard = "p99_board_ms"
        case submitGoal = "p99_submit_goal_ms"
        case boardGoal = "p99_board_goal_ms"
        case isMet = "met"
    }
}

extension LoadSession {
    /// Plays at a share of a rate while the first page of the board is fetched again and again.
    ///
    /// - Parameters:
    ///   - limit: Attempts a second that were borne.
    ///   - pollsPerSecond: Looks at the board, where the plan has none of its own.
    /// - Returns: `nil` for a rate that makes no schedule.
    public mutating func steady(
        below limit: Double,
        share: Double = SteadyRun.usualShare,
        seconds: Double,
        pollsPerSecond: Double = 20,
        watch: ResourceWatch?
    ) async -> (outcome: LoadOutcome, run: SteadyRun)? {
        let before = client.failures.errors
        let planned = plan.pollsPerSecond
        plan.pollsPerSecond = max(planned, pollsPerSecond)
        defer { plan.pollsPerSecond = planned }
        let rate = limit * share
        guard let outcome = await playSteadily(rate: rate, seconds: seconds, watch: watch) else {
            return nil
        }
        let submit = outcome.latencies.figures(of: .submit)
        let board = outcome.latencies.figures(of: .board)
        let failures = outcome.errors.subtracting(before).values.reduce(0, +)
        let target = TargetResult(
            outcome,
            p99Limit: SteadyRun.submitGoal,
            measured: submit,
            failures: failures
        )
        let isMet =
            target.isMet && submit.count > 0 && board.count > 0
            && board.p99.milliseconds <= SteadyRun.boardGoal
        let run = SteadyRun(
            share: share,
            attemptsPerSecond: rate,
            reachedPerSecond: target.reachedPerSecond,
            waitedShare: target.waitedShare,
            seconds: seconds,
            pollsPerSecond: plan.pollsPerSecond,
            submissions: submit.count,
            boardReads: board.count,
            p99OfSubmit: submit.p99.milliseconds,
            p99OfBoard: board.p99.milliseconds,
            failures: failures,
            isMet: isMet,
            bottleneck: isMet || !target.isMet
                ? target.bottleneck
                : .found(in: outcome.use, lateness: outcome.lateness.p99, refusals: 0)
        )
        return (outcome, run)
    }
}
