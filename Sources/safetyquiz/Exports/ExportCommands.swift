import ArgumentParser
import Foundation

/// Exports a table of a contest.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "导出表格：成绩、人员、答题、统计 / export a table",
        discussion: """
            表名：standings 成绩，people 人员，attempts 答题记录，tallies 地区、单位、行业统计，
            items 题目统计，winners 中奖名单。
            格式：csv（Excel 可直接打开）、gb18030、xlsx、jsonl。
              safetyquiz export standings --contest NAME --format xlsx --output standings.xlsx
              safetyquiz export tallies --contest NAME --of units --by day --output days.csv
              safetyquiz export people --contest NAME --phones --reason 发奖 --output people.xlsx
            只写竞赛名而不写 --contest 时导出成绩 / with no --contest the argument is the contest.
            """
    )

    @Argument(help: "表名 / the table")
    var name: String

    @Option(help: "竞赛名 / the contest")
    var contest: String?

    @Option(help: "csv、gb18030、xlsx、jsonl；成绩还有 json / the format")
    var format = "csv"

    @Option(
        name: [.long, .customLong("to")],
        help: "写入文件，缺省为标准输出 / the file to write, else stdout"
    )
    var output: String?

    @Option(
        help:
            "成绩的时段：overall、day、week、day:2027-06-05、week:2027-W23、2027-06-01..2027-06-07 / the period"
    )
    var period: String?

    @Option(help: "只要此地区代码以下 / within a region's code")
    var region: String?

    @Option(help: "只要此单位代码以下 / within a unit's code")
    var unit: String?

    @Option(help: "统计对象：regions、units、industries、all / what tallies are of")
    var of: String?

    @Option(help: "统计方式：total 或 day / tallies in total or by day")
    var by: String?

    @Flag(help: "含手机号，须写明理由并记入日志 / with telephone numbers, which is logged")
    var phones = false

    @Option(help: "导出手机号的理由 / why telephone numbers are needed")
    var reason: String?

    @OptionGroup var server: ServerOptions

    func run() async throws {
        let client = try await server.client()
        let path = "/v1/contests/\(OrganiserClient.escaped(contest ?? name))"
        guard format != "json" else {
            let bytes = try await StandingsPages.joined(client, path + "/standings?format=json")
            try Console.write(bytes, to: output)
            return
        }
        let table = contest == nil ? "standings" : name
        var query = ["format=\(OrganiserClient.escaped(format))"]
        let options = [
            ("period", period), ("region", region), ("unit", unit), ("of", of), ("by", by),
            ("phones", phones ? "true" : nil), ("reason", reason),
        ]
        for case (let name, let value?) in options {
            query.append("\(name)=\(OrganiserClient.escaped(value))")
        }
        try await client.download(
            "\(path)/exports/\(OrganiserClient.escaped(table))?\(query.joined(separator: "&"))",
            to: output
        )
    }
}

/// The pages of the standings in JSON.
private enum StandingsPages {
    /// All pages as one object.
    static func joined(_ client: OrganiserClient, _ path: String) async throws -> [UInt8] {
        func object(_ bytes: [UInt8]) -> [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
        }
        var whole = object(try await client.send("GET", path))
        var rows = whole["rows"] as? [Any] ?? []
        while let next = whole["next"] as? String {
            whole = object(try await client.send("GET", "\(path)&cursor=\(next)"))
            rows += whole["rows"] as? [Any] ?? []
        }
        whole["rows"] = rows
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys]
        return Array(try JSONSerialization.data(withJSONObject: whole, options: options))
    }
}

/// The organiser's summary.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "竞赛情况报告：总结用语、网页、工作簿 / the contest's report",
        discussion: """
            text 第一行是可直接放进工作总结的一句话；html 可打印；xlsx 含总览、每日、地区、单位、行业。
              safetyquiz report --contest NAME
              safetyquiz report --contest NAME --output report.html
            """
    )

    @Option(help: "竞赛名 / the contest")
    var contest: String

    @Option(help: "text、html、xlsx、json；缺省看文件名，没有文件名时为 text / the format")
    var format: String?

    @Option(help: "写入文件，缺省为标准输出 / the file to write, else stdout")
    var output: String?

    @OptionGroup var server: ServerOptions

    func run() async throws {
        let ending = output.map { URL(fileURLWithPath: $0).pathExtension } ?? ""
        let known = ["html": "html", "xlsx": "xlsx", "json": "json"]
        let format = format ?? known[ending] ?? "text"
        try await server.client().download(
            "/v1/contests/\(OrganiserClient.escaped(contest))/report"
                + "?format=\(OrganiserClient.escaped(format))",
            to: output
        )
    }
}

/// Everything of a finished contest in one file.
struct ArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "竞赛归档：一个 ZIP，不用服务器也能打开 / archive a finished contest"
    )

    @Option(help: "竞赛名 / the contest")
    var contest: String

    @Option(help: "写入的 ZIP 文件 / the file to write")
    var output: String

    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await server.client().download(
            "/v1/contests/\(OrganiserClient.escaped(contest))/archive",
            to: output
        )
    }
}

/// The ledger without personal data.
struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "账本摘录，不含姓名电话，供他人核验 / the ledger without personal data",
        discussion: "摘录含题库答案，竞赛结束前不要公布 / it holds the keys: publish after closing."
    )

    @Option(help: "竞赛名 / the contest")
    var contest: String

    @Option(help: "写入的文件 / the file to write")
    var output: String

    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await server.client().download(
            "/v1/contests/\(OrganiserClient.escaped(contest))/extract",
            to: output
        )
    }
}
