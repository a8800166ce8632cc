import ArgumentParser
import Audit
import ContestModel
import Foundation
import QuestionBanks

/// Recomputes a published ranking from the published extract, on any machine.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "用账本摘录核对公布的名次表 / recompute a published ranking from the ledger extract",
        discussion: """
            名次表是 export standings 的 CSV 或 XLSX（存档中的 tables/standings.csv），
            账本摘录是存档中的 ledger-extract.sqlite。相同时退出码为 0，不同时为 1。
            表头写明的时段（某日、某周）和地区、单位也照样重算。
            先核对账本的链，再独立重算全部成绩，最后逐行比较名次表。

            示例：safetyquiz verify tables/standings.csv --ledger ledger-extract.sqlite
            """
    )

    @Argument(help: "公布的名次表 / the published standings, CSV or XLSX")
    var standings: String

    @Option(help: "账本摘录或账本 / the ledger extract, or a ledger")
    var ledger: String

    @Option(help: "竞赛文件：核对规则是否相同 / the contest file, to compare its rules")
    var rules: String?

    func run() async throws {
        let table: PublishedTable
        let bytes = try Console.read(standings, upTo: 1 << 30)
        do throws(PublishedTable.Fault) { table = try PublishedTable(bytes) } catch {
            throw Failure.wrongData("\(standings)：\(error.message)")
        }
        let audit: LedgerAudit
        do { audit = try LedgerAudit(path: ledger) } catch {
            throw Failure.unreadable("无法读取账本：\(error)")
        }
        var isEqual = true
        do {
            let report = try audit.run()
            print(report.text)
            isEqual = report.isClean
            let differences = try table.differences(from: audit)
            for difference in differences {
                Console.note("  \(difference.place)：\(difference.messageChinese)")
            }
            isEqual = isEqual && differences.isEmpty
            print("名次表 \(table.lines.count) 人，账本序号 \(table.sequence.map(String.init) ?? "末尾")：")
        } catch let fault as PublishedTable.Fault {
            throw Failure.wrongData("\(standings)：\(fault.message)")
        } catch { throw Failure.unreadable("\(error)") }
        if let rules { isEqual = try compare(rules, with: audit) && isEqual }
        guard isEqual else {
            throw Failure.found("不一致 / differs")
        }
        print("一致 / equal")
    }

    private func compare(_ file: String, with audit: LedgerAudit) throws -> Bool {
        let format: FileSyntax = file.hasSuffix(".json") ? .json : .yaml
        let reading = ContestFileReader.read(try Console.read(file), file: file, format: format)
        guard let rules = reading.value else {
            throw Failure.wrongData("竞赛文件 \(file) 有错误，请先用 contest check 检查 / faulty contest file")
        }
        let isEqual = try Array(CanonicalJSON.encode(rules)) == audit.latestRules()
        print(isEqual ? "规则与账本相同 / the rules are the ledger's" : "规则与账本不同 / other rules")
        return isEqual
    }
}
