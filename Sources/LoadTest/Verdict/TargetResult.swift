/// What a run was asked to bear, and whether it did.
public struct TargetResult: Codable, Hashable, Sendable {
    /// Attempts a second at the peak, as asked for.
    public var attemptsPerSecond: Double
    /// Attempts a second that began there.
    public var reachedPerSecond: Double
    /// The bound of the 99th percentile, in milliseconds.
    public var p99Limit: Double
    /// The 99th percentile that was measured, in milliseconds.
    public var p99: Double
    /// How late attempts began at the 99th percentile, in milliseconds: the generator's own part.
    public var lateness: Double
    /// Attempts that had to wait for a free participant, as a share of all.
    public var waitedShare: Double
    /// Whether the rate was reached, none failed, and the 99th percentile is within its bound.
    public var isMet: Bool
    /// What was in the way where it is not.
    public var bottleneck: Bottleneck
    /// Whether the bound was named, or is the scenario's own.
    public var isBoundNamed = true

    private enum CodingKeys: String, CodingKey {
        case attemptsPerSecond = "attempts_per_second"
        case reachedPerSecond = "reached_per_second"
        case p99Limit = "p99_limit_ms"
        case p99 = "p99_ms"
        case lateness = "lateness_p99_ms"
        case waitedShare = "waited_for_people"
        case isMet = "met"
        case bottleneck
        case isBoundNamed = "bound_named"
    }

    /// Judges a run.
    init(
        peak: PeakRate,
        p99Limit: Double,
        measured: LatencyFigures,
        lateness: LatencyFigures,
        waits: LatencyFigures = LatencyFigures(),
        failures: Int,
        refusals: Int,
        use: ResourceUse
    ) {
        attemptsPerSecond = peak.asked
        reachedPerSecond = peak.reached
        self.p99Limit = p99Limit
        p99 = measured.p99.milliseconds
        self.lateness = lateness.p99.milliseconds
        waitedShare = Double(waits.count) / Double(max(1, lateness.count))
        let refusedShare = Double(refusals) / Double(max(1, measured.count + refusals))
        let isQuick = failures == 0 && measured.count > 0 && p99 <= p99Limit
        let isOffered = waitedShare <= Self.mostWaiting
        isMet = isQuick && isOffered && peak.isReached
        if isMet {
            bottleneck = .none
        } else if isQuick, !isOffered {
            bottleneck = .people
        } else if failures > 0, p99 <= p99Limit, refusedShare < 0.01 {
            bottleneck = .failures
        } else {
            // Slow answers keep people busy, too: whatever made them slow is what is named.
            bottleneck = .found(in: use, lateness: lateness.p99, refusals: refusedShare)
        }
    }

    /// Judges what a play brought.
    ///
    /// - Parameter measured: Of which requests the 99th percentile is bounded.
    init(
        _ outcome: LoadOutcome,
        p99Limit: Double,
        measured: LatencyFigures,
        failures: Int
    ) {
        self.init(
            peak: outcome.peak ?? PeakRate(seconds: 0, due: 0, begun: 0),
            p99Limit: p99Limit,
            measured: measured,
            lateness: outcome.lateness,
            waits: outcome.waits,
            failures: failures,
            refusals: outcome.refusals,
            use: outcome.use
        )
    }

    /// Beyond this share of attempts that waited for a free participant the rate was not offered.
    static let mostWaiting = 0.01
}

extension TargetResult {
    /// Says so where nobody named the bound.
    var boundText: String { isBoundNamed ? "" : "（默认 default）" }
}
