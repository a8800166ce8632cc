import Dispatch
import Foundation
import Testing

/// The control of `scripts/torture tsan`: a race that the thread sanitizer must report.
///
/// It runs only where it is asked for, and shows nothing without the sanitizer.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SAFETYQUIZ_PLANTED_RACE"] != nil))
struct PlantedRaceTests {
    /// Unchecked because the race is what it is for.
    private final class Counter: @unchecked Sendable {
        var value = 0
    }

    /// Threads and not tasks: one thread may run all of those, one after the other.
    @Test func `two threads count in one place without a lock`() {
        let counter = Counter()
        let ended = DispatchSemaphore(value: 0)
        for _ in 0..<2 {
            Thread.detachNewThread {
                for _ in 0..<10_000 { counter.value &+= 1 }
                ended.signal()
            }
        }
        for _ in 0..<2 { ended.wait() }
        #expect(counter.value > 0)
    }
}
