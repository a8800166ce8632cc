import ArgumentParser
import Audit
import ContestEngine
import ContestModel
import Foundation
import LoadTest
import Synchronization

/// `--in-process`: the scenario's people play through the engine, without HTTP, at most one attempt
/// a day each, on a clock that goes from day to day as soon as a day's attempts are made.
struct InProcessRun {
    let options: LoadTestOptions
    let leftovers: Leftovers

    private static let contestName = "load-test"
    /// 2027-06-01 08:00 in Shanghai.
    private static let start = LedgerInstant(millisecondsSinceEpoch: 1_811_808_000_000)
    private static let day = Duration.seconds(86_400)

    func run() async throws {
        let scenario = try options.chosenScenario()
        guard scenario.attempts <= scenario.people * scenario.days else {
            throw Failure.wrongData(
                """
                每人每天一次，\(scenario.people) 人 \(scenario.days) 天做不完 \(scenario.attempts) 次 \
                / at one a day these are too many attempts
                """
            )
        }
        let clock = ManualClock(Self.start)
        let options = options
        let report = try await InProcessServer.run(clock: clock, leftovers) { server in
            try await Self.play(scenario, options, server, clock)
        }
        try LoadTestOutput.write(report, options)
        if !report.passed { throw ExitCode(1) }
    }

    private static func play(
        _ scenario: Scenario,
        _ options: LoadTestOptions,
        _ server: InProcessServer,
        _ clock: ManualClock
    ) async throws -> LoadReport {
        let contest = OwnContest(
            name: contestName,
            bank: options.bank,
            attemptsPerDay: 1,
            timeLimit: scenario.timeLimit,
            days: scenario.days
        )
        let first = Double(start.millisecondsSinceEpoch) / 1_000
        try await contest.hold(at: server.client, day: Date(timeIntervalSince1970: first))
        guard let engine = server.house.contest(contestName)?.contest else {
            throw Failure.unreachable("竞赛没有开始 / the contest did not begin")
        }
        let bar = ProgressBar()
        let crowd = EngineCrowd(
            engine: engine,
            scenario: scenario,
            clock: clock,
            seed: options.seed
        )
        let people = try await crowd.register(server.client) { bar.show($0) }
        let began = ContinuousClock.now
        let probe = ProcessUsage(process: getpid())
        crowd.latencies.begin(at: began)
        try await crowd.play(people, from: start, day: day) { bar.show($0) }
        let seconds = (ContinuousClock.now - began).seconds
        let usage = probe.flatMap { ProcessUsage(process: getpid())?.since($0) }
        return try await judge(crowd, people, seconds, usage, options, server)
    }

    /// Reads what the server shows and recomputes everything from the ledger.
    private static func judge(
        _ crowd: EngineCrowd,
        _ people: [EngineCrowd.Person],
        _ seconds: Double,
        _ usage: ProcessUsage?,
        _ options: LoadTestOptions,
        _ server: InProcessServer
    ) async throws -> LoadReport {
        let bytes = try await server.client.send("GET", "/v1/contests/\(contestName)/audit-view")
        let boards = try JSONDecoder().decode(LiveBoards.self, from: Data(bytes))
        let ledger = try LedgerAudit(path: server.ledger(of: contestName))
        let audit = try ledger.run()
        var report = LoadReport()
        report.loop = "in-process"
        report.scenario = options.scenario
        report.participants = people.count
        let counts = crowd.counts
        report.attempts = counts.submissions
        report.acknowledged = counts.submissions
        report.responsesAcknowledged = counts.responses
        report.errorsByKind = counts.errors
        report.errors = counts.errors.values.reduce(0, +)
        report.duplicated = crowd.sequences.bits.repeated
        report.peopleExpected = counts.standings.count
        report.attemptsExpected = counts.standings.values.reduce(0) { $0 + $1.attempts }
        report.peopleCounted = boards.tally.people
        report.attemptsCounted = boards.tally.attempts
        report.rankingCompared = true
        for row in audit.standings?.rows ?? [] {
            let known = counts.standings[row.participant]
            if let known {
                report.lost += max(0, known.attempts - row.attempts)
                report.duplicated += max(0, row.attempts - known.attempts)
            }
            if known?.value != row.value { report.rankingMismatches += 1 }
        }
        let ranked = audit.standings?.rows.count ?? 0
        report.lost += max(0, counts.standings.count - ranked)
        report.seconds = (seconds * 1_000).rounded() / 1_000
        report.latency = crowd.latencies.attemptFigures
        for kind in RequestKind.allCases {
            let figures = crowd.latencies.figures(of: kind)
            if figures.count > 0 { report.latencyByRequest[kind.rawValue] = figures }
        }
        report.timeline = crowd.latencies.points
        report.requestsPerSecond = (Double(report.latency.count) / seconds * 10).rounded() / 10
        report.attemptsPerSecond = (Double(report.attempts) / seconds * 10).rounded() / 10
        var use = ResourceUse()
        use.seconds = seconds
        use.generator = usage
        use.generatorCores = ProcessInfo.processInfo.activeProcessorCount
        report.use = use
        report.passed = report.holds
        LoadTestOutput.take(try ledger.compare(live: boards), audit, into: &report)
        return report
    }
}

extension Duration {
    fileprivate var seconds: Double { self / .seconds(1) }
}
