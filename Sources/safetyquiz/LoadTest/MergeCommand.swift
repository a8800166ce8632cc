import ArgumentParser
import Foundation
import LoadTest

/// Puts the files of several parts together and judges them as one run.
struct Merge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "合并几份 --shard 的结果并核对 / put the parts of --shard together and judge them",
        discussion: """
            竞赛在第一份开始前必须没有人参加。The contest must have been empty before the first part.
            """
    )

    @Argument(help: "各份的 JSON 文件 / the parts' files")
    var files: [String]

    @OptionGroup var options: LoadTestOptions
    @OptionGroup var server: ServerOptions

    func run() async throws {
        try options.check(hasServer: server.url != nil)
        guard server.url != nil else {
            throw Failure.wrongData("要给 --url：核对要看服务器 / --url is needed for the verdict")
        }
        let target = LoadTestTarget(client: try await server.client(), contest: options.contest)
        var plan = try options.plan(for: target)
        plan.beganEmpty = true
        guard let first = files.first else { return }
        var whole = try Self.outcome(in: first)
        for file in files.dropFirst() { whole.add(try Self.outcome(in: file)) }
        let wrong = whole.wrongParts
        guard wrong.isEmpty else {
            throw Failure.wrongData(
                "缺少或重复的份：\(wrong.joined(separator: "、")) / parts missing or given twice"
            )
        }
        let merged = whole
        let report: LoadReport
        do {
            report = try await LoadSession.run(plan) { try await $0.judge(merged) }
        } catch { throw Failure.unreachable("\(error)") }
        try await LoadTestOutput(options: options, target: target).finish(report)
    }

    static func outcome(in file: String) throws -> LoadOutcome {
        let bytes = try Console.read(file, upTo: 4 << 30)
        do { return try JSONDecoder().decode(LoadOutcome.self, from: Data(bytes)) } catch {
            throw Failure.wrongData("\(file) 不是 --shard 的结果 / is no part of a run")
        }
    }
}
