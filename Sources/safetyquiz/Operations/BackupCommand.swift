import ArgumentParser

/// Asks the running server for a backup.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "由运行中的服务器制作备份 / let the running server make a backup",
        discussion: "备份后发生的事不在备份里 / what happens after a backup is not in it."
    )

    @Argument(help: "竞赛名 / the contest")
    var contest: String

    @OptionGroup var server: ServerOptions

    func run() async throws {
        struct Made: Decodable {
            var file: String
            var sequence: Int64
        }
        let made = try await server.client().json(
            Made.self,
            "POST",
            "/v1/contests/\(contest)/backups"
        )
        print("备份：服务器上的 \(made.file)，到账本序号 \(made.sequence)")
    }
}
