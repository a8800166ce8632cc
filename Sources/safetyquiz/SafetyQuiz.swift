import ArgumentParser

/// The command line: what a county clerk, an auditor and an operator type.
@main
struct SafetyQuiz: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "safetyquiz",
        abstract: "安全知识竞赛服务器 / the safety-knowledge contest server",
        discussion: """
            常用步骤 / the usual steps:
              safetyquiz contest new --template national-2023 > contest.yaml
              safetyquiz bank check bank.yaml
              safetyquiz serve --data data
              safetyquiz bank import bank.yaml
              safetyquiz contest apply contest.yaml --regions regions.csv --units units.csv
              safetyquiz contest act NAME open --reason 开赛
              safetyquiz export standings --contest NAME --output standings.csv
              safetyquiz report --contest NAME --output report.html
              safetyquiz audit data/contests/NAME/ledger.sqlite
            """,
        subcommands: [
            Serve.self, BankCommand.self, ContestCommand.self, TreeCommand.self, RosterCommand.self,
            ExportCommand.self, ReportCommand.self, ArchiveCommand.self, ExtractCommand.self,
            VerifyCommand.self, AmendCommand.self, DrawCommand.self,
            CertificateCommand.self, AnchorCommand.self, VerifyHeadCommand.self,
            VerifyCodeCommand.self, AuditCommand.self, BackupCommand.self, RestoreCommand.self,
            OrganiserCommand.self, SecretCommand.self,
            LoadTestCommand.self,
            VersionCommand.self,
        ]
    )
}

/// Prints the version.
struct VersionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "显示版本 / print the version"
    )

    static let version = "0.1.0"

    func run() async throws {
        print("safetyquiz \(Self.version)")
    }
}
