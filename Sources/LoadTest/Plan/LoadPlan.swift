public import ContestModel

/// What a load test does: who takes part, how often, how they behave, and against which server.
///
/// A share is a probability from 0 to 1; values outside are clamped where they are used.
public struct LoadPlan: Sendable {
    /// The server, such as `http://127.0.0.1:8080`, without a path.
    public var baseURL: String
    /// The contest's name; `nil` takes the first open contest that the server lists.
    public var contest: String?
    /// The organiser's token: it must allow the audit view.
    public var organiserToken: String
    /// The track that is played.
    public var track = "main"
    /// How many participants register, at least 1.
    public var participants = 2_000
    /// How many attempts they make together, spread evenly.
    public var attempts = 20_000
    /// How many connections at most; in a closed loop also how many participants play at once.
    public var connections = 256
    /// From how many addresses of this machine they come; more than one only works on loopback.
    public var sourceAddresses = 1
    /// Which of the participants this process plays.
    public var shard = Shard.whole
    /// Decides every random choice of the participants.
    public var seed: UInt64 = 1
    /// Tells this run's registrations from those of other runs against the same server: 8–64
    /// letters and digits.
    public var runName: String
    /// The chance that a participant answers right where the key is known from earlier verdicts.
    public var rightShare = 0.8
    /// The chance that a participant leaves the last attempt unfinished; the deadline ends it.
    public var abandonShare = 0.0
    /// The chance that a response or a submission is sent several times at once.
    public var duplicateShare = 0.0
    /// How many copies are sent then.
    public var copies = 3
    /// The chance that a participant goes away in the middle of an attempt and takes it up again.
    public var resumeShare = 0.0
    /// The chance that a participant belongs to the first unit; the others are spread evenly.
    public var crowdedUnitShare = 0.0
    /// How long a participant reads before each answer and before submitting: evenly between.
    public var think: ClosedRange<Duration> = .zero ... .zero
    /// How many watch the board by server-sent events.
    public var watchers = 0
    /// How many looks at the board's first page there are a second.
    public var pollsPerSecond = 0.0
    /// When attempts begin.
    public var schedule: any ArrivalSchedule = ClosedLoop()
    /// Requests due so early in an open loop are not measured.
    public var warmUp: Duration = .zero
    /// The bound of the 99th percentile by which an open loop passes; `nil`: none is asked for.
    public var p99Limit: Duration?
    /// Whether that bound was named; the scenario's usual one is called so in the report.
    public var isBoundNamed = false
    /// The scenario's name or file, for the report.
    public var scenario: String?
    /// How many attempts may be under way at once in an open loop; beyond it arrivals wait, and
    /// are late.
    public var mostUnderWay = 50_000
    /// When the contest closes, since the beginning of the attempts; `nil`: not during the run.
    ///
    /// Who comes later must be turned away.
    public var closesAfter: Duration?
    /// The same as an instant, once the attempts have begun.
    var closesAt: ContinuousClock.Instant?
    /// What happens after a lost connection and after 429 and 503.
    public var retries = RetryPolicy()
    /// How long one request may take.
    public var requestTimeout: Duration = .seconds(30)
    /// How long the server may take, after the last receipt, until its tallies show it.
    public var settlingTime: Duration = .seconds(30)
    /// The contest had nobody in it when the first process began; the figures of that moment are
    /// not read.
    public var beganEmpty = false
    /// The contest's ranking rules, by which the clients rank themselves, where the server does not say
    /// them.
    public var ranking = RankingRules()
    /// Where every request that writes is noted before it is sent; `nil` for no log.
    public var oracleLog: String?

    /// Makes a plan of the usual size.
    ///
    /// - Parameters:
    ///   - baseURL: The server, such as `http://127.0.0.1:8080`.
    ///   - organiserToken: A token that allows the audit view.
    public init(baseURL: String, organiserToken: String) {
        self.baseURL = baseURL
        self.organiserToken = organiserToken
        runName = "run" + String(UInt64.random(in: .min ... .max), radix: 16)
    }

    /// What people do, in words that are the same where they do the same.
    var behaviour: String {
        let phases = (schedule as? PhasedSchedule)?.phases.map {
            "\($0.seconds) \($0.from) \($0.to)"
        }
        return [
            "track \(track)", "addresses \(sourceAddresses)", "right \(rightShare)",
            "abandon \(abandonShare)", "repeat \(duplicateShare) × \(copies)",
            "resume \(resumeShare)", "crowded \(crowdedUnitShare)", "think \(think)",
            "watchers \(watchers)", "polls \(pollsPerSecond)", "warm-up \(warmUp)",
            "retries \(retries.tries)", "phases \(phases ?? [])",
        ]
        .joined(separator: "; ")
    }

    /// How many participants play at the same moment in a closed loop.
    var workers: Int { max(1, min(shardConnections, shard.count(of: participants))) }

    /// The shard's part of the connections, the watchers and the looks.
    var shardConnections: Int { max(1, connections / shard.total) }
    var shardWatchers: Int { shard.count(of: watchers) }
    var shardPollsPerSecond: Double { pollsPerSecond / Double(shard.total) }

    /// When the schedule is at its peak, since the beginning of the attempts; `nil` in a closed loop.
    var peakStretch: Range<Duration>? {
        (schedule as? PhasedSchedule).map {
            let stretch = $0.peakStretch(after: warmUp.wholeAndFraction)
            return .seconds(stretch.lowerBound) ..< .seconds(stretch.upperBound)
        }
    }

    /// How many attempts this participant makes: the first ones make one more where the division
    /// leaves a remainder.
    func attempts(of participant: Int) -> Int {
        guard participants > 0 else { return 0 }
        let (each, remainder) = attempts.quotientAndRemainder(dividingBy: participants)
        return each + (participant < remainder ? 1 : 0)
    }
}
