import ArgumentParser
import ContestModel
import QuestionBanks

/// Tables of regions and units.
struct TreeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree",
        abstract: "地区表和单位表 / tables of regions and units",
        subcommands: [Check.self]
    )

    /// Names every fault of a table of regions or units.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "检查地区表或单位表，列出全部问题 / name every fault"
        )

        @Argument(help: "地区表或单位表 / tables of regions or units (.csv .xlsx)")
        var files: [String]

        @OptionGroup var telling: FindingOptions

        func run() async throws {
            try telling.requireOne(of: files)
            var findings: [Finding] = []
            var failed = false
            for file in files {
                let reading = try Self.read(file, as: .unit)
                findings += reading.findings
                failed = failed || reading.hasErrors
                if let tree = reading.value, !telling.json {
                    print("\(file)：\(tree.nodes.count) 个节点")
                }
            }
            if failed, let file = files.first {
                try telling.handBack(file, as: .tree, findings)
            }
            try telling.tell(findings)
            if failed { throw ExitCode(65) }
        }

        static func read(_ file: String, as kind: GroupKind) throws -> Reading<GroupTree> {
            TreeReader.read(table: try Console.read(file), file: file, kind: kind)
        }
    }
}
