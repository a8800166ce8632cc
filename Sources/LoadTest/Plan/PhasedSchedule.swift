// A schedule is a line of intensities over time. Between two corners the intensity rises or falls
// evenly, so the attempts that are due up to an instant are the area below the line:
//
//     intensity  1 │      ┌────────
//                  │     ╱│  steady
//              0.2 │────┘ ramp
//                  └───────────────→ seconds
//
// Attempt `n` is due where the area reaches `n` plus a fraction between 0 and 1 that follows from
// the seed and `n`: arrivals are irregular like people, in order, and the same in every process.

/// An open-loop schedule of phases, each with an intensity at its beginning and at its end.
public struct PhasedSchedule: ArrivalSchedule {
    /// A stretch of time over which the intensity changes evenly.
    public struct Phase: Codable, Hashable, Sendable {
        /// How long it is.
        public var seconds: Double
        /// The intensity at its beginning, relative to the other phases.
        public var from: Double
        /// The intensity at its end.
        public var to: Double

        /// Makes a phase.
        public init(seconds: Double, from: Double = 1, to: Double = 1) {
            self.seconds = seconds
            self.from = from
            self.to = to
        }

        var area: Double { seconds * (from + to) / 2 }

        /// When the area since the phase's beginning reaches this.
        ///
        /// The root of `from·t + (to - from)/(2·seconds)·t²`, in the form that also holds for a
        /// level line.
        func instant(of area: Double) -> Double {
            let slope = (to - from) / seconds
            let root = (from * from + 2 * slope * max(0, area)).squareRoot()
            let sum = from + root
            return sum > 0 ? min(seconds, 2 * max(0, area) / sum) : 0
        }
    }

    /// The phases, stretched to the length that they have in this schedule.
    public let phases: [Phase]
    /// Attempts a second at intensity 1.
    public let attemptsPerSecond: Double
    private let isRandom: Bool
    private let seed: UInt64

    /// Spreads attempts over phases.
    ///
    /// - Parameters:
    ///   - peak: The most attempts a second: the phases are stretched or shortened so that all of
    ///     `attempts` fit. `nil`: the phases keep their lengths.
    ///   - isRandom: Whether arrivals are irregular.
    /// - Returns: `nil` where the phases have no length or no intensity.
    public init?(
        _ phases: [Phase],
        attempts: Int,
        peak: Double? = nil,
        isRandom: Bool = true,
        seed: UInt64 = 1
    ) {
        let area = phases.reduce(0) { $0 + $1.area }
        let highest = phases.reduce(0) { max($0, max($1.from, $1.to)) }
        guard attempts > 0, area > 0, area.isFinite, highest > 0,
            phases.allSatisfy({ $0.seconds > 0 && $0.from >= 0 && $0.to >= 0 })
        else { return nil }
        if let peak {
            guard peak > 0, peak.isFinite else { return nil }
            attemptsPerSecond = peak / highest
            let stretch = Double(attempts) / (attemptsPerSecond * area)
            self.phases = phases.map {
                Phase(seconds: $0.seconds * stretch, from: $0.from, to: $0.to)
            }
        } else {
            attemptsPerSecond = Double(attempts) / area
            self.phases = phases
        }
        self.isRandom = isRandom
        self.seed = seed
    }

    /// Warm-up and ramp, then a steady rate.
    ///
    /// - Returns: The schedule, how many attempts it has, and how long it warms up.
    public static func steady(
        rate: Double,
        seconds: Double,
        warmUp: Double = 5,
        ramp: Double = 5,
        seed: UInt64 = 1
    ) -> (schedule: PhasedSchedule, attempts: Int, warmUp: Duration)? {
        let phases = [
            Phase(seconds: warmUp, from: 0.2, to: 0.2), Phase(seconds: ramp, from: 0.2, to: 1),
            Phase(seconds: seconds),
        ].filter { $0.seconds > 0 }
        let wanted = phases.reduce(0) { $0 + $1.area } * rate
        guard wanted >= 1, wanted < 1e9, let attempts = Int(exactly: wanted.rounded()),
            let schedule = PhasedSchedule(phases, attempts: attempts, seed: seed)
        else { return nil }
        return (schedule, attempts, .seconds(warmUp + ramp))
    }

    /// When this attempt is due.
    public func due(attempt: Int) -> Duration? {
        var area = (Double(attempt) + fraction(of: attempt)) / attemptsPerSecond
        var seconds = 0.0
        for phase in phases {
            guard area > phase.area else { return .seconds(seconds + phase.instant(of: area)) }
            area -= phase.area
            seconds += phase.seconds
        }
        return .seconds(seconds)
    }

    /// Always.
    public var isOpen: Bool { true }

    /// How long the attempts go on arriving.
    public var length: Duration { .seconds(phases.reduce(0) { $0 + $1.seconds }) }

    /// The most attempts a second.
    public var peak: Double {
        attemptsPerSecond * phases.reduce(0) { max($0, max($1.from, $1.to)) }
    }

    private func fraction(of attempt: Int) -> Double {
        guard isRandom else { return 0 }
        var generator = SeededGenerator(seed: seed, stream: attempt)
        return Double(generator.next() >> 11) * 0x1p-53
    }
}
