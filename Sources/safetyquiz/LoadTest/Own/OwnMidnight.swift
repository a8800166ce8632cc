import Foundation
import LoadTest

/// When the attempts of a scenario begin in which a midnight matters, and how far ahead the server's
/// clock must be for that midnight to come when the scenario says.
///
///     now ──── people register ──── begin ──── scenario.midnight or .closes ────▶ 00:00 in Shanghai
struct OwnMidnight: Sendable {
    /// The instant of this machine's clock at which the attempts begin.
    let begin: BeginInstant
    /// How far ahead the server's clock is, in seconds.
    let secondsAhead: Double
    /// The last day before that midnight, by the server's clock.
    let day: Date

    /// The time zone of contests, in seconds east of Greenwich: China has one, and no summer time.
    private static let zone = 28_800.0
    private static let dayLength = 86_400.0
    /// Slow machines register so many a second, and take so long to start.
    private static let registrationsPerSecond = 200.0
    private static let startUp = 10.0

    /// - Returns: `nil` where no midnight matters.
    init?(for scenario: Scenario, now: Date = Date()) {
        guard let after = scenario.midnight ?? scenario.closes else { return nil }
        let registering = Double(scenario.people) / Self.registrationsPerSecond
        let begin = now.addingTimeInterval((Self.startUp + registering).rounded(.up))
        let midnight = begin.timeIntervalSince1970 + after
        let sinceMidnight = (midnight + Self.zone).truncatingRemainder(dividingBy: Self.dayLength)
        secondsAhead = Self.dayLength - sinceMidnight
        self.begin = BeginInstant(date: begin)
        // A civil day is named by its number since 1970, here of the day that ends at that midnight.
        day = Date(timeIntervalSince1970: midnight + secondsAhead + Self.zone - Self.dayLength / 2)
    }
}
