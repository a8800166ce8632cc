import ArgumentParser
import Foundation
import LoadTest

/// Puts the files of several parts together and judges them as one run.
struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "合并几份 --shard 的结果并核对 / put the parts of --shard together and judge them",
        discussion: """
            各份的参数（场景、人数、次数、速率、p99 上限、种子）从文件里读，必须相同；开始答题的时刻相差
            不得超过 1 秒。竞赛在第一份开始前必须没有人参加。
            What was played is read from the files and must be the same; the parts must have begun within a
            second. The contest must have been empty before the first part.
            """
    )

    @Argument(help: "各份的 JSON 文件 / the parts' files")
    var files: [String]

    @Option(help: "竞赛名 / the contest")
    var contest: String?

    @Option(name: .customLong("json"), help: "把结果写入此 JSON 文件 / write the figures as JSON")
    var jsonFile: String?

    @Option(name: .customLong("html"), help: "把报告写成网页 / write the report as an HTML page")
    var htmlFile: String?

    @OptionGroup var server: ServerOptions

    func validate() throws {
        guard !files.isEmpty else {
            throw ValidationError("要给各份的文件 / name the parts' files")
        }
        guard server.url != nil else {
            throw ValidationError("要给 --url：核对要看服务器 / --url is needed for the verdict")
        }
    }

    func run() async throws {
        try LoadTestOptions.checkAreNew(jsonFile, htmlFile)
        let parts = try files.map(Self.outcome(in:))
        let client = try await server.client()
        var plan = LoadPlan(baseURL: client.base, organiserToken: client.token)
        plan.contest = contest
        plan.beganEmpty = true
        var report = try await LoadTestSession.run(plan) {
            try await $0.judge(try LoadOutcome.merged(parts))
        }
        report.notes.append(LoadTestOutput.notAudited)
        try LoadTestOutput.write(report, json: jsonFile, html: htmlFile)
    }

    static func outcome(in file: String) throws -> LoadOutcome {
        let bytes = try Console.read(file, upTo: 4 << 30)
        do { return try JSONDecoder().decode(LoadOutcome.self, from: Data(bytes)) } catch {
            throw Failure.wrongData("\(file) 不是 --shard 的结果 / is no part of a run")
        }
    }
}
