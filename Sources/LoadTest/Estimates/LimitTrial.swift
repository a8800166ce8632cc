/// One trial of a search.
public struct LimitTrial: Codable, Hashable, Sendable {
    /// Attempts a second.
    public var attemptsPerSecond: Double
    /// Attempts that began a second.
    public var reachedPerSecond: Double
    /// Requests that were measured.
    public var requests: Int
    /// The 99th percentile of starts, responses and submissions, in milliseconds.
    public var p99: Double
    /// The 99th percentile of submissions alone, in milliseconds.
    public var p99OfSubmit: Double
    /// How late attempts began at the 99th percentile, in milliseconds.
    public var lateness: Double
    /// Requests that failed for good.
    public var failures: Int
    /// Whether it was borne.
    public var isBorne: Bool
    /// What was in the way where it was not.
    public var bottleneck: Bottleneck

    private enum CodingKeys: String, CodingKey {
        case attemptsPerSecond = "attempts_per_second"
        case reachedPerSecond = "reached_per_second"
        case requests
        case p99 = "p99_ms"
        case p99OfSubmit = "p99_submit_ms"
        case lateness = "lateness_p99_ms"
        case failures
        case isBorne = "borne"
        case bottleneck
    }
}

extension LoadSession {
    /// A percentile of fewer requests says nothing.
    static let fewestRequests = 1_000.0
    /// Nor is one longer than ten minutes, in seconds.
    static let longestTrial = 600.0

    /// Plays at a steady rate for a while, long enough for a thousand requests, and says whether it was borne.
    ///
    /// A rate that is not borne may be refused: those refusals, and attempts that ran out of time
    /// meanwhile, are the trial's failures and none of the verdict's. What contradicts itself is.
    ///
    /// - Returns: The outcome, which holds the receipts of all plays so far, and the trial;
    ///   `nil` for a rate that makes no schedule.
    public mutating func trial(
        rate: Double,
        seconds: Double,
        p99Limit: Duration,
        watch: ResourceWatch?
    ) async -> (outcome: LoadOutcome, trial: LimitTrial)? {
        let before = client.failures.errors
        // An attempt is at least a start, an answer and a submission.
        let needed = Self.fewestRequests / 3 / rate
        guard
            let outcome = await playSteadily(
                rate: rate,
                seconds: max(seconds, min(needed, Self.longestTrial)),
                watch: watch
            )
        else { return nil }
        let errors = outcome.errors.subtracting(before)
        let measured = outcome.latencies.attempts
        let target = TargetResult(
            outcome,
            p99Limit: p99Limit.milliseconds,
            measured: measured,
            failures: errors.values.reduce(0, +)
        )
        if !target.isMet {
            overload.merge(errors.filter { Self.isOfOverload($0.key) }, uniquingKeysWith: +)
        }
        let trial = LimitTrial(
            attemptsPerSecond: rate,
            reachedPerSecond: target.reachedPerSecond,
            requests: measured.count,
            p99: target.p99,
            p99OfSubmit: outcome.latencies.figures(of: .submit).p99.milliseconds,
            lateness: target.lateness,
            failures: errors.values.reduce(0, +),
            isBorne: target.isMet,
            bottleneck: target.bottleneck
        )
        return (outcome, trial)
    }

    /// Plays at a steady rate after a short ramp; `nil` for a rate that makes no schedule.
    mutating func playSteadily(
        rate: Double,
        seconds: Double,
        watch: ResourceWatch?
    ) async -> LoadOutcome? {
        let (warmUp, ramp) = (1.0, 2.0)
        guard
            let steady = PhasedSchedule.steady(
                rate: rate,
                seconds: seconds,
                warmUp: warmUp,
                ramp: ramp,
                seed: plan.seed
            )
        else { return nil }
        plan.schedule = steady.schedule
        plan.attempts = steady.attempts
        plan.warmUp = steady.warmUp
        return await play(watch: watch)
    }

    /// Whether an error, as `kind: reason`, only says that the server had too much to do.
    static func isOfOverload(_ error: String) -> Bool {
        guard let colon = error.firstIndex(of: ":") else { return false }
        let reason = error[colon...].dropFirst(2)
        return ["429 ", "503 ", "connection: ", "409 attempt-closed"].contains {
            reason.hasPrefix($0)
        }
    }
}

extension [String: Int] {
    /// What has come since these counts.
    func subtracting(_ earlier: [String: Int]) -> [String: Int] {
        var rest: [String: Int] = [:]
        for (name, count) in self {
            let more = count - (earlier[name] ?? 0)
            if more > 0 { rest[name] = more }
        }
        return rest
    }
}
