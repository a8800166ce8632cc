import ArgumentParser
import ContestEngine
import ContestHTTP
import ContestModel
import SQLiteStore

/// Organisers' tokens.
struct OrganiserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "organiser",
        abstract: "组织者 / organisers",
        subcommands: [Token.self, List.self, Revoke.self]
    )

    /// Makes a token on the server's machine; a lost one is made anew.
    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "在服务器上签发组织者令牌（丢失时重新签发）/ make an organiser's token",
            discussion: """
                角色 roles：admin 全部，editor 题库与竞赛，operator 开赛与导出，auditor 审计，
                relay 代学校礼堂等批量转交作答。
                """
        )

        @Option(help: "姓名，记入账本 / the name that the ledger records")
        var name: String

        @Option(help: "角色，可多个 / roles")
        var role: [String] = ["admin"]

        @Option(help: "只看此地区代码以下 / limits reading to a region's code")
        var region: String?

        @Option(help: "只看此单位代码以下 / limits reading to a unit's code")
        var unit: String?

        @Option(help: "有效天数 / days until it ends")
        var days = 90

        @Option(help: "数据目录 / the data folder (SAFETYQUIZ_DATA, data)")
        var data: String?

        @Option(help: "配置文件 / a settings file in JSON (SAFETYQUIZ_CONFIG)")
        var config: String?

        func run() async throws {
            print(try await make())
        }

        /// Signs the token that the options describe.
        ///
        /// - Parameter saysID: Whether the number is told by which the token can be revoked.
        func make(saysID: Bool = true) async throws -> String {
            let roles = role.compactMap(OrganiserRole.init(rawValue:))
            guard roles.count == role.count, !roles.isEmpty else {
                throw Failure.wrongData("角色只能是 admin、editor、operator、auditor、relay / unknown role")
            }
            guard (1...128).contains(name.utf8.count) else {
                throw Failure.wrongData("姓名不能为空，不超过 128 字节 / a name of 1 to 128 bytes")
            }
            guard (1...3_650).contains(days) else {
                throw Failure.wrongData("有效天数为 1–3650 / 1 to 3,650 days")
            }
            let settings = try await Settings(file: config)
            let folder = settings.text("data", flag: data, default: "data")
            let keys: MasterKeys
            do { keys = try DataFolder.masterKeys(in: folder) } catch {
                throw Failure.unreadable("\(error)")
            }
            let now = AnchoredClock().now()
            let id = Hexadecimal.encode((0..<8).map { _ in UInt8.random(in: .min ... .max) })
            let claims = OrganiserClaims(
                name: name,
                roles: roles,
                region: region,
                unit: unit,
                id: id,
                issuedAt: now,
                expiresAt: now.advanced(by: .seconds(86_400 * days))
            )
            let token = try await OrganiserTokens(keys: keys).sign(claims)
            do {
                try OrganiserRegister(folder: folder).append(
                    OrganiserRegister.Entry(
                        act: "issued",
                        atMs: now.millisecondsSinceEpoch,
                        id: id,
                        name: name,
                        roles: roles.map(\.rawValue).joined(separator: ","),
                        expiresMs: now.millisecondsSinceEpoch + Int64(days) * 86_400_000
                    )
                )
            } catch { throw Failure.cannotWrite("\(error)") }
            if saysID { Console.note("令牌编号 / token id: \(id)") }
            return token
        }
    }
}
