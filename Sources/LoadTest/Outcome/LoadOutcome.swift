// What one process found, complete enough that several can be put together and judged as one:
//
//     {"participants": 87628, "seconds": 600.2, "retries": 0, "errors": {},
//      "people": [["00d1…", [[812,1718000000000,41000,400], …], 22, 22, 110, 0], …], …}
//
// A person is a pseudonym, the counted receipts (sequence, end, elapsed, points in hundredths or
// -2147483648), and how many attempts began, were acknowledged, how many responses, how many may
// have ended.

/// What the clients of one process, or of several, know after a run.
public struct LoadOutcome: Codable, Sendable {
    var participants = 0
    var seconds = 0.0
    var measuredSeconds = 0.0
    var retries = 0
    var errors: [String: Int] = [:]
    var latencies = LatencyHistograms()
    var timeline = Timeline()
    var lateness = LatencyFigures()
    /// How long attempts waited for somebody to be free, of those that did.
    var waits = LatencyFigures()
    /// Which parts of the participants were played.
    var parts: [Shard] = []
    var sequences = SequenceSet.Bits()
    var people: [Person] = []
    var use = ResourceUse()
    var boardEvents = 0
    /// How many watched a board, as planned.
    var watchers = 0
    var boardDrops = 0
    /// Measured requests of attempts that were refused with 429 or 503 and sent again.
    var refusals = 0
    /// Starts that were refused because the contest had closed, as it was meant to.
    var turnedAway = 0
    /// What the schedule asks for at its peak and what began there; `nil` in a closed loop.
    var peak: PeakRate?
    /// What was played.
    var terms = RunTerms()
    /// When the attempts began, by this machine's clock, in milliseconds since 1970.
    var beganMilliseconds = 0

    /// One participant.
    struct Person: Sendable {
        var pseudonym: String
        var folded: FoldedAttempts
    }

    private enum CodingKeys: String, CodingKey {
        case participants, seconds, retries, errors, latencies, timeline, lateness, sequences
        case people, use, peak, waits, parts, terms, refusals, watchers
        case turnedAway = "turned_away"
        case beganMilliseconds = "began_ms"
        case measuredSeconds = "measured_seconds"
        case boardEvents = "board_events"
        case boardDrops = "board_drops"
    }

    /// Adds what another process found that ran at the same time.
    mutating func add(_ other: LoadOutcome) {
        participants += other.participants
        seconds = max(seconds, other.seconds)
        measuredSeconds = max(measuredSeconds, other.measuredSeconds)
        retries += other.retries
        errors.merge(other.errors, uniquingKeysWith: +)
        latencies.add(other.latencies)
        timeline.add(other.timeline)
        lateness.takeWorst(other.lateness)
        waits.takeWorst(other.waits)
        parts += other.parts
        sequences.formUnion(other.sequences)
        people += other.people
        use.add(other.use)
        boardEvents += other.boardEvents
        boardDrops += other.boardDrops
        watchers += other.watchers
        refusals += other.refusals
        turnedAway += other.turnedAway
        if let theirs = other.peak {
            if peak == nil { peak = theirs } else { peak?.add(theirs) }
        }
    }

    /// Adds how long earlier plays of the same session took and what they used; their receipts are
    /// here already, and their latencies stay theirs.
    public mutating func follow(_ earlier: LoadOutcome) {
        seconds += earlier.seconds
        boardEvents += earlier.boardEvents
        boardDrops += earlier.boardDrops
        var whole = earlier.use
        whole.follow(use)
        use = whole
    }

    /// Notes what the server used, which only the process that started all of them knows.
    public mutating func noteServer(_ usage: ProcessUsage?, cores: Int) {
        use.server = usage
        use.serverCores = cores
    }

    /// The participants as the verdict takes them.
    var entrants: [Entrant] {
        people.enumerated().map { index, person in
            var entrant = Entrant(index: index, seed: 0)
            entrant.pseudonym = person.pseudonym
            entrant.folded = person.folded
            return entrant
        }
    }
}

extension LoadOutcome.Person: Codable {
    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        pseudonym = try list.decode(String.self)
        folded = FoldedAttempts()
        folded.counted = try list.decode([[Int]].self).compactMap(CountedReceipt.init(numbers:))
        folded.begun = try list.decode(Int.self)
        folded.acknowledged = try list.decode(Int.self)
        folded.responses = try list.decode(Int.self)
        folded.uncertain = try list.decode(Int.self)
    }

    func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        try list.encode(pseudonym)
        try list.encode(folded.counted.map(\.numbers))
        try list.encode(folded.begun)
        try list.encode(folded.acknowledged)
        try list.encode(folded.responses)
        try list.encode(folded.uncertain)
    }
}

extension CountedReceipt {
    fileprivate var numbers: [Int] {
        [sequence, endedMilliseconds, elapsedMilliseconds, points.map { $0 } ?? Self.hidden]
    }

    fileprivate init?(numbers: [Int]) {
        guard numbers.count == 4 else { return nil }
        sequence = numbers[0]
        endedMilliseconds = numbers[1]
        elapsedMilliseconds = numbers[2]
        points = numbers[3] == Self.hidden ? nil : numbers[3]
    }

    /// Points may be below zero, but not so far.
    private static let hidden = Int(Int32.min)
}
