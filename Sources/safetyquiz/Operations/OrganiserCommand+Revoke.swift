import ArgumentParser
import ContestEngine
import ContestModel
import SQLiteStore

extension OrganiserCommand {
    /// Shows which tokens were made.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "列出签发过的令牌 / list the tokens that were made"
        )

        @Option(help: "数据目录 / the data folder (SAFETYQUIZ_DATA, data)")
        var data: String?

        @Option(help: "配置文件 / a settings file in JSON (SAFETYQUIZ_CONFIG)")
        var config: String?

        func run() async throws {
            let settings = try await Settings(file: config)
            let folder = settings.text("data", flag: data, default: "data")
            let register = OrganiserRegister(folder: folder)
            let entries: [OrganiserRegister.Entry]
            do { entries = try register.entries() } catch { throw Failure.unreadable("\(error)") }
            let now = AnchoredClock().now().millisecondsSinceEpoch
            for entry in entries where entry.act == "issued" {
                let isRevoked = register.isRevoked(
                    id: entry.id,
                    name: entry.name ?? "",
                    issuedAtMs: entry.atMs
                )
                let state =
                    isRevoked
                    ? "已作废 revoked" : entry.expiresMs ?? 0 < now ? "已到期 expired" : "有效 valid"
                let end = LedgerInstant(millisecondsSinceEpoch: entry.expiresMs ?? 0).utcText
                print(
                    "\(entry.id ?? "–")  \(entry.name ?? "–")  \(entry.roles ?? "–")  \(end)  \(state)"
                )
            }
        }
    }

    /// Ends tokens before their time.
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "作废令牌，立即生效 / end tokens before their time, at once",
            discussion: """
                在服务器上运行，不用停止服务器。按姓名作废的是此前签发给这个人的全部令牌，之后新签发的有效。
                Run on the server's machine, while it serves or not. A name ends all tokens made for it
                so far; one made later is good.
                  safetyquiz organiser revoke --name 李审计
                  safetyquiz organiser revoke --id 3f9c2ab1d0e4f567
                """
        )

        @Option(help: "令牌编号，签发时显示，organiser list 也列出 / the token's id")
        var id: String?

        @Option(help: "姓名 / the organiser's name")
        var name: String?

        @Option(help: "数据目录 / the data folder (SAFETYQUIZ_DATA, data)")
        var data: String?

        @Option(help: "配置文件 / a settings file in JSON (SAFETYQUIZ_CONFIG)")
        var config: String?

        func run() async throws {
            guard (id == nil) != (name == nil) else {
                throw Failure.wrongData("请给出 --id 或 --name 之一 / give --id or --name")
            }
            let settings = try await Settings(file: config)
            let folder = settings.text("data", flag: data, default: "data")
            do {
                _ = try DataFolder.masterKeys(in: folder)
                let register = OrganiserRegister(folder: folder)
                let issued = try register.entries().filter { entry in
                    entry.act == "issued" && (id == nil ? entry.name == name : entry.id == id)
                }
                try register.append(
                    OrganiserRegister.Entry(
                        act: "revoked",
                        atMs: AnchoredClock().now().millisecondsSinceEpoch,
                        id: id,
                        name: name
                    )
                )
                print("已作废 \(issued.count) 个登记过的令牌 / revoked; \(issued.count) were on record")
            } catch { throw Failure.cannotWrite("\(error)") }
        }
    }
}
