// A scenario file says who takes part and how they behave. It is YAML; every line but the first two
// may be left out, and no other line is allowed:
//
//     scenario: midnight        # its name
//     title: 零点恢复次数         # what it stands for
//     people: 20000
//     attempts: 20000           # of all together, spread evenly: some make one more than others
//     days: 1                   # --in-process spreads the attempts over so many days, one a day
//     connections: 4000         # keep-alive connections at most
//     addresses: 16             # source addresses they come from (loopback only)
//     arrival:                  # left out: a closed loop, everybody as fast as answers come
//       warm_up: 5              # requests due in the first seconds are not measured
//       phases:                 # [seconds, intensity at the beginning, at the end]
//         - [10, 0, 1]
//         - [60, 1, 0.2]
//     think: [1, 9]             # seconds before each answer, evenly between
//     abandon: 0.02             # share of attempts left in the middle; the deadline ends them
//     resume: 0.05              # share that goes away in the middle and takes the attempt up again
//     repeat: 0.02              # share of answers and submissions that are sent `copies` times
//     copies: 3
//     retries: 6                # how often a request is sent at most, when refused or cut off
//     right: 0.8                # chance of a right answer where the key has been seen
//     crowded_unit: 0.1         # share of people in the first unit, above its even share
//     watchers: 100             # boards watched by server-sent events
//     polls_per_second: 20      # looks at the board's first page
//     time_limit: 150           # seconds for a paper, in a contest that the test makes itself
//     midnight: 60              # seconds after the beginning at which the contest's day turns, ...
//     closes: 300               # ... or at which the contest closes, in one that the test makes itself
//     p99_limit: 500            # milliseconds: the bound by which an open loop passes
//
// Intensities are relative: the phases keep their lengths, and the attempts are spread below the
// line. `--rate` sets the peak in attempts a second and stretches the phases instead. `--scale`
// multiplies people, attempts, watchers and polls; the phases stay as long as they are, and thinking
// times are never scaled.

/// Who takes part in a load test, and how they behave.
public struct Scenario: Hashable, Sendable {
    /// Its name, as in the file's name.
    public var scenario: String
    /// What it stands for.
    public var title: String
    /// How many take part.
    public var people = 2_000
    /// How many attempts they make together.
    public var attempts = 20_000
    /// Over how many days, where time is virtual.
    public var days = 1
    /// Keep-alive connections at most.
    public var connections = 256
    /// Source addresses.
    public var addresses = 1
    /// When attempts begin; `nil`: a closed loop.
    public var arrival: Arrival?
    /// Seconds before each answer.
    public var think: ClosedRange<Double> = 0...0
    /// Share of attempts that are left.
    public var abandon = 0.0
    /// Share of attempts that are taken up again.
    public var resume = 0.0
    /// Share of answers and submissions that are sent several times at once.
    public var repeated = 0.0
    /// How many times then.
    public var copies = 3
    /// How often a request is sent at most.
    public var tries = RetryPolicy().tries
    /// Chance of a right answer where the key is known.
    public var right = 0.8
    /// Share of people in one unit.
    public var crowdedUnit = 0.0
    /// Watched boards.
    public var watchers = 0
    /// Looks at the board a second.
    public var pollsPerSecond = 0.0
    /// Seconds for a paper.
    public var timeLimit = 150
    /// When the contest's day turns, in seconds since the first attempt was due.
    ///
    /// Each person then has one attempt a day. `nil`: not during the run.
    public var midnight: Double?
    /// When the contest closes, in seconds since the first attempt was due; `nil`: not during the run.
    public var closes: Double?
    /// The bound of the 99th percentile, in milliseconds.
    public var p99Limit = 500.0

    /// When attempts begin.
    public struct Arrival: Hashable, Sendable {
        /// Seconds that are not measured.
        public var warmUp: Double
        /// How intense the arrival is over time.
        public var phases: [PhasedSchedule.Phase]
    }

    /// Makes a scenario of the usual size.
    public init(scenario: String, title: String) {
        self.scenario = scenario
        self.title = title
    }

    /// The same with fewer people, attempts and spectators, at least one person and one attempt.
    public func scaled(by scale: Double) -> Scenario {
        func scaled(_ count: Int) -> Int {
            Int(exactly: (Double(count) * scale).rounded()) ?? count
        }
        var copy = self
        copy.people = max(1, scaled(people))
        copy.attempts = max(1, scaled(attempts))
        copy.watchers = scaled(watchers)
        copy.pollsPerSecond = pollsPerSecond * scale
        return copy
    }

    /// The most attempts a second, where the scenario says when they begin.
    public var peak: Double? {
        arrival.flatMap { PhasedSchedule($0.phases, attempts: attempts)?.peak }
    }

    /// Sets a plan up for the scenario.
    ///
    /// - Parameter peak: The most attempts a second; `nil` leaves the phases as long as they are,
    ///   and a closed loop closed.
    /// - Throws: `ScenarioError.noSchedule` where attempts and phases or peak make none.
    public func apply(to plan: inout LoadPlan, peak: Double? = nil) throws(ScenarioError) {
        plan.participants = people
        plan.attempts = attempts
        plan.connections = connections
        plan.sourceAddresses = addresses
        plan.think = .seconds(think.lowerBound) ... .seconds(think.upperBound)
        plan.abandonShare = abandon
        plan.resumeShare = resume
        plan.duplicateShare = repeated
        plan.copies = copies
        plan.retries.tries = tries
        plan.rightShare = right
        plan.crowdedUnitShare = crowdedUnit
        plan.watchers = watchers
        plan.pollsPerSecond = pollsPerSecond
        guard arrival != nil || peak != nil else { return }
        // A closed loop that is given a rate warms up for a twentieth and ramps for another.
        let phases =
            arrival?.phases ?? [
                PhasedSchedule.Phase(seconds: 1, from: 0.2, to: 0.2),
                PhasedSchedule.Phase(seconds: 1, from: 0.2, to: 1),
                PhasedSchedule.Phase(seconds: 18),
            ]
        guard
            let schedule = PhasedSchedule(
                phases,
                attempts: attempts,
                peak: peak,
                seed: plan.seed
            )
        else { throw .noSchedule }
        let given = phases.reduce(0) { $0 + $1.seconds }
        let stretch = schedule.length.wholeAndFraction / given
        plan.schedule = schedule
        plan.warmUp = .seconds((arrival?.warmUp ?? 2) * stretch)
        plan.p99Limit = .milliseconds(p99Limit)
    }
}
