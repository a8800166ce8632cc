import ArgumentParser
import ContestModel
import QuestionBanks

/// Rosters.
struct RosterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster",
        abstract: "名册 / rosters",
        subcommands: [Check.self, Import.self]
    )

    /// Names every fault of a roster.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "检查名册，列出全部问题 / name every fault",
            discussion: """
                名册里写了地区、单位的，请用 --regions、--units 给出两张表。
                A roster that names regions or units is checked against their tables.
                """
        )

        @Argument(help: "名册文件 / the roster (.csv .xlsx)")
        var file: String

        @Option(help: "地区表 / the table of regions (.csv .xlsx)")
        var regions: String?

        @Option(help: "单位表 / the table of units (.csv .xlsx)")
        var units: String?

        @OptionGroup var telling: FindingOptions

        func run() async throws {
            let reading = RosterReader.read(
                table: try Console.read(file),
                file: file,
                regions: try tree(regions, as: .region),
                units: try tree(units, as: .unit)
            )
            if let people = reading.value, !telling.json { print("\(file)：\(people.count) 人") }
            if reading.hasErrors { try telling.handBack(file, as: .roster, reading.findings) }
            try telling.tell(reading.findings)
            if reading.hasErrors { throw ExitCode(65) }
        }

        private func tree(_ path: String?, as kind: GroupKind) throws -> GroupTree {
            guard let path else { return GroupTree() }
            let reading = try TreeCommand.Check.read(path, as: kind)
            guard let tree = reading.value else {
                Console.note(FindingTable.render(reading.findings))
                throw ExitCode(65)
            }
            return tree
        }
    }

    /// Imports a roster into a running server.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "导入名册（姓名、手机、地区、单位、口令）/ import a roster"
        )

        @Argument(help: "竞赛名 / the contest")
        var contest: String

        @Argument(help: "名册文件 / the roster (.csv .xlsx)")
        var file: String

        @Flag(help: "只检查不写入 / check only")
        var dryRun = false

        @OptionGroup var telling: FindingOptions

        @OptionGroup var server: ServerOptions

        func run() async throws {
            struct Imported: Decodable {
                var entries: Int
                var findings: [Finding]
            }
            let answer = try await server.client().json(
                Imported.self,
                "PUT",
                "/v1/contests/\(contest)/roster\(dryRun ? "?dry_run=true" : "")",
                body: try Console.read(file),
                mediaType: "text/csv",
                onFaults: { findings in
                    let findings = named(findings)
                    try telling.handBack(file, as: .roster, findings)
                    try telling.tell(findings)
                }
            )
            try telling.tell(named(answer.findings))
            let done = dryRun ? "检查通过" : "已导入"
            if !telling.json { print("\(done) \(answer.entries) 人") }
        }

        /// The server's findings under the name that the file has here.
        private func named(_ findings: [Finding]) -> [Finding] {
            findings.map { finding in
                var finding = finding
                finding.file = file
                return finding
            }
        }
    }
}
