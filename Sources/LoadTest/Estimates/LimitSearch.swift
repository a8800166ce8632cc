/// Searches the highest rate that is borne: doubles until one is not, then halves the gap.
///
/// It decides; the caller makes the trials.
public struct LimitSearch: Hashable, Sendable {
    /// The highest rate that was borne.
    public private(set) var borne: Double?
    /// The lowest rate that was not.
    public private(set) var notBorne: Double?

    private let first: Double
    private let most: Double
    /// The two ends may differ by this factor in the end.
    private let precision: Double

    /// Makes a search.
    ///
    /// - Parameters:
    ///   - first: The first rate that is tried.
    ///   - most: No higher rate is tried.
    ///   - precision: How close to each other the two ends must come, as a factor above 1.
    public init(first: Double = 50, most: Double = 50_000, precision: Double = 1.1) {
        self.first = first
        self.most = most
        self.precision = max(1.01, precision)
    }

    /// The rate to try next; `nil` when the limit is known closely enough, or is beyond `most`.
    public var next: Double? {
        switch (borne, notBorne) {
        case (nil, nil): return first
        case (nil, let high?): return high > 1 ? high / 2 : nil
        case (let low?, nil): return low < most ? min(low * 2, most) : nil
        case (let low?, let high?):
            return high / low > precision ? (low * high).squareRoot() : nil
        }
    }

    /// Notes how a trial went.
    public mutating func note(_ rate: Double, isBorne: Bool) {
        if isBorne {
            borne = max(borne ?? 0, rate)
        } else {
            notBorne = min(notBorne ?? .infinity, rate)
        }
    }
}

/// One trial of a search.
public struct LimitTrial: Codable, Hashable, Sendable {
    /// Attempts a second.
    public var attemptsPerSecond: Double
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
        case p99 = "p99_ms"
        case p99OfSubmit = "p99_submit_ms"
        case lateness = "lateness_p99_ms"
        case failures
        case isBorne = "borne"
        case bottleneck
    }
}

extension LoadSession {
    /// Plays at a steady rate for a while and says whether it was borne.
    ///
    /// - Returns: The outcome, which holds the receipts of all plays so far, and the trial;
    ///   `nil` for a rate that makes no schedule.
    public mutating func trial(
        rate: Double,
        seconds: Double,
        p99Limit: Duration,
        watch: ResourceWatch?
    ) async -> (outcome: LoadOutcome, trial: LimitTrial)? {
        guard
            let steady = PhasedSchedule.steady(
                rate: rate,
                seconds: seconds,
                warmUp: 1,
                ramp: 2,
                seed: plan.seed
            )
        else { return nil }
        plan.schedule = steady.schedule
        plan.attempts = steady.attempts
        plan.warmUp = steady.warmUp
        plan.p99Limit = p99Limit
        let failuresBefore = client.failures.errors.values.reduce(0, +)
        let retriesBefore = client.failures.retries
        let outcome = await play(watch: watch)
        let measured = outcome.latencies.attempts
        let target = TargetResult(
            attemptsPerSecond: rate,
            p99Limit: p99Limit,
            measured: measured,
            lateness: outcome.lateness,
            failures: outcome.errors.values.reduce(0, +) - failuresBefore,
            refusals: Double(outcome.retries - retriesBefore) / Double(max(1, measured.count)),
            use: outcome.use
        )
        let trial = LimitTrial(
            attemptsPerSecond: rate,
            p99: target.p99,
            p99OfSubmit: outcome.latencies.figures(of: .submit).p99.milliseconds,
            lateness: target.lateness,
            failures: outcome.errors.values.reduce(0, +) - failuresBefore,
            isBorne: target.isMet,
            bottleneck: target.bottleneck
        )
        return (outcome, trial)
    }
}
