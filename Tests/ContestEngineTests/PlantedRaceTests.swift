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

    @Test func `four tasks count in one place without a lock`() async {
        let counter = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { for _ in 0..<10_000 { counter.value &+= 1 } }
            }
        }
        #expect(counter.value > 0)
    }
}
