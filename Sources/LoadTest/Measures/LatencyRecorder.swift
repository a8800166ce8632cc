import Histogram
import Synchronization

/// How long requests took: one HDR histogram of microseconds for each kind, and one for the
/// requests of attempts together.
///
/// All workers share it; recording holds the lock for tens of nanoseconds.
final class LatencyRecorder: Sendable {
    private struct State {
        var byKind: [Histogram<UInt32>]
        var attempts: Histogram<UInt32>
    }

    /// An hour; longer ones are recorded as an hour.
    private static let longestMicroseconds: UInt64 = 3_600_000_000

    private let state: Mutex<State>

    init() {
        let empty = Histogram<UInt32>(
            highestTrackableValue: Self.longestMicroseconds,
            numberOfSignificantValueDigits: .three
        )
        state = Mutex(
            State(byKind: RequestKind.allCases.map { _ in empty }, attempts: empty)
        )
    }

    /// Takes in one answered request.
    func record(_ latency: Duration, of kind: RequestKind) {
        let microseconds = min(latency.wholeMicroseconds, Self.longestMicroseconds)
        let index = RequestKind.allCases.firstIndex(of: kind) ?? 0
        state.withLock { state in
            state.byKind[index].record(microseconds)
            if kind.isPartOfAttempt { state.attempts.record(microseconds) }
        }
    }

    /// The figures of one kind.
    func figures(of kind: RequestKind) -> LatencyFigures {
        let index = RequestKind.allCases.firstIndex(of: kind) ?? 0
        return state.withLock { LatencyFigures($0.byKind[index]) }
    }

    /// The figures of starts, responses and submissions together.
    var attemptFigures: LatencyFigures {
        state.withLock { LatencyFigures($0.attempts) }
    }
}

extension LatencyFigures {
    fileprivate init(_ histogram: Histogram<UInt32>) {
        self.init(
            count: Int(clamping: histogram.totalCount),
            p50: .microseconds(Int64(clamping: histogram.valueAtPercentile(50))),
            p95: .microseconds(Int64(clamping: histogram.valueAtPercentile(95))),
            p99: .microseconds(Int64(clamping: histogram.valueAtPercentile(99))),
            max: .microseconds(Int64(clamping: histogram.maxRecorded))
        )
    }
}

extension Duration {
    /// Rounded down, from 0.
    var wholeMicroseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(seconds) &* 1_000_000 &+ UInt64(attoseconds / 1_000_000_000_000)
    }
}
