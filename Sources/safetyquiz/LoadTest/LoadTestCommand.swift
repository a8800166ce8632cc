import ArgumentParser
import Foundation
import LoadTest

/// `load-test`, and `load-test merge`.
struct LoadTestCommand: AsyncParsableCommand {
    // The options belong to `play`: a command hides those of its subcommands that are named alike.
    static let configuration = CommandConfiguration(
        commandName: "load-test",
        abstract: "压力测试：模拟参赛者，核对有无丢失、重复、排错名次 / a load test with a verdict",
        subcommands: [LoadTestPlay.self, Merge.self],
        defaultSubcommand: LoadTestPlay.self
    )
}

/// Plays simulated participants against a server and says whether anything was lost.
struct LoadTestPlay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "play",
        abstract: "模拟参赛者；不写 play 也是它 / simulated participants; the word may be left out",
        discussion: """
            不给 --url 时自行启动一个服务器（临时数据目录），测完用独立审计核对账本后停止。
            Without --url it starts a server on a fresh folder and audits its ledger afterwards.
            场景 scenarios（scripts/scenarios/*.yaml）：county-month midnight last-hour factory spectators
            bots mixed。有到达曲线或 --rate 时为开环：到点就开始，不因服务器变慢而变慢，延迟从应当
            开始的时刻算起。With phases or --rate the loop is open: attempts begin when they are due,
            and latency counts from that instant.
            为免误伤，环境变量 SAFETYQUIZ_URL 在这里不起作用；演练竞赛不需要 --counts-for-real。
            SAFETYQUIZ_URL is not read here; a rehearsal needs no --counts-for-real.
            """
    )

    @OptionGroup var options: LoadTestOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        _ = Serve.raiseFileLimit()
        try options.check(hasServer: server.url != nil)
        if server.token != nil, server.url == nil {
            throw Failure.misused("--token 是 --url 那个服务器的 / --token belongs to the server of --url")
        }
        let leftovers = Leftovers()
        try await leftovers.clearing { try await run(leftovers) }
    }

    private func run(_ leftovers: Leftovers) async throws {
        if options.estimate, let file = options.costs {
            return try EstimateRun(options: options).answer(by: EstimateRun.costs(in: file))
        }
        if options.inProcess {
            return try await InProcessRun(options: options, leftovers: leftovers).run()
        }
        if server.url != nil {
            let client = try await server.client()
            try await requirePermission(client)
            let target = LoadTestTarget(
                client: client,
                contest: options.contest,
                watch: ResourceWatch(
                    serverProcess: nil,
                    serverCores: 0,
                    generatorProcess: getpid(),
                    generatorCores: CoreSplit.allowedCount
                )
            )
            return try await run(target, leftovers)
        }
        let scenario = try options.chosenScenario()
        let midnight =
            options.findLimit || options.estimate ? nil : OwnMidnight(for: scenario)
        let own = try await OwnServer.start(
            pinned: !options.noPin,
            secondsAhead: midnight?.secondsAhead ?? 0,
            leftovers
        )
        var target = try await own.holdContest(for: scenario, options, midnight)
        target.midnight = midnight
        try await run(target, leftovers)
    }

    private func run(_ target: LoadTestTarget, _ leftovers: Leftovers) async throws {
        if target.own != nil, !options.findLimit, !options.estimate {
            OwnServer.noteFewPeople(try options.plan(for: target))
        }
        if options.findLimit {
            try await LimitRun(options: options, target: target).run()
        } else if options.estimate {
            try await EstimateRun(options: options).run(target)
        } else if let shard = try options.shardOfPlan() {
            let run = ShardRun(options: options, target: target, leftovers: leftovers)
            try await run.play(shard)
        } else if options.processes > 1 {
            let run = ShardRun(options: options, target: target, leftovers: leftovers)
            try await run.playTogether()
        } else {
            try await play(target)
        }
    }

    private func play(_ target: LoadTestTarget) async throws {
        let plan = try options.plan(for: target)
        let report = try await LoadTestSession.play(
            plan,
            watch: target.watch,
            beginning: target.midnight?.begin
        )
        try await LoadTestOutput(options: options, target: target).finish(report)
    }

    /// Invented people stay in a contest for ever: it must be a rehearsal, or meant.
    private func requirePermission(_ client: OrganiserClient) async throws {
        struct Contest: Decodable {
            var rehearsal: Bool
        }
        if options.countsForReal { return }
        if let contest = options.contest {
            let path = "/v1/contests/\(OrganiserClient.escaped(contest))"
            if try await client.json(Contest.self, "GET", path).rehearsal { return }
        }
        throw Failure.misused(
            """
            压力测试会把虚拟参赛者永久写入竞赛账本。只应对专门的测试竞赛进行；确认后加 \
            --counts-for-real / invented people stay in the contest for ever
            """
        )
    }
}

/// The server and the contest that are tested.
struct LoadTestTarget: Sendable {
    var client: OrganiserClient
    /// `nil`: the first open contest that the server lists.
    var contest: String?
    /// The server, where the command has started it.
    var own: OwnServer?
    /// Whose processor time is noted.
    var watch: ResourceWatch?
    /// The midnight that comes during the run.
    var midnight: OwnMidnight?
}
