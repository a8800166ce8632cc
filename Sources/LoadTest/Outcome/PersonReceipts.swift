/// What one person was told who plays without HTTP: receipts as the engine gives them.
public struct PersonReceipts: Sendable {
    private var pseudonym: String
    private var folded = FoldedAttempts()

    /// Nothing yet.
    ///
    /// - Parameter pseudonym: The name on boards.
    public init(pseudonym: String) { self.pseudonym = pseudonym }

    /// An attempt has ended with a receipt.
    ///
    /// - Parameters:
    ///   - points: In hundredths; `nil` where the contest hides them.
    ///   - responses: How many responses of the attempt have receipts.
    public mutating func note(
        sequence: Int,
        endedMilliseconds: Int,
        elapsedMilliseconds: Int,
        points: Int?,
        counts: Bool,
        responses: Int
    ) {
        folded.begun += 1
        folded.acknowledged += 1
        folded.responses += responses
        guard counts else { return }
        folded.counted.append(
            CountedReceipt(
                sequence: sequence,
                endedMilliseconds: endedMilliseconds,
                elapsedMilliseconds: elapsedMilliseconds,
                points: points
            )
        )
    }

    /// An attempt has begun, and nobody knows how it ended.
    public mutating func noteUncertain() {
        folded.begun += 1
        folded.uncertain += 1
    }

    var person: LoadOutcome.Person { LoadOutcome.Person(pseudonym: pseudonym, folded: folded) }
}

extension LoadOutcome {
    /// What people know who played without HTTP.
    public init(
        inProcess people: [PersonReceipts],
        plan: LoadPlan,
        latencies: LatencyRecorder,
        sequences: SequenceSet,
        errors: [String: Int],
        seconds: Double,
        use: ResourceUse
    ) {
        participants = people.count
        self.people = people.map(\.person)
        self.seconds = seconds
        measuredSeconds = seconds
        self.errors = errors
        (self.latencies, timeline) = latencies.snapshot
        self.sequences = sequences.bits
        self.use = use
        parts = [plan.shard]
        terms = RunTerms(plan)
        terms.loop = "in-process"
        terms.connections = 0
    }
}
