import ArgumentParser
import Audit
import Foundation
import LoadTest

/// What follows a run: the independent audit, the report for people and the one for programs.
struct LoadTestOutput {
    let options: LoadTestOptions
    let target: LoadTestTarget

    /// Audits where the ledger is within reach, prints, writes the files; ends with exit code 1 when
    /// something is wrong or a target was missed.
    func finish(_ report: LoadReport) async throws {
        var report = report
        if let own = target.own {
            do { try await audit(own, &report) } catch {
                // What was measured is told all the same.
                report.auditAgrees = false
                report.notes.append("没能审计：\(error) / no audit could be made")
            }
        } else {
            report.notes.append(Self.notAudited)
        }
        report.notes += options.leftOutOverHTTP(ownServer: target.own != nil)
        try Self.write(report, json: options.jsonFile, html: options.htmlFile)
    }

    /// What nobody has looked at on a server that the command did not start.
    static let notAudited = """
        独立审计未做：账本在别的服务器上。核对只含总榜、人数、人次和回执；请在那台服务器上运行 \
        safetyquiz audit / no independent audit was made: the ledger is elsewhere; run it there
        """

    /// Compares every board that the server shows with the ledger, then, once it has stopped, the
    /// whole ledger with itself.
    func audit(_ own: OwnServer, _ report: inout LoadReport) async throws {
        let path = "/v1/contests/\(OwnServer.contestName)/audit-view"
        let bytes = try await own.client.send("GET", path)
        let boards = try JSONDecoder().decode(LiveBoards.self, from: Data(bytes))
        report.costs = try own.stop(after: report)
        report.notes.append(OwnServer.limitNote)
        let ledger = try LedgerAudit(path: own.ledger)
        Self.take(try ledger.compare(live: boards), try ledger.run(), into: &report)
    }

    /// Takes an audit's findings over.
    static func take(
        _ differences: [AuditDifference],
        _ audit: AuditReport,
        into report: inout LoadReport
    ) {
        report.rankingMismatches += differences.count
        report.notes += differences.prefix(20).map {
            "\($0.place): \($0.expected) ≠ \($0.found) \($0.messageChinese)"
        }
        if differences.isEmpty {
            report.notes.append("各榜与独立审计一致 / every board equals the independent audit")
        }
        if audit.isClean {
            report.notes.append(
                "独立审计一致：\(audit.people) 人，\(audit.attempts) 人次 / the audit agrees"
            )
        } else {
            report.notes.append("独立审计有 \(audit.differenceTotal) 处差异 / the audit differs")
            print(audit.text)
        }
        let stored = audit.facts["response"] ?? 0
        let missing = report.responsesAcknowledged - stored
        // A response whose answer was lost may be there; without errors every one was answered.
        if missing < 0, report.errors == 0, report.overloadByKind.isEmpty {
            report.duplicated -= missing
            report.notes.append("账本里多 \(-missing) 个作答 / more responses than acknowledged")
        }
        if missing > 0 {
            report.lost += missing
            report.notes.append("账本里少 \(missing) 个确认过的作答 / acknowledged responses are missing")
        }
        let isSame =
            audit.people == report.peopleCounted && audit.attempts == report.attemptsCounted
        if !isSame {
            report.notes.append("审计的人数人次不同 / the audit counts otherwise")
        }
        report.auditAgrees = differences.isEmpty && audit.isClean && isSame
    }

    /// Prints a report and writes its files; ends with exit code 1 where the run did not pass.
    static func write(_ report: LoadReport, json: String?, html: String?) throws {
        var report = report
        report.date = Date().ISO8601Format()
        print(report.text)
        if let json { try write(ReportFile(report), to: json) }
        if let html { try Console.write(Array(report.html.utf8), to: html) }
        if !report.conclusion.isPassed { throw ExitCode(1) }
    }

    static func write(_ value: some Encodable, to file: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try Console.write(Array(encoder.encode(value)) + [10], to: file)
    }
}
