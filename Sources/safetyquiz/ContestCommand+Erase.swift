import ArgumentParser

extension ContestCommand {
    /// Erases a participant's personal data.
    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "应本人要求删除其个人信息，成绩和统计不变 / erase a person's data on request",
            discussion: "账号随即失效，不能恢复 / the account ends for good."
        )

        @Argument(help: "竞赛名 / the contest")
        var contest: String

        @Argument(help: "参赛者的公开编号（16 位）/ the participant's public name, 16 digits")
        var participant: String

        @OptionGroup var server: ServerOptions

        func run() async throws {
            try await server.client().send(
                "DELETE",
                "/v1/contests/\(contest)/participants/\(OrganiserClient.escaped(participant))"
            )
            print("已删除 \(participant) 的个人信息")
        }
    }
}
