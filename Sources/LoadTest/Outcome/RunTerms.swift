/// What one process was told to play; the parts of one run must agree in it.
public struct RunTerms: Codable, Hashable, Sendable {
    /// The scenario's name; `nil` where there was none.
    public var scenario: String?
    /// The contest's name; `nil`: the first open one.
    public var contest: String?
    /// Everything else that people were told, in words.
    public var behaviour = ""
    /// Participants of all parts together.
    public var participants = 0
    /// Attempts of all parts together.
    public var attempts = 0
    /// Connections of all parts together, at most.
    public var connections = 0
    /// What decides every random choice.
    public var seed: UInt64 = 0
    /// `open` or `closed`.
    public var loop = "closed"
    /// Attempts a second at the peak of the whole schedule; `nil` in a closed loop.
    public var peak: Double?
    /// The bound of the 99th percentile in milliseconds; `nil` where none was asked for.
    public var p99Limit: Double?
    /// Whether the bound was named, or is the scenario's own.
    public var isBoundNamed = false

    /// Makes terms.
    public init() {}

    init(_ plan: LoadPlan) {
        scenario = plan.scenario
        contest = plan.contest
        behaviour = plan.behaviour
        participants = plan.participants
        attempts = plan.attempts
        connections = plan.connections
        seed = plan.seed
        loop = plan.schedule.isOpen ? "open" : "closed"
        peak = (plan.schedule as? PhasedSchedule)?.peak
        p99Limit = plan.p99Limit?.milliseconds
        isBoundNamed = plan.isBoundNamed
    }

    /// The lines in which other terms differ, for people.
    func differences(from other: RunTerms) -> [String] {
        func line<Value: Equatable>(_ name: String, _ one: Value, _ two: Value) -> String? {
            one == two ? nil : name
        }
        return [
            line("scenario", scenario, other.scenario), line("contest", contest, other.contest),
            line("behaviour", behaviour, other.behaviour),
            line("participants", participants, other.participants),
            line("attempts", attempts, other.attempts),
            line("connections", connections, other.connections),
            line("seed", seed, other.seed), line("rate", peak, other.peak),
            line("p99", p99Limit, other.p99Limit),
        ]
        .compactMap(\.self)
    }
}
