import ArgumentParser
import Foundation

/// The prize draw: fixed first, drawn after, and checked by anybody.
struct DrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: "抽奖：先公布名单，再凭公开的随机数开奖 / the prize draw",
        discussion: """
            1. prepare 固定名单和奖项，公布名单的摘要和种子的摘要，说明将用哪个公开的随机数；
            2. 随机数公布以后（例如某期彩票的开奖号码），用 run 开奖；
            3. 任何人用 check 凭公布的名单和结果重抽一遍，一致才算数；audit 还核对名单与账本。
            已开的奖不受以后更正的影响，除非另用 void 作废；作废后换一个名称再抽。

            示例：
              safetyquiz draw prepare --contest C --name june --title 六月抽奖 --prize 一等奖=1 \\
                --prize 二等奖=10 --alternates 5 --source 双色球第2027075期开奖号码 \\
                --not-before 2027-07-02T22:00+08:00 --exclude-unit G1 --exclusion-reason 主办单位 \\
                --reason 按规则抽奖
              safetyquiz draw run --contest C --name june --randomness "02 05 11 17 28 30 + 07"
              safetyquiz draw show --contest C --name june --output june.json
              safetyquiz draw entrants --contest C --name june --output june.csv
              safetyquiz draw check june.json --entrants june.csv
            """,
        subcommands: [
            Prepare.self, Run.self, Withdraw.self, Show.self, Entrants.self, DrawCheckCommand.self,
        ]
    )

    /// A draw of a contest.
    struct Named: ParsableArguments {
        @Option(help: "竞赛名 / the contest")
        var contest: String

        @Option(help: "抽奖的名称：小写字母、数字、连字符 / the draw's name")
        var name: String

        /// The address of the draw.
        var path: String { "\(list)/\(OrganiserClient.escaped(name))" }

        /// The address of the contest's draws.
        var list: String { "/v1/contests/\(OrganiserClient.escaped(contest))/draws" }

        /// Takes the draw a step on and prints what it is then.
        func send(_ step: String, _ body: [String: String], to server: ServerOptions) async throws {
            let body = Array(try JSONEncoder().encode(body))
            let answer = try await server.client().send("POST", path + step, body: body)
            try Console.write(JSONForPeople.pretty(answer) + [10], to: nil)
        }
    }

    /// Step 1.
    struct Prepare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "固定名单和奖项，承诺种子 / fix entrants and prizes"
        )

        @OptionGroup var draw: Named

        @Option(help: "标题 / the title")
        var title: String

        @Option(help: "奖项=名额，可重复，先写的先抽 / PRIZE=COUNT, in the order of drawing")
        var prize: [String]

        @Option(help: "候补人数 / alternates")
        var alternates = 0

        @Option(help: "lots 按抽奖次数，people 每人一次 / what a person's chances are")
        var chances = "lots"

        @Option(help: "将用的公开随机数是什么 / where the public randomness will come from")
        var source: String

        @Option(help: "何时公布，如 2027-07-02T22:00+08:00 / when it will be known")
        var notBefore: String

        @Option(help: "不参加抽奖的人（公开编号），可重复 / people who do not take part")
        var exclude: [String] = []

        @Option(help: "不参加抽奖的单位（代码），可重复 / units that do not take part")
        var excludeUnit: [String] = []

        @Option(help: "为何不参加 / why they do not")
        var exclusionReason: String?

        @Flag(help: "以前中过奖的人也参加 / earlier winners take part")
        var repeatWinners = false

        @Option(help: "事由 / the reason")
        var reason: String

        @Flag(help: "只看有多少人参加，不写入 / only say who would take part")
        var dryRun = false

        @OptionGroup var server: ServerOptions

        private struct Body: Encodable {
            var name: String
            var title: String
            var prizes: [Prize]
            var alternates: Int
            var chances: String
            var source: String
            var notBeforeMs: Int64
            var repeatsWinners: Bool
            var exclude: [String]
            var excludeUnits: [String]
            var exclusionReason: String?
            var reason: String
            var dryRun: Bool

            struct Prize: Encodable {
                var name: String
                var count: Int
            }
        }

        func run() async throws {
            let prizes = try prize.map { text in
                let parts = text.split(separator: "=", omittingEmptySubsequences: false)
                guard parts.count == 2, let count = Int(parts[1]) else {
                    throw ValidationError("奖项应写作 一等奖=1，而不是 \(text) / write PRIZE=COUNT")
                }
                return Body.Prize(name: String(parts[0]), count: count)
            }
            let body = Body(
                name: draw.name,
                title: title,
                prizes: prizes,
                alternates: alternates,
                chances: chances,
                source: source,
                notBeforeMs: try InstantText.milliseconds(notBefore),
                repeatsWinners: repeatWinners,
                exclude: exclude,
                excludeUnits: excludeUnit,
                exclusionReason: exclusionReason,
                reason: reason,
                dryRun: dryRun
            )
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            let answer = try await server.client().send(
                "POST",
                draw.list,
                body: Array(try encoder.encode(body))
            )
            try Console.write(JSONForPeople.pretty(answer) + [10], to: nil)
            if dryRun { Console.note("以上只是试算，没有写入 / nothing was written") }
        }
    }

    /// Step 2.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "凭公布的随机数开奖 / draw by the published randomness"
        )

        @OptionGroup var draw: Named

        @Option(help: "公布的随机数，照原样写 / the randomness as it was published")
        var randomness: String

        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await draw.send("/outcome", ["randomness": randomness], to: server)
        }
    }

    /// Takes a draw back.
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "void",
            abstract: "作废一次抽奖；名称不能再用 / void a draw; its name is used up"
        )

        @OptionGroup var draw: Named

        @Option(help: "事由 / the reason")
        var reason: String

        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await draw.send("/void", ["reason": reason], to: server)
        }
    }

    /// A draw as it is published.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "抽奖的公开内容：摘要、随机数、中奖者 / a draw as published"
        )

        @OptionGroup var draw: Named

        @Option(help: "写入文件，缺省为标准输出 / the file to write, else stdout")
        var output: String?

        @OptionGroup var server: ServerOptions

        func run() async throws {
            let answer = try await server.client().send("GET", draw.path)
            try Console.write(JSONForPeople.pretty(answer) + [10], to: output)
        }
    }

    /// The list for everybody.
    struct Entrants: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "公布的抽奖名单：公开编号和抽奖次数 / the entrants' list"
        )

        @OptionGroup var draw: Named

        @Option(help: "写入文件，缺省为标准输出 / the file to write, else stdout")
        var output: String?

        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await server.client().download(draw.path + "/entrants", to: output)
        }
    }
}
