import ArgumentParser
import ContestEngine
import SQLiteStore

/// The server's master secrets.
struct SecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "主密钥 / the master secret",
        subcommands: [Rotate.self, Rewrap.self, List.self]
    )

    /// Adds a new secret to a stopped folder.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "换新密钥（先停止服务器）/ add a new secret; stop the server first",
            discussion: """
                平时换：旧密钥签发的登录、找回码、单位口令、证书和组织者令牌继续有效，直到各自到期；姓名照常读得出来。
                泄露了：加 --revoke-earlier，以上全部作废——参赛者要重新登录，找回码和单位口令要重新发放，
                组织者令牌要重新签发。用旧密钥封存的姓名仍由旧密钥解开；接着运行 secret rewrap，改由新密钥封存。
                换完请重新备份 data/secret。

                Rotation keeps what the old secret made good until it ends. After a leak,
                --revoke-earlier ends all of it. Names sealed with an old secret stay readable by it:
                run secret rewrap next, which brings them under the new one. Back up data/secret again
                afterwards.
                """
        )

        @Flag(help: "旧密钥已泄露：它签发的一概不认 / believe nothing made with earlier secrets")
        var revokeEarlier = false

        @Option(help: "数据目录 / the data folder (SAFETYQUIZ_DATA, data)")
        var data: String?

        @Option(help: "配置文件 / a settings file in JSON (SAFETYQUIZ_CONFIG)")
        var config: String?

        func run() async throws {
            let settings = try await Settings(file: config)
            let path = settings.text("data", flag: data, default: "data")
            let keys: MasterKeys
            do {
                // Read first: a folder without a secret is none that was ever served.
                _ = try DataFolder.masterKeys(in: path)
                keys = try DataFolder(path: path).rotateSecret(revoking: revokeEarlier)
            } catch { throw Failure.cannotWrite("\(error)") }
            print("现用密钥 \(keys.present.number) / the present secret is \(keys.present.number)")
            Console.note("请重新备份 \(path)/secret / back the file up again")
            Console.note(
                "姓名仍由旧密钥封存，接着运行 secret rewrap / names are under the old secret: run secret rewrap"
            )
        }
    }

    /// Shows the generations, never the secrets.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "列出各代密钥（不显示内容）/ list the generations, not the secrets"
        )

        @Option(help: "数据目录 / the data folder (SAFETYQUIZ_DATA, data)")
        var data: String?

        @Option(help: "配置文件 / a settings file in JSON (SAFETYQUIZ_CONFIG)")
        var config: String?

        func run() async throws {
            let settings = try await Settings(file: config)
            let keys: MasterKeys
            do {
                keys = try DataFolder.masterKeys(
                    in: settings.text("data", flag: data, default: "data")
                )
            } catch { throw Failure.unreadable("\(error)") }
            for generation in keys.generations {
                let state =
                    generation.isRevoked
                    ? "已作废 revoked"
                    : generation == keys.present ? "现用 present" : "仍认可 believed"
                let removed = generation.isRemoved ? "，已删除 removed" : ""
                print("\(generation.number)  \(state)\(removed)")
            }
        }
    }
}
