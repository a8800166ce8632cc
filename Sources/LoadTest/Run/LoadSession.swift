import FoundationEssentials

/// One contest with its simulated participants: they register once and may play several times.
public struct LoadSession: Sendable {
    /// What is done; between two plays its schedule and its number of attempts may change.
    public var plan: LoadPlan

    let client: ContestClient
    let grounds: ContestGrounds
    let reader: FigureReader
    let before: ServerFigures
    let log: OracleLog?
    let sequences = SequenceSet()
    private let keys = LearnedKeys()
    private let progress: @Sendable (RunProgress) -> Void
    private var crowd: Crowd
    /// Errors of trials that were meant to find out what is too much: the verdict forgives them.
    var overload: [String: Int] = [:]

    /// Opens a session, hands it to `body`, and closes its connections.
    ///
    /// - Throws: `LoadTestError` where the run could not begin or its log is not to be trusted.
    public static func run<Value>(
        _ plan: LoadPlan,
        progress: @escaping @Sendable (RunProgress) -> Void = { _ in },
        _ body: (inout LoadSession) async throws -> Value
    ) async throws -> Value {
        guard plan.participants > 0, plan.attempts > 0 else { throw LoadTestError.emptyPlan }
        guard plan.watchers == 0 || !plan.baseURL.hasPrefix("https:") else {
            throw LoadTestError.watchersNeedHTTP
        }
        let client = ContestClient(plan: plan)
        do {
            var session = try await LoadSession(plan, client, progress)
            let value = try await body(&session)
            await client.close()
            return value
        } catch {
            await client.close()
            guard let failure = error as? RequestFailure else { throw error }
            throw LoadTestError.notPrepared(request: plan.baseURL, reason: failure.reason)
        }
    }

    private init(
        _ plan: LoadPlan,
        _ client: ContestClient,
        _ progress: @escaping @Sendable (RunProgress) -> Void
    ) async throws {
        _ = PhaseCounter(.preparation, total: 0, report: progress)
        var plan = plan
        self.client = client
        self.progress = progress
        log = try plan.oracleLog.map(OracleLog.init(path:))
        grounds = try await ContestGrounds.read(plan, by: client)
        if let ranking = grounds.ranking { plan.ranking = ranking }
        self.plan = plan
        reader = FigureReader(client: client, plan: plan, path: "/v1/contests/" + grounds.contest)
        before = plan.beganEmpty ? .empty : try await reader.baseline()
        crowd = Crowd(plan: plan)
    }

    private var player: Player {
        Player(
            client: client,
            plan: plan,
            path: reader.path,
            keys: keys,
            log: log,
            keepsChoices: false
        )
    }

    /// Registers everyone of the shard, few at once: that prepares the test and is none.
    public mutating func register() async {
        let total = plan.shard.count(of: plan.participants)
        var queue = Crowd(crowd.entrants, workers: min(plan.workers, Self.mostRegistering))
        await queue.register(
            by: player,
            on: grounds,
            counter: PhaseCounter(.registration, total: total, report: progress)
        )
        crowd = Crowd(queue.entrants.sorted { $0.index < $1.index }, workers: plan.workers)
    }

    /// So many register at once.
    private static let mostRegistering = 128

    /// Plays the plan's attempts and waits until those that were left have ended.
    ///
    /// Latencies of an earlier play are forgotten; its failures and receipts are not.
    public mutating func play(watch: ResourceWatch? = nil) async -> LoadOutcome {
        let (lateness, waits): (LatencyFigures, LatencyFigures)
        let began = ContinuousClock.now
        let beganMilliseconds = Int(Date().timeIntervalSince1970 * 1_000)
        plan.closesAt = plan.closesAfter.map { began + $0 }
        let player = player
        client.latencies.begin(at: began, warmUp: plan.warmUp)
        client.peak.begin(plan.peakStretch.map { began + $0.lowerBound..<began + $0.upperBound })
        let probe = watch.map(ResourceProbe.init)
        let spectators = await Spectators.enter(player)
        let total = plan.shard.attempts(of: plan)
        let counter = PhaseCounter(.attempts, total: total, report: progress)
        if plan.schedule.isOpen {
            let roster = Roster(
                crowd.entrants.sorted { $0.index < $1.index },
                shard: plan.shard,
                attempts: plan.attempts(of:)
            )
            let loop = OpenLoop(
                plan: plan,
                player: player,
                sequences: sequences,
                counter: counter
            )
            await loop.play(roster, began: began)
            crowd = Crowd(roster.entrants, workers: plan.workers)
            lateness = loop.lateness.figures(of: .start)
            waits = loop.waits.figures(of: .start)
        } else {
            await crowd.playRounds(player, sequences, counter)
            (lateness, waits) = (LatencyFigures(), LatencyFigures())
        }
        let seconds = ContinuousClock.now - began
        let use = probe?.use() ?? ResourceUse()
        let seen = await spectators.leave()
        // What comes after the attempts is not measured.
        let measured = client.latencies.snapshot
        let refusals = client.latencies.refusals
        await crowd.settle(player, sequences, progress)
        await crowd.finish(player, sequences)
        var outcome = LoadOutcome(
            plan: plan,
            entrants: crowd.entrants,
            client: client,
            sequences: sequences.bits,
            seconds: seconds
        )
        (outcome.latencies, outcome.timeline) = (measured.latencies, measured.timeline)
        (outcome.lateness, outcome.waits) = (lateness, waits)
        outcome.use = use
        outcome.boardEvents = seen.events
        outcome.boardDrops = seen.dropped
        outcome.refusals = refusals
        outcome.turnedAway = client.turnedAway.value
        outcome.beganMilliseconds = beganMilliseconds
        return outcome
    }

    /// Compares the server's figures with an outcome: this session's, or those of all processes
    /// put together.
    public func judge(_ outcome: LoadOutcome) async throws -> LoadReport {
        _ = PhaseCounter(.verdict, total: 0, report: progress)
        let entrants = outcome.entrants
        let highest = max(entrants.highestSequence, outcome.sequences.highest)
        let after = await reader.figures(reaching: highest)
        try await log?.finish()
        var outcome = outcome
        // The figures' own failures come after the outcome was gathered.
        outcome.errors.merge(client.failures.errors) { max($0, $1) }
        let verdict = Verdict(
            of: entrants,
            repeated: outcome.sequences.repeated,
            before: before,
            after: after,
            ranking: plan.ranking
        )
        return LoadReport(outcome, verdict, forgiving: overload)
    }
}

extension Shard {
    /// How many of the plan's attempts the shard plays.
    fileprivate func attempts(of plan: LoadPlan) -> Int {
        guard total > 1 else { return plan.attempts }
        return members(of: plan.participants).reduce(0) { $0 + plan.attempts(of: $1) }
    }
}
