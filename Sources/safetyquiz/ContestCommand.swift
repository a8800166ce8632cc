import ArgumentParser
import ContestModel
import Foundation
import QuestionBanks

/// Contests.
struct ContestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contest",
        abstract: "竞赛：新建、检查、说明、应用、操作 / make, check, explain, apply, act",
        subcommands: [New.self, Check.self, Explain.self, Apply.self, Act.self, Erase.self]
    )

    /// Asks what differs from a template and writes the contest file.
    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "按模板新建竞赛文件（逐项询问）/ write a contest file from a template"
        )

        @Option(help: "模板名，list 列出全部 / the template; list names them all")
        var template: String

        @Option(help: "写入文件，缺省为标准输出 / the file to write, else stdout")
        var to: String?

        @Flag(help: "不询问，全部用缺省值 / ask nothing, take every default")
        var defaults = false

        func run() async throws {
            if template == "list" {
                for template in ContestTemplates.all {
                    print("\(template.name)\t\(template.title)")
                }
                return
            }
            guard let template = ContestTemplates.named(template) else {
                let names = ContestTemplates.all.map(\.name).joined(separator: "、")
                throw Failure.wrongData("没有模板 \(template)，可用：\(names) / no such template")
            }
            var answers: [String: String] = [:]
            if !defaults {
                Console.note("\(template.title)：直接回车即用方括号中的缺省值")
                for question in template.questions { answers[question.id] = ask(question) }
            }
            try Console.write(Array(template.render(answers: answers).utf8), to: to)
            if let to { Console.note("已写入 \(to)；请运行 safetyquiz contest check \(to)") }
        }

        private func ask(_ question: TemplateQuestion) -> String {
            while true {
                Console.show("\(question.prompt) [\(question.defaultAnswer)]: ")
                guard let line = readLine() else { return question.defaultAnswer }
                let answer = line.trimmingCharacters(in: .whitespaces)
                if answer.isEmpty { return question.defaultAnswer }
                guard let complaint = question.check(answer) else { return answer }
                Console.note(complaint)
            }
        }
    }

    /// Names every fault of a contest file.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "检查竞赛文件，列出全部问题 / name every fault"
        )

        @Argument(help: "竞赛文件 / a contest file (.yaml, .json)")
        var file: String

        @Option(help: "同时对照题库检查 / check against this bank file too")
        var bank: String?

        func run() async throws {
            let reading = try ContestFile.read(file)
            var findings = reading.findings
            if let rules = reading.value, let bank {
                let questions = try BankFile.read(bank)
                findings += questions.findings.filter { $0.severity == .error }
                if let version = questions.value {
                    findings += ContestFileReader.check(rules, against: version.bank)
                }
            }
            if !findings.isEmpty { print(FindingTable.render(findings)) }
            if findings.contains(where: { $0.severity == .error }) { throw ExitCode(65) }
            print("\(file)：没有错误 / no errors")
        }
    }

    /// Prints the rules as a sheet for participants.
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "把规则写成给参赛者看的说明 / the rules as a sheet for participants"
        )

        @Argument(help: "竞赛文件 / a contest file (.yaml, .json)")
        var file: String

        func run() async throws {
            let reading = try ContestFile.read(file)
            guard let rules = reading.value else {
                Console.note(FindingTable.render(reading.findings))
                throw ExitCode(65)
            }
            print(RulesSheet.chinese(rules))
        }
    }

    /// Applies a contest file to a running server.
    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "把竞赛文件应用到服务器（新建或修改）/ create or change a contest"
        )

        @Argument(help: "竞赛文件 / a contest file (.yaml, .json)")
        var file: String

        @Option(help: "地区表 / the table of regions (.csv .xlsx)")
        var regions: String?

        @Option(help: "单位表 / the table of units (.csv .xlsx)")
        var units: String?

        @Option(help: "修改事由（修改已有竞赛时必填）/ why, when the contest exists")
        var reason = ""

        @Flag(help: "只检查不写入 / check only")
        var dryRun = false

        @OptionGroup var server: ServerOptions

        struct Applied: Decodable {
            var sequence: Int64
            var rulesVersion: Int
            var bytesPerParticipant: Int
            var findings: [Finding]
        }

        func run() async throws {
            let reading = try ContestFile.read(file)
            guard let rules = reading.value else {
                Console.note(FindingTable.render(reading.findings))
                throw ExitCode(65)
            }
            try checkTable(regions, as: .region)
            try checkTable(units, as: .unit)
            let client = try await server.client()
            let query = "?reason=\(OrganiserClient.escaped(reason))\(dryRun ? "&dry_run=true" : "")"
            let answer = try await client.json(
                Applied.self,
                "PUT",
                "/v1/contests/\(rules.contest)\(query)",
                body: try BankFile.json(file)
            )
            Self.tell(answer.findings)
            print(
                """
                \(dryRun ? "检查通过，没有写入" : "已应用")：\(rules.title)，\
                \(answer.rulesVersion == 0 ? "还没有规则" : "现行规则第 \(answer.rulesVersion) 版")，\
                每位参赛者约占内存 \(answer.bytesPerParticipant) 字节
                """
            )
            guard !dryRun else { return }
            for (kind, path) in [("regions", regions), ("units", units)] {
                guard let path else { continue }
                struct Tree: Decodable {
                    var nodes: Int
                    var findings: [Finding]
                }
                let tree = try await client.json(
                    Tree.self,
                    "PUT",
                    "/v1/contests/\(rules.contest)/\(kind)",
                    body: try Console.read(path),
                    mediaType: "text/csv"
                )
                Self.tell(tree.findings)
                print("\(kind == "regions" ? "地区" : "单位")：\(tree.nodes) 个节点")
            }
        }

        /// Names a table's faults before anything is sent, so that none leaves a contest half
        /// applied.
        private func checkTable(_ path: String?, as kind: GroupKind) throws {
            guard let path else { return }
            let reading = try TreeCommand.Check.read(path, as: kind)
            Self.tell(reading.findings)
            if reading.hasErrors { throw ExitCode(65) }
        }

        static func tell(_ findings: [Finding]) {
            if !findings.isEmpty { Console.note(FindingTable.render(findings)) }
        }
    }

    /// Opens, pauses, resumes, extends, closes, freezes, publishes.
    struct Act: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "开赛、暂停、恢复、延期、结束、封榜、公布 / act on a contest",
            discussion: """
                open 开赛，pause 暂停，resume 恢复，extend 延期（--until），close 结束，freeze 封榜，
                unfreeze 解封，publish 公布个人排行，withdraw_publication 撤回公布。
                """
        )

        @Argument(help: "竞赛名 / the contest")
        var contest: String

        @Argument(help: "操作 / the act")
        var kind: String

        @Option(help: "事由 / why")
        var reason: String

        @Option(help: "事由代码 / the reason's code")
        var reasonCode = "organiser"

        @Option(help: "延期到，如 2027-07-06T00:00+08:00 / the new closing, with its offset from UTC")
        var until: String?

        @OptionGroup var server: ServerOptions

        func run() async throws {
            struct Body: Encodable {
                var kind: String
                var reason: String
                var reason_code: String
                var until_ms: Int64?
            }
            let body = Body(
                kind: kind,
                reason: reason,
                reason_code: reasonCode,
                until_ms: try until.map(InstantText.milliseconds)
            )
            struct Done: Decodable {
                var sequence: Int64
                var findings: [Finding]
            }
            let done = try await server.client().json(
                Done.self,
                "POST",
                "/v1/contests/\(contest)/acts",
                body: Array(try JSONEncoder().encode(body))
            )
            Apply.tell(done.findings)
            print("已记入账本，序号 \(done.sequence)")
        }
    }
}

/// Reads contest files by their ending.
enum ContestFile {
    static func read(_ path: String) throws -> Reading<ContestRules> {
        guard let format = FileSyntax(fileName: path) else {
            throw Failure.wrongData("不认识文件类型 \(path)（.yaml、.json）/ unknown kind of file")
        }
        return ContestFileReader.read(try Console.read(path), file: path, format: format)
    }
}
