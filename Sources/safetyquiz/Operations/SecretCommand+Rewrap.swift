import ArgumentParser
import ContestEngine
import SQLiteStore

extension SecretCommand {
    /// Brings names under the present secret, in a stopped folder.
    struct Rewrap: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "姓名改由现用密钥封存（先停止服务器）/ seal names with the present secret; stop the server",
            discussion: """
                换密钥之后运行：把各场竞赛里由旧密钥封存的姓名、电话和名册改由现用密钥封存。账本和链值不变。
                每 1000 条一批；中途断电或被杀，再运行一次即可，做过的不再做。
                加 --remove-earlier：逐条核对只用现用密钥都能打开，然后把旧密钥从 data/secret 中删去，
                只留下登录、找回码、单位口令、证书仍需要的派生密钥——从它们推不出旧密钥，也打不开姓名。
                此后，旧备份、旧分段里的姓名只有另存的旧 secret 文件能打开。

                Run it after a rotation: what earlier secrets sealed of names, phones and rosters is
                sealed with the present one; the ledger and its chain stay as they are. It goes in
                batches of 1,000 and may be cut off anywhere: run it again. --remove-earlier checks
                that every row opens with the present secret alone and then takes the earlier ones out
                of data/secret, leaving only the derived keys that log-ins, codes and certificates
                still need. After that, names in old backups and segments open only with an old copy
                of the file.
                """
        )

        @Flag(help: "核对之后删去旧密钥 / then remove the earlier secrets")
        var removeEarlier = false

        @Option(help: "数据目录 / the data folder (SAFETYQUIZ_DATA, data)")
        var data: String?

        @Option(help: "配置文件 / a settings file in JSON (SAFETYQUIZ_CONFIG)")
        var config: String?

        func run() async throws {
            let settings = try await Settings(file: config)
            let path = settings.text("data", flag: data, default: "data")
            do {
                _ = try DataFolder.masterKeys(in: path)
                let folder = try DataFolder(path: path)
                var unreadable = 0
                for contest in try folder.contests() {
                    let done = try await folder.rewrap(contest) { Self.show($0) }
                    unreadable += done.unreadable
                    print(
                        "\(contest)：\(done.total) 条，改封 \(done.renewed) 条"
                            + " / \(done.renewed) of \(done.total) sealed anew"
                    )
                }
                if unreadable > 0 {
                    throw Failure.found(
                        "\(unreadable) 条任何一代密钥都打不开，原样保留 / no secret opens \(unreadable) rows"
                    )
                }
                guard removeEarlier else { return }
                let keys = try await folder.removeEarlierSecrets()
                let removed = keys.generations.count(where: \.isRemoved)
                print("已删去 \(removed) 代旧密钥 / \(removed) earlier secrets removed")
                Console.note("请重新备份 \(path)/secret / back the file up again")
            } catch let code as ExitCode {
                throw code
            } catch { throw Failure.cannotWrite("\(error)") }
        }

        private static func show(_ progress: RewrapProgress) {
            Console.note("\(progress.contest)：\(progress.seen) / \(progress.total)")
        }
    }
}
