import Synchronization

/// What a contest's writer counts: how large batches are and how long commits take.
///
/// Shared by the writer, which adds, and by `/metrics`, which reads.
public final class CommitMeters: Sendable {
    /// A histogram with fixed upper bounds, as Prometheus reads it.
    public struct Histogram: Hashable, Sendable {
        /// The upper bounds, ascending.
        public let bounds: [Double]
        /// How many values were at most each bound and above the one before; the last counts those
        /// beyond every bound.
        public private(set) var counts: [Int]
        /// The sum of all values.
        public private(set) var sum = 0.0

        init(bounds: [Double]) {
            self.bounds = bounds
            counts = Array(repeating: 0, count: bounds.count + 1)
        }

        /// How many values there were.
        public var count: Int { counts.reduce(0, +) }

        mutating func add(_ value: Double) {
            let place = bounds.firstIndex { value <= $0 } ?? bounds.count
            counts[place] += 1
            sum += value
        }
    }

    /// Everything that was counted.
    public struct Figures: Hashable, Sendable {
        /// Facts in a batch.
        public var batchFacts = Histogram(bounds: [1, 4, 16, 64, 256, 1_024, 4_096])
        /// Seconds from handing a batch to the store until it was on disk.
        public var commitSeconds = Histogram(
            bounds: [0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
        )
        /// Commits that threw.
        public var failureCount = 0
    }

    private let state = Mutex(Figures())

    init() {}

    /// What was counted so far.
    public var figures: Figures { state.withLock { $0 } }

    func committed(_ factCount: Int, in duration: Duration) {
        let (seconds, attoseconds) = duration.components
        state.withLock {
            $0.batchFacts.add(Double(factCount))
            $0.commitSeconds.add(Double(seconds) + Double(attoseconds) / 1e18)
        }
    }

    func failed() {
        state.withLock { $0.failureCount += 1 }
    }
}
