import ArgumentParser
import Foundation

/// Corrects figures: what would change first, then the correction itself.
struct AmendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend",
        abstract: "更正成绩：先看影响，再执行 / amend figures: see what would change, then do it",
        discussion: """
            缺省只说明谁的成绩和名次会变；加 --commit 才执行。每次更正都记入账本，可以用 reverse 撤销。

            示例：
              safetyquiz amend revise_key --contest C --question q-7 --key C --reason 答案有误
              safetyquiz amend accept_keys --contest C --question q-7 --key A --key C --reason 两个答案均对
              safetyquiz amend withdraw_question --contest C --question q-7 --reason 题目作废
              safetyquiz amend disqualify --contest C --participant 00a1b2c3d4e5f607 --reason 代答
              safetyquiz amend disqualify --contest C --faster-than-ms 5000 --right-at-least 5 \\
                --from-day 2027-06-05 --through-day 2027-06-06 --reason 用时不合常理
              safetyquiz amend move --contest C --participant 00a1b2c3d4e5f607 --unit A2 --with-past \\
                --reason 选错单位
              safetyquiz amend merge --contest C --of unit --from A9 --into A2 --reason 同一单位
              safetyquiz amend reverse --contest C --amendment 812 --reason 核实无误
            """
    )

    @Argument(
        help: ArgumentHelp(
            "disqualify、reinstate、revise_key、accept_keys、credit_question、withdraw_question、"
                + "move、merge、rename、reverse，或 list 列出全部"
        )
    )
    var kind: String

    @Option(help: "竞赛名 / the contest")
    var contest: String

    @Option(help: "事由 / the reason")
    var reason = ""

    @Option(help: "事由代码，缺省与更正同名 / a stable code of the reason")
    var reasonCode: String?

    @Flag(help: "执行，不只是看影响 / carry it out")
    var commit = false

    @Option(help: "公开编号，可重复 / a participant, repeatable")
    var participant: [String] = []

    @Option(help: "某次答题的账本序号，可重复 / an attempt, repeatable")
    var attempt: [Int64] = []

    @Option(help: "筛选：用时短于这么多毫秒的答题 / attempts that took less")
    var fasterThanMs: Int64?

    @Option(help: "筛选：至少答对这么多题的答题 / attempts with so many right")
    var rightAtLeast: Int?

    @Option(help: "筛选：从这一天起，如 2027-06-05 / attempts from this day on")
    var fromDay: String?

    @Option(help: "筛选：到这一天止 / attempts up to this day")
    var throughDay: String?

    @Option(help: "题号 / the question")
    var question: String?

    @Option(help: "答案字母，可重复 / a key's letters, repeatable")
    var key: [String] = []

    @Option(help: "新的地区代码；取消资格时筛选此地区 / the new region, or the filter's")
    var region: String?

    @Option(help: "新的单位代码；取消资格时筛选此单位 / the new unit, or the filter's")
    var unit: String?

    @Flag(help: "以前的成绩一起转 / take past points along")
    var withPast = false

    @Option(help: "合并或改名的是 person、region 还是 unit / what it is about")
    var of: String?

    @Option(help: "并入的一方 / the one that ends")
    var from: String?

    @Option(help: "并入到 / the one that goes on")
    var into: String?

    @Option(help: "要改名的节点代码 / the node to rename")
    var node: String?

    @Option(help: "新名称 / the new name")
    var name: String?

    @Option(help: "要撤销的更正的账本序号 / the amendment to take back")
    var amendment: Int64?

    @OptionGroup var server: ServerOptions

    /// What is sent; absent fields are left out.
    private struct Body: Encodable {
        var kind: String
        var reasonCode: String
        var reason: String
        var dryRun: Bool
        var participants: [String]?
        var attempts: [Int64]?
        var filter: Filter?
        var participant: String?
        var question: String?
        var keys: [String]?
        var region: String?
        var unit: String?
        var withPast: Bool?
        var of: String?
        var from: String?
        var into: String?
        var node: String?
        var name: String?
        var amendment: Int64?

        /// Every condition that is given must hold.
        struct Filter: Encodable {
            var from: String?
            var through: String?
            var region: String?
            var unit: String?
            var fasterThanMs: Int64?
            var rightAtLeast: Int?
        }
    }

    /// The attempts that are meant, by what they are like; nil where no such condition is given.
    private var filter: Body.Filter? {
        let isGiven =
            fasterThanMs != nil || rightAtLeast != nil || fromDay != nil || throughDay != nil
            || region != nil || unit != nil
        guard isGiven else { return nil }
        return Body.Filter(
            from: fromDay,
            through: throughDay,
            region: region,
            unit: unit,
            fasterThanMs: fasterThanMs,
            rightAtLeast: rightAtLeast
        )
    }

    func run() async throws {
        let path = "/v1/contests/\(OrganiserClient.escaped(contest))/amendments"
        if kind == "list" {
            try Console.write(await server.client().send("GET", path) + [10], to: nil)
            return
        }
        guard !reason.isEmpty else {
            throw ValidationError("请用 --reason 写明事由 / a reason is needed")
        }
        let isSet = kind == "disqualify" || kind == "reinstate"
        let body = Body(
            kind: kind,
            reasonCode: reasonCode ?? kind,
            reason: reason,
            dryRun: !commit,
            participants: isSet ? participant : nil,
            attempts: isSet && !attempt.isEmpty ? attempt : nil,
            filter: isSet ? filter : nil,
            participant: isSet ? nil : participant.first,
            question: question,
            keys: key.isEmpty ? nil : key,
            region: isSet ? nil : region,
            unit: isSet ? nil : unit,
            withPast: kind == "move" ? withPast : nil,
            of: of,
            from: from,
            into: into,
            node: node,
            name: name,
            amendment: amendment
        )
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let answer = try await server.client().send(
            "POST",
            path,
            body: Array(encoder.encode(body))
        )
        try Console.write(JSONForPeople.pretty(answer) + [10], to: nil)
        if !commit { Console.note("以上只是影响，尚未更正；加 --commit 执行 / nothing was changed") }
    }
}
