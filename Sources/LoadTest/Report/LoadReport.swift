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
    /// How long the attempts took, in seconds.
    public var seconds = 0.0
    /// Answered starts, responses and submissions a second.
    public var requestsPerSecond = 0.0
    /// Latencies of starts, responses and submissions together.
    public var latency = LatencyFigures()
    /// Latencies by kind of request.
    public var latencyByRequest: [String: LatencyFigures] = [:]
    /// The first differences, for people.
    public var notes: [String] = []
    /// Nothing lost, doubled or mis-ranked, no errors, and all figures equal.
    public var passed = false

    /// Whether everything that must hold does.
    var holds: Bool {
        lost == 0 && duplicated == 0 && errors == 0 && rankingMismatches == 0 && rankingCompared
            && peopleCounted == peopleExpected && attemptsCounted == attemptsExpected
    }

    enum CodingKeys: String, CodingKey {
        case participants, attempts, acknowledged, lost, duplicated, errors, retries
        case seconds, notes, passed
        case responsesAcknowledged = "responses_acknowledged"
        case errorsByKind = "errors_by_kind"
        case peopleExpected = "people_expected"
        case peopleCounted = "people_counted"
        case attemptsExpected = "attempts_expected"
        case attemptsCounted = "attempts_counted"
        case rankingMismatches = "ranking_mismatches"
        case rankingCompared = "ranking_compared"
        case requestsPerSecond = "requests_per_second"
        case latency = "latency_ms"
        case latencyByRequest = "latency_by_request"
    }
}

extension LoadReport {
    /// Gathers what the clients counted and what the verdict found.
    init(
        plan: LoadPlan,
        entrants: [Entrant],
        seconds: Duration,
        client: ContestClient,
        verdict: Verdict
    ) {
        participants = plan.participants
        // An attempt that was taken up again is one attempt.
        attempts = entrants.reduce(0) { $0 + Set($1.attempts.lazy.compactMap(\.token)).count }
        for attempt in entrants.lazy.flatMap(\.attempts) {
            if attempt.receipt != nil { acknowledged += 1 }
            responsesAcknowledged += attempt.responses.count
        }
        errorsByKind = client.failures.errors
        errors = errorsByKind.values.reduce(0, +)
        retries = client.failures.retries
        take(verdict)
        latency = client.latencies.attemptFigures
        for kind in RequestKind.allCases where kind != .read {
            latencyByRequest[kind.rawValue] = client.latencies.figures(of: kind)
        }
        let milliseconds = seconds.milliseconds
        self.seconds = milliseconds.rounded() / 1_000
        requestsPerSecond =
            milliseconds > 0 ? (Double(latency.count) / milliseconds * 10_000).rounded() / 10 : 0
        passed = holds
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
        notes = verdict.notes
    }
}
