/// What a load test found: one JSON object with stable names.
public struct LoadReport: Codable, Hashable, Sendable {
    /// How many participants the plan has.
    public var participants = 0
    /// How many attempts were begun.
    public var attempts = 0
    /// How many submissions have a receipt.
    public var acknowledged = 0
    /// How many responses have a receipt.
    public var responsesAcknowledged = 0
    /// Acknowledged submissions that the server does not show.
    public var lost = 0
    /// Submissions that the server shows too often.
    public var duplicated = 0
    /// Requests that failed for good, and answers that contradict each other.
    public var errors = 0
    /// The errors by `kind: reason`.
    public var errorsByKind: [String: Int] = [:]
    /// Refusals in trials that were meant to find out what is too much: no errors of the verdict.
    public var overloadByKind: [String: Int] = [:]
    /// Requests sent again after a lost connection, 429 or 503.
    public var retries = 0
    /// 人数 by the clients' count.
    public var peopleExpected = 0
    /// 人数 by the server.
    public var peopleCounted = 0
    /// 人次 by the clients' count.
    public var attemptsExpected = 0
    /// 人次 by the server.
    public var attemptsCounted = 0
    /// Participants whose value, attempts or rank differ from the clients' own ranking.
    public var rankingMismatches = 0
    /// False where the contest hides points, or its figures could not be read.
    public var rankingCompared = false
    /// Whether the server's figures could be read.
    public var figuresRead = false
    /// How long the attempts took, in seconds.
    public var seconds = 0.0
    /// Answered starts, responses and submissions a second.
    public var requestsPerSecond = 0.0
    /// Attempts that began a second, over the whole run.
    public var attemptsPerSecond = 0.0
    /// The scenario's name; `nil` where there was none.
    public var scenario: String?
    /// `closed`, `open` or `in-process`.
    public var loop = "closed"
    /// Connections at most.
    public var connections = 0
    /// What was asked for and whether it was borne; `nil` where nothing was asked for.
    public var target: TargetResult?
    /// How late attempts began, where they were on a schedule.
    public var lateness: LatencyFigures?
    /// How long attempts waited until a participant was free, of those that did; not the server's.
    public var waits: LatencyFigures?
    /// Processor time, memory and disk of both sides.
    public var use: ResourceUse?
    /// What an attempt and a participant cost, where the server was on this machine.
    public var costs: MeasuredCosts?
    /// Events that those who watched boards received.
    public var boardEvents = 0
    /// Streams of boards that ended too early.
    public var boardDrops = 0
    /// Latency and throughput over time.
    public var timeline: [TimelinePoint] = []
    /// Latencies of starts, responses and submissions together.
    public var latency = LatencyFigures()
    /// Latencies by kind of request.
    public var latencyByRequest: [String: LatencyFigures] = [:]
    /// The first differences, for people.
    public var notes: [String] = []
    /// Whether the independent audit of the ledger and of every board agrees; `nil`: none was made,
    /// because the ledger is not within reach.
    public var auditAgrees: Bool?
    /// How many watched a board, as planned.
    public var watchers = 0
    /// Measured requests of attempts that were refused and sent again.
    public var refusals = 0
    /// Starts that came after the contest had closed, and were refused as they must be.
    public var turnedAway = 0
    /// When the report was made, as `2027-06-01T08:00:00Z`.
    public var date: String?
    /// What a search for the limit has found; in JSON it stands beside the report.
    public var limit: LimitFindings?

    /// Whether submissions were acknowledged of which none counts: a rehearsal.
    var comparesNothing: Bool { acknowledged > 0 && attemptsExpected == 0 }

    /// Makes an empty report.
    public init() {}

    /// Whether everything that must hold does; a target that was missed is no fault of the counts.
    public var holds: Bool {
        lost == 0 && duplicated == 0 && errors == 0 && rankingMismatches == 0 && figuresRead
            && peopleCounted == peopleExpected && attemptsCounted == attemptsExpected
    }

    enum CodingKeys: String, CodingKey {
        case participants, attempts, acknowledged, lost, duplicated, errors, retries
        case seconds, notes, scenario, refusals, watchers, loop, connections, target, costs,
            timeline, date
        case turnedAway = "turned_away"
        case auditAgrees = "audit_agrees"
        case overloadByKind = "errors_of_overload"
        case waits = "waits_for_people_ms"
        case attemptsPerSecond = "attempts_per_second"
        case lateness = "lateness_ms"
        case use = "resources"
        case boardEvents = "board_events"
        case boardDrops = "board_drops"
        case responsesAcknowledged = "responses_acknowledged"
        case errorsByKind = "errors_by_kind"
        case peopleExpected = "people_expected"
        case peopleCounted = "people_counted"
        case attemptsExpected = "attempts_expected"
        case attemptsCounted = "attempts_counted"
        case rankingMismatches = "ranking_mismatches"
        case figuresRead = "figures_read"
        case rankingCompared = "ranking_compared"
        case requestsPerSecond = "requests_per_second"
        case latency = "latency_ms"
        case latencyByRequest = "latency_by_request"
    }
}

extension LoadReport {
    /// Puts together what the clients found and what the verdict says of it.
    ///
    /// - Parameter overload: Errors that are told apart and are none of the verdict's.
    init(
        _ outcome: LoadOutcome,
        _ verdict: Verdict,
        forgiving overload: [String: Int] = [:]
    ) {
        participants = outcome.participants
        for person in outcome.people {
            attempts += person.folded.begun
            acknowledged += person.folded.acknowledged
            responsesAcknowledged += person.folded.responses
        }
        overloadByKind = overload
        errorsByKind = outcome.errors.subtracting(overload)
        errors = errorsByKind.values.reduce(0, +)
        retries = outcome.retries
        take(verdict)
        if comparesNothing {
            notes.append(
                "没有一次计入（演练竞赛？），名次和人次等于没有核对 / nothing counts, so no rank was tested"
            )
        }
        latency = outcome.latencies.attempts
        for kind in RequestKind.allCases where kind != .read {
            let figures = outcome.latencies.figures(of: kind)
            if figures.count > 0 || kind.isPartOfAttempt {
                latencyByRequest[kind.rawValue] = figures
            }
        }
        seconds = (outcome.seconds * 1_000).rounded() / 1_000
        if outcome.measuredSeconds > 0 {
            requestsPerSecond =
                (Double(latency.count) / outcome.measuredSeconds * 10).rounded() / 10
        }
        if outcome.seconds > 0 {
            attemptsPerSecond = (Double(attempts) / outcome.seconds * 10).rounded() / 10
        }
        scenario = outcome.terms.scenario
        loop = outcome.terms.loop
        connections = outcome.terms.connections
        watchers = outcome.watchers
        refusals = outcome.refusals
        turnedAway = outcome.turnedAway
        use = outcome.use
        boardEvents = outcome.boardEvents
        boardDrops = outcome.boardDrops
        timeline = outcome.timeline.points
        if loop == "open" {
            lateness = outcome.lateness
            if outcome.waits.count > 0 { waits = outcome.waits }
        }
        if outcome.peak != nil, let limit = outcome.terms.p99Limit {
            target = TargetResult(
                outcome,
                p99Limit: limit,
                measured: latency,
                failures: errors
            )
            target?.isBoundNamed = outcome.terms.isBoundNamed
        }
    }

    /// Takes over the verdict's figures.
    mutating func take(_ verdict: Verdict) {
        lost = verdict.lost
        duplicated = verdict.duplicated
        peopleExpected = verdict.peopleExpected
        peopleCounted = verdict.peopleCounted
        attemptsExpected = verdict.attemptsExpected
        attemptsCounted = verdict.attemptsCounted
        rankingMismatches = verdict.rankingMismatches
        rankingCompared = verdict.isRankingCompared
        figuresRead = verdict.isRead
        notes = verdict.notes
    }
}
