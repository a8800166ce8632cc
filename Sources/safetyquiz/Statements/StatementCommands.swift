import ArgumentParser
import ContestEngine
import Foundation

/// Prints the present signed head of a contest's ledger.
struct AnchorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anchor",
        abstract: "打印账本的签名链头，供存档或打印 / print the ledger's signed head",
        discussion: """
            服务器每个竞赛日也把它写进数据目录 contests/NAME/anchors.txt。把它抄送别处，日后可证明账本未被改动。
            The server also writes it to contests/NAME/anchors.txt once a contest day. Kept elsewhere,
            it shows later that the ledger was not edited.
              safetyquiz anchor --contest NAME
              safetyquiz verify-head "LINE" --key KEY
            """
    )

    @Option(help: "竞赛名 / the contest")
    var contest: String

    @OptionGroup var server: ServerOptions

    func run() async throws {
        struct Head: Decodable { var line: String }
        struct Keys: Decodable {
            struct Key: Decodable { var id, publicKey: String }
            var keys: [Key]
        }
        let client = try await server.client()
        let path = "/v1/contests/\(OrganiserClient.escaped(contest))/head"
        let head = try await client.json(Head.self, "GET", path)
        print(head.line)
        for key in try await client.json(Keys.self, "GET", "/v1/keys").keys {
            Console.note("公钥 / public key \(key.id)：\(key.publicKey)")
        }
    }
}

/// Checks a signed head without a server.
struct VerifyHeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-head",
        abstract: "离线核验签名链头 / check a signed head offline",
        discussion: "退出码 0 为真，1 为伪 / exit code 0: genuine, 1: not. KEY: GET /v1/keys."
    )

    @Argument(help: "anchors.txt 的一行 / a line of anchors.txt")
    var line: String

    @Option(help: "公钥（base64url）/ the public key")
    var key: String

    func run() async throws {
        let signed = try StatementCheck.genuine(line, key: key)
        guard case .head(let head) = signed.content else {
            throw Failure.found("这是证书，请用 verify-code / this is a certificate")
        }
        print("真实 / genuine")
        print("竞赛 \(head.contest) 账本序号 \(head.sequence) 签发 \(head.at.utcText)")
        print("链头 \(head.chain)")
    }
}

/// Checks what a certificate's QR code holds without a server.
struct VerifyCodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-code",
        abstract: "离线核验证书二维码 / check a certificate's QR code offline",
        discussion: """
            STATEMENT 是二维码里 c= 之后的内容，也可以是整个网址；--name 核对纸面上的姓名。
            The statement is what follows c= in the QR code, or the whole address.
            退出码 0 为真，1 为伪 / exit code 0: genuine, 1: not.
            """
    )

    @Argument(help: "二维码内容 / what the QR code holds")
    var statement: String

    @Option(help: "公钥（base64url）/ the public key")
    var key: String

    @Option(help: "纸面上的姓名或单位 / the name that is printed")
    var name: String?

    func run() async throws {
        let text = statement.range(of: "?c=").map { String(statement[$0.upperBound...]) }
        let signed = try StatementCheck.genuine(text ?? statement, key: key)
        guard case .certificate(let certificate) = signed.content else {
            throw Failure.found("这是链头，请用 verify-head / this is a head")
        }
        if let name, !certificate.isName(name) {
            throw Failure.found("签名真实，但姓名不符 / signed, but for another name")
        }
        let claim = certificate.claim
        print("真实 / genuine")
        print("竞赛 \(claim.contest) 编号 \(claim.subject.text)")
        print(
            "名次 \(claim.rank) 成绩 \(HundredthsText.text(claim.value))（\(certificate.kind)）"
                + " \(certificate.isPreliminary ? "初步" : "最终")"
        )
        if let version = certificate.version { print("公布版本 第 \(version) 版") }
        print("账本序号 \(claim.sequence) 签发 \(certificate.at.utcText)")
    }
}

/// What the two checking commands share.
private enum StatementCheck {
    static func genuine(_ text: String, key: String) throws -> SignedStatement {
        guard let key = StatementKey(key) else {
            throw Failure.wrongData("公钥须为 43 个 base64url 字符 / not a public key")
        }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let signed = SignedStatement(trimmed), signed.isGenuine(under: key) else {
            throw Failure.found("不真实：签名不符或内容被改动 / not genuine")
        }
        return signed
    }
}

/// Prints a certificate.
struct CertificateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "成绩证书，可打印的网页 / a certificate as a page to print",
        discussion: """
              safetyquiz certificate --contest NAME --participant 0123456789abcdef --output a.html
              safetyquiz certificate --contest NAME --unit 9 --output unit.html
            """
    )

    @Option(help: "竞赛名 / the contest")
    var contest: String

    @Option(help: "公开编号，16 位十六进制 / a person's public name")
    var participant: String?

    @Option(help: "单位的编号 / a unit's number")
    var unit: String?

    @Option(help: "地区的编号 / a region's number")
    var region: String?

    @Option(help: "写入文件，缺省为标准输出 / the file to write, else stdout")
    var output: String?

    @OptionGroup var server: ServerOptions

    func run() async throws {
        let subjects = [
            participant, unit.map { "units/\(OrganiserClient.escaped($0))" },
            region.map { "regions/\(OrganiserClient.escaped($0))" },
        ].compactMap(\.self)
        guard subjects.count == 1, let subject = subjects.first else {
            throw Failure.wrongData(
                "须给出 --participant、--unit、--region 之一 / give one of these"
            )
        }
        let contest = OrganiserClient.escaped(contest)
        try await server.client().download(
            "/v1/contests/\(contest)/certificates/\(subject)",
            to: output
        )
    }
}
