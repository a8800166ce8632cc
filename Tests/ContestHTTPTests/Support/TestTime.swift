import ContestEngine
import ContestModel

/// The time of the test contests: June 2026 in Shanghai.
enum TestTime {
    /// Friday 2026-06-05, 10:00 in Shanghai: 02:00 UTC on day 20,609 since the epoch.
    static let start = LedgerInstant(millisecondsSinceEpoch: 20_609 * 86_400_000 + 7_200_000)

    /// A clock that stands at the start.
    static func clock() -> ManualClock { ManualClock(start) }

    /// An instant of June 2026 in Shanghai.
    static func june(_ day: Int, _ hour: Int, _ minute: Int = 0, _ second: Int = 0)
        -> LedgerInstant
    {
        start.advanced(
            by: .seconds((day - 5) * 86_400 + (hour - 10) * 3_600 + minute * 60 + second)
        )
    }
}
