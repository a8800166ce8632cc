import ArgumentParser
import Audit
import ContestModel
import Foundation
import LoadTest
import QuestionBanks

/// Plays simulated participants against a server and says whether anything was lost.
struct LoadTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load-test",
        abstract: "压力测试：模拟参赛者，核对有无丢失、重复、排错名次 / a load test with a verdict",
        discussion: """
            不给 --url 时自行启动一个服务器（临时数据目录），测完用独立审计核对账本后停止。
            Without --url it starts a server on a fresh folder and audits its ledger afterwards.
            为免误伤，环境变量 SAFETYQUIZ_URL 在这里不起作用；演练竞赛不需要 --counts-for-real。
            SAFETYQUIZ_URL is not read here; a rehearsal needs no --counts-for-real.
            """
    )

    @Option(help: "参赛人数 / participants")
    var participants = 2_000

    @Option(help: "答题总次数 / attempts of all together")
    var attempts = 20_000

    @Option(help: "并发连接数 / connections")
    var connections = 128

    @Option(help: "随机种子 / the seed")
    var seed: UInt64 = 1

    @Option(help: "已有服务器上的竞赛名 / the contest on an existing server")
    var contest: String?

    @Option(help: "自启服务器所用题库 / the bank for a server of its own")
    var bank = "QuestionBanks/safety-month.yaml"

    @Option(help: "每项请求重复发送的比例 / share of requests sent several times")
    var duplicates = 0.02

    @Option(name: .customLong("json"), help: "把结果写入此 JSON 文件 / write the figures as JSON")
    var jsonFile: String?

    @Flag(help: "允许在正式竞赛里产生虚拟参赛者 / let invented people into a contest that counts")
    var countsForReal = false

    @OptionGroup var server: ServerOptions

    func run() async throws {
        guard (1...10_000_000).contains(participants), (1...100_000_000).contains(attempts),
            (1...10_000).contains(connections)
        else { throw Failure.wrongData("人数、次数或连接数超出范围 / out of range") }
        guard server.url == nil else {
            let client = try await server.client()
            var isAllowed = countsForReal
            if !isAllowed { isAllowed = try await isRehearsal(client) }
            guard isAllowed else {
                throw Failure.wrongData(
                    """
                    压力测试会把虚拟参赛者永久写入竞赛账本。只应对专门的测试竞赛进行；确认后加 \
                    --counts-for-real / invented people stay in the contest for ever
                    """
                )
            }
            return try await play(client, ledger: nil)
        }
        let own = try await OwnServer.start()
        do {
            try await prepare(own.client)
            try await play(own.client, ledger: own.ledger(of: Self.contestName))
            try await own.stop()
        } catch {
            try? await own.stop()
            throw error
        }
    }

    private func isRehearsal(_ client: OrganiserClient) async throws -> Bool {
        guard let contest else { return false }
        struct Contest: Decodable {
            var rehearsal: Bool
        }
        let path = "/v1/contests/\(OrganiserClient.escaped(contest))"
        return try await client.json(Contest.self, "GET", path).rehearsal
    }

    private static let contestName = "load-test"

    /// Imports the bank and opens a contest with enough attempts a day.
    private func prepare(_ client: OrganiserClient) async throws {
        let questions = try BankFile.read(bank)
        guard let version = questions.value else {
            throw Failure.wrongData("题库 \(bank) 有错误 / the bank has errors")
        }
        _ = try await BankFile.store(bank, version, with: client)
        let perDay = (attempts + participants - 1) / participants
        let day: Double = 86_400
        let today = Date()
        let rules = """
            {"contest": "\(Self.contestName)", "title": "压力测试", "bank": "\(version.bank.bank)",
             "opens": "\(Self.date(today - day)) 00:00", "closes": "\(Self.date(today + 2 * day)) 00:00",
             "tracks": [{"name": "main", "title": "压力测试", "attempts_per_day": \(min(perDay * 2, 60_000)),
               "paper": {"questions": 5}, "time_limit": "150s", "delivery": "one_at_a_time",
               "feedback": "after_response", "points_shown": "after_submission"}],
             "ranking": {"value": "sum"}}
            """
        let path = "/v1/contests/\(Self.contestName)"
        try await client.send("PUT", path, body: Array(rules.utf8))
        for (kind, table) in [("regions", Self.regions), ("units", Self.units)] {
            try await client.send(
                "PUT",
                "\(path)/\(kind)",
                body: Array(table.utf8),
                type: "text/csv"
            )
        }
        let open = #"{"kind": "open", "reason_code": "load-test", "reason": "压力测试"}"#
        try await client.send("POST", "\(path)/acts", body: Array(open.utf8))
    }

    private func play(_ client: OrganiserClient, ledger: String?) async throws {
        var plan = LoadPlan(baseURL: client.base, organiserToken: client.token)
        plan.contest = contest ?? (ledger == nil ? nil : Self.contestName)
        plan.participants = participants
        plan.attempts = attempts
        plan.connections = connections
        plan.seed = seed
        plan.duplicateShare = duplicates
        let bar = ProgressBar()
        var report: LoadReport
        do { report = try await LoadRun.run(plan) { bar.show($0) } } catch {
            throw Failure.unreachable("\(error)")
        }
        if let ledger {
            let audit = try LedgerAudit(path: ledger).run()
            if !audit.isClean {
                report.notes.append("独立审计有 \(audit.differenceTotal) 处差异 / the audit differs")
                report.passed = false
                print(audit.text)
            } else {
                report.notes.append(
                    "独立审计一致：\(audit.people) 人，\(audit.attempts) 人次 / the audit agrees"
                )
            }
        }
        print(report.text)
        if let jsonFile {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try Console.write(Array(encoder.encode(report)) + [10], to: jsonFile)
        }
        if !report.passed { throw ExitCode(1) }
    }

    private static func date(_ date: Date) -> String {
        let day = Int32(clamping: Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
        return CivilDate(ContestDay(number: day)).description
    }

    private static let regions = """
        代码,名称,上级代码,人数
        1,示例市,,
        11,青石县,1,60000
        12,白杨县,1,30000
        111,河东镇,11,20000
        112,河西镇,11,40000
        121,柳林镇,12,30000
        """

    private static let units = """
        代码,名称,上级代码,人数
        A,应急系统,,
        A1,青石县应急管理局,A,120
        A2,白杨县应急管理局,A,90
        B,企业,,
        B1,示例化工厂,B,3000
        B2,示例煤矿,B,5000
        """
}

/// A server of the command's own, on a fresh folder, on a free port.
struct OwnServer {
    let client: OrganiserClient
    private let process: Process
    private let folder: String

    /// Starts this program as a server and waits until it listens.
    static func start() async throws -> OwnServer {
        let folder = NSTemporaryDirectory() + "safetyquiz-\(UUID().uuidString)"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).standardized
        if let real = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            process.executableURL = URL(fileURLWithPath: real)
        }
        process.arguments = ["serve", "--port", "0", "--data", folder]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else {
                throw Failure.unreachable("服务器没有启动 / the server did not start")
            }
            text += String(decoding: data, as: UTF8.self)
        }
        guard let url = text.split(separator: "\n").first?.split(separator: " ").last else {
            throw Failure.unreachable("服务器没有启动 / the server did not start")
        }
        let command = try OrganiserCommand.Token.parse(["--name", "load-test", "--data", folder])
        let token = try await command.make()
        return OwnServer(
            client: OrganiserClient(base: String(url), token: token),
            process: process,
            folder: folder
        )
    }

    func ledger(of contest: String) -> String {
        "\(folder)/contests/\(contest)/ledger.sqlite"
    }

    /// Drains the server and removes its folder.
    func stop() async throws {
        process.terminate()
        process.waitUntilExit()
        try FileManager.default.removeItem(atPath: folder)
    }
}
