public import ContestModel
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The time that facts are stamped with.
public protocol LedgerClock: Sendable {
    /// The present instant. Never earlier than any returned before.
    func now() -> LedgerInstant
    /// How far the wall clock has drifted from this one, positive when the wall clock is ahead.
    func divergence() -> Duration
}

/// A wall clock read once and advanced by the monotonic clock, so that a step of the wall clock
/// moves no deadline.
public struct AnchoredClock: LedgerClock {
    private let wallAnchor: Int64
    private let monotonicAnchor: Int64
    private let ahead: Int64

    /// Reads both clocks.
    ///
    /// - Parameter ahead: How far this clock is ahead of the wall clock: a load test lets midnight come
    ///   when it is ready for it.
    public init(ahead: Duration = .zero) {
        self.ahead = Int64(ahead / .milliseconds(1))
        wallAnchor = Self.milliseconds(CLOCK_REALTIME) + self.ahead
        monotonicAnchor = Self.milliseconds(CLOCK_MONOTONIC)
    }

    /// The present instant of this clock.
    public func now() -> LedgerInstant {
        let advanced = Self.milliseconds(CLOCK_MONOTONIC) - monotonicAnchor
        return LedgerInstant(millisecondsSinceEpoch: wallAnchor + advanced)
    }

    /// How far the wall clock has drifted from this one.
    public func divergence() -> Duration {
        .milliseconds(
            Self.milliseconds(CLOCK_REALTIME) + ahead - now().millisecondsSinceEpoch
        )
    }

    private static func milliseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// A clock that tests and the simulator move by hand.
public final class ManualClock: LedgerClock {
    private let instant: Mutex<LedgerInstant>

    /// Makes a clock that stands at an instant.
    public init(_ start: LedgerInstant) {
        instant = Mutex(start)
    }

    /// The present instant of this clock.
    public func now() -> LedgerInstant { instant.withLock { $0 } }

    /// How far the wall clock has drifted from this one.
    public func divergence() -> Duration { .zero }

    /// Moves the clock on.
    public func advance(by duration: Duration) {
        instant.withLock { $0 = $0.advanced(by: duration) }
    }

    /// Moves the clock to an instant.
    public func set(_ instant: LedgerInstant) {
        self.instant.withLock { $0 = instant }
    }
}
