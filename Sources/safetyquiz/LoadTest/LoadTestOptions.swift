import ArgumentParser
import Foundation
import LoadTest

/// What `load-test` is told.
struct LoadTestOptions: ParsableArguments {
    @Option(help: "场景名或场景文件 / a scenario's name or file")
    var scenario: String?

    @Option(help: "按比例缩小人数、人次和看榜的人 / multiplies people, attempts and spectators")
    var scale = 1.0

    @Option(help: "参赛人数，默认按场景，否则 2000 / participants")
    var participants: Int?

    @Option(help: "答题总次数，默认按场景，否则 20000 / attempts of all together")
    var attempts: Int?

    @Option(help: "并发连接数 / connections")
    var connections: Int?

    @Option(help: "随机种子 / the seed")
    var seed: UInt64 = 1

    @Option(help: "高峰每秒开始多少次答题（开环）/ attempts a second at the peak: an open loop")
    var rate: Double?

    @Option(help: "--rate 的持续秒数，不给则做完全部次数 / seconds at that rate")
    var seconds: Double?

    @Option(help: "99 % 的延迟上限，毫秒 / the bound of the 99th percentile in ms")
    var p99: Double?

    @Option(help: "已有服务器上的竞赛名 / the contest on an existing server")
    var contest: String?

    @Option(help: "自启服务器所用题库，默认安全生产月 / the bank for a server of its own")
    var bank: String?

    @Option(help: "每项请求重复发送的比例 / share of requests sent several times")
    var duplicates: Double?

    @Option(name: .customLong("json"), help: "把结果写入此 JSON 文件 / write the figures as JSON")
    var jsonFile: String?

    @Option(name: .customLong("html"), help: "把报告写成网页 / write the report as an HTML page")
    var htmlFile: String?

    @Flag(help: "不经 HTTP，直接驱动引擎，虚拟时钟，次数均摊到场景的天数 / no HTTP, a virtual clock, day by day")
    var inProcess = false

    @Flag(help: "找出 p99 不超限的最高速率 / search the highest rate that keeps p99 under its bound")
    var findLimit = false

    @Flag(help: "估算需要什么机器、多少磁盘 / estimate the machine and the disk")
    var estimate = false

    @Option(help: "估算用：高峰每秒开始多少次答题 / for --estimate: attempts a second at the peak")
    var peak: Double?

    @Option(help: "估算用：以前的 --json 结果，不再实测 / for --estimate: an earlier run's JSON")
    var costs: String?

    @Option(help: "只扮演第 K 份（共 N 份），结果写入 --json 供合并 / play part K/N, to be merged")
    var shard: String?

    @Option(help: "几份同时开始的时刻，如 2027-06-01T08:00:00Z / when the parts begin, with --shard")
    var beginAt: BeginInstant?

    @Option(help: "断线、429、503 时一个请求最多发几次，默认 6 / how often a request is sent at most")
    var retries: Int?

    @Option(help: "由几个进程同时施压 / how many processes play together")
    var processes = 1

    @Flag(help: "不把服务器和压测程序固定在不同的核上 / do not pin to separate cores")
    var noPin = false

    @Flag(help: "允许在正式竞赛里产生虚拟参赛者 / let invented people into a contest that counts")
    var countsForReal = false

    @Flag(help: .hidden)
    var waitsForWord = false

    // For the parts of `--processes`: the server of their parent closes the contest on time.
    @Flag(help: .hidden)
    var closesOnTime = false

    /// The scenario with what the options change in it.
    func chosenScenario() throws -> Scenario {
        var made: Scenario
        if let name = scenario {
            do {
                made = try Scenario(yaml: Self.text(of: name)).scaled(by: scale)
            } catch let error as ScenarioError {
                throw Failure.wrongData("\(name)：\(error)")
            }
        } else {
            made = Scenario(scenario: "", title: "")
            // A closed loop has a participant on each; an open one must not wait for them.
            made.connections = rate != nil || findLimit ? 1_024 : 128
            // Enough that some are free while a rate beyond the limit keeps many waiting.
            if findLimit { made.people = 10_000 }
            made.repeated = 0.02
            made = made.scaled(by: scale)
        }
        made.people = participants ?? made.people
        made.attempts = attempts ?? made.attempts
        made.connections = connections ?? made.connections
        made.repeated = duplicates ?? made.repeated
        made.p99Limit = p99 ?? made.p99Limit
        made.tries = retries ?? made.tries
        return made
    }

    /// The text of a scenario's file: a path, or a name below `scripts/scenarios`.
    private static func text(of name: String) throws -> String {
        let isPath = name.contains("/") || name.hasSuffix(".yaml")
        let path = isPath ? name : "\(scenarioFolder)/\(name).yaml"
        if !isPath, !FileManager.default.fileExists(atPath: path) {
            throw Failure.misused(
                "没有场景 \(name)；有 \(knownScenarios.joined(separator: "、")) / no such scenario"
            )
        }
        let bytes = try Console.read(path, upTo: Scenario.largestFile)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let scenarioFolder = ShippedFiles.path("scripts/scenarios")

    private static var knownScenarios: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: scenarioFolder)) ?? []
        let known = names.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        return known.isEmpty ? ["\(scenarioFolder)/*.yaml"] : known
    }

    /// What is done to a target.
    func plan(for target: LoadTestTarget) throws -> LoadPlan {
        let scenario = try chosenScenario()
        var plan = LoadPlan(baseURL: target.client.base, organiserToken: target.client.token)
        plan.contest = target.contest
        plan.scenario = scenario.scenario.isEmpty ? nil : scenario.scenario
        plan.isBoundNamed = p99 != nil
        plan.seed = seed
        do {
            try scenario.apply(to: &plan, peak: rate)
        } catch { throw Failure.wrongData("\(error)") }
        if target.midnight != nil || closesOnTime {
            plan.closesAfter = scenario.closes.map { .seconds($0) }
        }
        if let rate, let seconds {
            guard
                let steady = PhasedSchedule.steady(rate: rate, seconds: seconds, seed: seed)
            else { throw Failure.wrongData("速率或时间超出范围 / rate or seconds out of range") }
            plan.schedule = steady.schedule
            plan.attempts = steady.attempts
            plan.warmUp = steady.warmUp
        }
        return plan
    }

    /// The bank of a contest of its own.
    var bankPath: String { bank ?? ShippedFiles.path("QuestionBanks/safety-month.yaml") }

    func shardOfPlan() throws -> Shard? {
        guard let shard else { return nil }
        guard let read = Shard(shard), jsonFile != nil else {
            throw Failure.misused("--shard 写作 2/4，并要 --json / such as 2/4, with --json")
        }
        return read
    }
}
