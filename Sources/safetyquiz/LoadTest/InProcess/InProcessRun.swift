import ArgumentParser
import Audit
import ContestEngine
import ContestModel
import Foundation
import LoadTest
import Synchronization

/// `--in-process`: the scenario's people play through the engine, without HTTP, their attempts spread
/// over the scenario's days, on a clock that goes from day to day as soon as a day's attempts are made.
struct InProcessRun {
    let options: LoadTestOptions
    let leftovers: Leftovers

    private static let contestName = "load-test"
    /// 2027-06-01 08:00 in Shanghai.
    private static let start = LedgerInstant(millisecondsSinceEpoch: 1_811_808_000_000)
    private static let day = Duration.seconds(86_400)

    func run() async throws {
        let scenario = try options.chosenScenario()
        let clock = ManualClock(Self.start)
        let options = options
        let report = try await InProcessServer.run(clock: clock, leftovers) { server in
            try await Self.play(scenario, options, server, clock)
        }
        try LoadTestOutput.write(report, json: options.jsonFile, html: options.htmlFile)
    }

    private static func play(
        _ scenario: Scenario,
        _ options: LoadTestOptions,
        _ server: InProcessServer,
        _ clock: ManualClock
    ) async throws -> LoadReport {
        let perDay = scenario.attempts / max(1, scenario.people * scenario.days) + 1
        let contest = OwnContest(
            name: contestName,
            bank: options.bankPath,
            attemptsPerDay: scenario.attempts <= scenario.people * scenario.days ? 1 : perDay,
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
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        var use = ResourceUse()
        use.seconds = seconds
        use.generator = probe.flatMap { ProcessUsage(process: getpid())?.since($0) }
        use.coresByMachine = ["here": ProcessInfo.processInfo.activeProcessorCount]
        return try await judge(crowd, seconds, use, scenario, options, server)
    }

    /// Compares what the server shows with what the people were told, as after a run over HTTP, and
    /// recomputes everything from the ledger.
    private static func judge(
        _ crowd: EngineCrowd,
        _ seconds: Double,
        _ use: ResourceUse,
        _ scenario: Scenario,
        _ options: LoadTestOptions,
        _ server: InProcessServer
    ) async throws -> LoadReport {
        var plan = LoadPlan(baseURL: server.client.base, organiserToken: server.client.token)
        plan.contest = contestName
        plan.scenario = scenario.scenario.isEmpty ? nil : scenario.scenario
        plan.participants = scenario.people
        plan.attempts = scenario.attempts
        plan.seed = options.seed
        plan.beganEmpty = true
        let told = crowd.told
        let outcome = LoadOutcome(
            inProcess: told.people,
            plan: plan,
            latencies: crowd.latencies,
            sequences: crowd.sequences,
            errors: told.errors,
            seconds: seconds,
            use: use
        )
        var report = try await LoadTestSession.run(plan) { try await $0.judge(outcome) }
        if !scenario.leftOut.isEmpty {
            report.notes.append(
                "直接调用引擎，没有演：\(scenario.leftOut.joined(separator: "、")) / not played without HTTP"
            )
        }
        let ledger = try LedgerAudit(path: server.ledger(of: contestName))
        let view = "/v1/contests/\(contestName)/audit-view"
        let bytes = try await server.client.send("GET", view)
        let boards = try JSONDecoder().decode(LiveBoards.self, from: Data(bytes))
        LoadTestOutput.take(try ledger.compare(live: boards), try ledger.run(), into: &report)
        return report
    }
}

extension Scenario {
    /// What of it needs HTTP, or time that passes.
    fileprivate var leftOut: [String] {
        [
            arrival == nil ? nil : "到达曲线 phases", think.upperBound > 0 ? "思考时间 think" : nil,
            abandon > 0 ? "中途离开 abandon" : nil, resume > 0 ? "接着答 resume" : nil,
            repeated > 0 ? "重复发送 repeat" : nil, right > 0 ? "记住答案 right" : nil,
            midnight != nil ? "零点 midnight" : nil, closes != nil ? "截止 closes" : nil,
            watchers > 0 || pollsPerSecond > 0 ? "看榜 watchers, polls" : nil,
        ]
        .compactMap(\.self)
    }
}
