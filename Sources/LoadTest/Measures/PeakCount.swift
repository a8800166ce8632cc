import Synchronization

/// Counts the attempts that begin while a schedule is at its peak: whether the rate that was asked
/// for was reached, and not only whether what came was quick.
final class PeakCount: Sendable {
    private struct State {
        var stretch: Range<ContinuousClock.Instant>?
        var count = 0
    }

    private let state = Mutex(State())

    /// Forgets what was counted; nothing is counted where there is no stretch.
    func begin(_ stretch: Range<ContinuousClock.Instant>?) {
        state.withLock { $0 = State(stretch: stretch) }
    }

    /// An attempt has begun now: its start is answered.
    func note() {
        let now = ContinuousClock.now
        state.withLock { state in
            if state.stretch?.contains(now) == true { state.count += 1 }
        }
    }

    /// How many have begun in the stretch.
    var value: Int { state.withLock { $0.count } }
}

/// What a schedule asks for at its peak, and what began there.
public struct PeakRate: Codable, Hashable, Sendable {
    /// How long the peak lasts, in seconds.
    public var seconds: Double
    /// How many attempts were due in it.
    public var due: Double
    /// How many began in it.
    public var begun: Int

    /// Attempts a second that were asked for.
    public var asked: Double { seconds > 0 ? due / seconds : 0 }
    /// Attempts a second that began.
    public var reached: Double { seconds > 0 ? Double(begun) / seconds : 0 }

    /// Whether so many began that the rate was reached: 95 of 100, and the two at the edges of the
    /// stretch do not matter.
    public var isReached: Bool { Double(begun) >= due * 0.95 - 2 }

    /// Adds what another process began in the same stretch.
    mutating func add(_ other: PeakRate) {
        due += other.due
        begun += other.begun
    }
}
