import Histogram
import Synchronization

/// How long requests took: one HDR histogram of microseconds for each kind, one for the requests
/// of attempts together, and a line over time.
///
/// All workers share it; recording holds the lock for some hundred nanoseconds. Requests that were
/// due during the warm-up are in the line over time and in nothing else.
public final class LatencyRecorder: Sendable {
    private struct State {
        var latencies = LatencyHistograms()
        var timeline = Timeline()
        var began: ContinuousClock.Instant?
        var measuredFrom: ContinuousClock.Instant?
        var refusals = 0
    }

    private let state = Mutex(State())

    /// Makes a recorder without any request.
    public init() {}

    /// Begins the line over time, and forgets what was measured of attempts and boards before.
    ///
    /// - Parameter warmUp: Requests due within this time are not measured.
    public func begin(at instant: ContinuousClock.Instant = .now, warmUp: Duration = .zero) {
        state.withLock { state in
            let registrations = state.latencies.only(.register)
            state = State()
            state.latencies = registrations
            state.began = instant
            state.measuredFrom = instant + warmUp
        }
    }

    /// Takes in one answered request.
    ///
    /// - Parameter from: When it was due, or was sent where it was on no schedule.
    public func record(
        _ latency: Duration,
        of kind: RequestKind,
        from: ContinuousClock.Instant? = nil
    ) {
        let microseconds = latency.wholeMicroseconds
        state.withLock { state in
            if kind.isPartOfAttempt, let began = state.began, let from {
                state.timeline.record(microseconds, at: from + latency - began)
            }
            if let from, let measuredFrom = state.measuredFrom, from < measuredFrom,
                kind != .register
            {
                return
            }
            state.latencies.record(microseconds, of: kind)
        }
    }

    /// Takes in a failed request, for the line over time.
    func recordFailure() {
        state.withLock { state in
            guard let began = state.began else { return }
            state.timeline.recordFailure(at: .now - began)
        }
    }

    /// Takes in a refusal of a request that is sent again: of attempts, and only what is measured.
    func recordRefusal(of kind: RequestKind, from: ContinuousClock.Instant) {
        guard kind.isPartOfAttempt else { return }
        state.withLock { state in
            guard let measuredFrom = state.measuredFrom, from >= measuredFrom else { return }
            state.refusals += 1
        }
    }

    /// How many of those there were.
    var refusals: Int { state.withLock { $0.refusals } }

    /// Everything measured so far.
    var latencies: LatencyHistograms { state.withLock { $0.latencies } }

    /// Latency and throughput over time.
    public var points: [TimelinePoint] { timeline.points }

    /// The line over time.
    var timeline: Timeline { state.withLock { $0.timeline } }

    /// Histograms and the line over time at one moment.
    var snapshot: (latencies: LatencyHistograms, timeline: Timeline) {
        state.withLock { ($0.latencies, $0.timeline) }
    }

    /// The figures of one kind.
    public func figures(of kind: RequestKind) -> LatencyFigures { latencies.figures(of: kind) }

    /// The figures of starts, responses and submissions together.
    public var attemptFigures: LatencyFigures { latencies.attempts }
}
