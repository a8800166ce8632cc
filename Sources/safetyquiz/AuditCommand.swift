import ArgumentParser
import Audit
import Foundation

/// Recomputes a ledger with code that shares nothing with the engine.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "独立重算账本，核对每一项成绩与排名 / recompute a ledger independently",
        discussion: """
            对停止的数据目录、备份或运行中的服务器均可。加 --live 时同时把运行中服务器的榜单与
            同一账本序号下重算的结果逐行比较。有差异时退出码为 1。
            """
    )

    @Argument(help: "账本文件 ledger.sqlite 或备份 / the ledger's file or a backup")
    var file: String

    @Option(help: "与运行中服务器上的此竞赛比较 / compare with this contest of a running server")
    var live: String?

    @Flag(help: "输出 JSON / print JSON")
    var json = false

    @Option(help: "把发现写入表格文件（.csv、.gb18030.csv、.xlsx、.jsonl）/ write the findings as a table")
    var findings: String?

    @OptionGroup var server: ServerOptions

    func run() async throws {
        let audit: LedgerAudit
        do { audit = try LedgerAudit(path: file) } catch {
            throw Failure.unreadable("无法读取账本：\(error)")
        }
        var differences: [AuditDifference] = []
        var sequence: Int64?
        if let live {
            let bytes = try await server.client().send("GET", "/v1/contests/\(live)/audit-view")
            let boards = try JSONDecoder().decode(LiveBoards.self, from: Data(bytes))
            sequence = boards.sequence
            differences = try audit.compare(live: boards)
        }
        let bar = AuditBar()
        let report: AuditReport
        do { report = try audit.run(through: sequence) { bar.show($0) } } catch {
            throw Failure.unreadable("\(error)")
        }
        bar.end()
        if let findings { try await AuditFindings.write(report, to: findings) }
        if json {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try Console.write(Array(encoder.encode(report)) + [10], to: nil)
        } else {
            print(report.text)
        }
        if live != nil {
            let verdict = differences.isEmpty ? "一致" : "有 \(differences.count) 处差异"
            Console.note("与运行中的榜单比较（序号 \(sequence ?? 0)）：\(verdict)")
            for difference in differences {
                Console.note("  \(difference.place)：\(difference.messageChinese)")
            }
        }
        if !report.isClean || !differences.isEmpty { throw ExitCode(1) }
    }
}

/// Shows an audit's progress on a terminal.
private final class AuditBar {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    func show(_ progress: AuditProgress) {
        guard isTerminal, progress.total > 0 else { return }
        let percent = progress.done * 100 / progress.total
        Console.show("\r\(progress.stage.chineseName) \(percent) %   ")
    }

    func end() {
        if isTerminal { Console.show("\r\u{1B}[K") }
    }
}
