import Audit
import ContestEngine
import ContestModel
import Exports
import Foundation

/// Writes what an audit found as a table.
enum AuditFindings {
    static func write(_ report: AuditReport, to path: String) async throws {
        let ending = URL(fileURLWithPath: path).pathExtension
        let isGB18030 = path.hasSuffix(".gb18030.csv")
        guard let format = isGB18030 ? .gb18030 : ExportFormat(rawValue: ending) else {
            throw Failure.wrongData(
                "文件名须以 .csv、.gb18030.csv、.xlsx 或 .jsonl 结尾 / unknown kind of file"
            )
        }
        let rows = report.differences.map { difference in
            FindingRow(
                check: difference.check.rawValue,
                place: difference.place,
                expected: difference.expected,
                found: difference.found,
                chinese: difference.messageChinese,
                english: difference.messageEnglish
            )
        }
        let count = "共 \(report.differenceTotal) 处差异，列出前 \(rows.count) 处"
        let cover = ExportCover(
            ledgerOf: report.contest,
            sequence: report.sequence,
            chain: report.chain,
            madeAt: AnchoredClock().now(),
            notes: [report.isClean ? "没有差异" : count] + report.notes
        )
        let table = ExportTable("findings", title: "审计发现", fields: FindingRow.fields, rows: rows)
        do {
            let file = try await ExportFile.stream(
                table,
                cover: cover,
                as: format,
                named: "findings.\(ending)"
            )
            guard !FileManager.default.fileExists(atPath: path) else {
                throw Failure.cannotWrite("文件 \(path) 已存在，未覆盖 / the file exists")
            }
            try FileManager.default.copyItem(atPath: file.path, toPath: path)
        } catch let error as CocoaError {
            throw Failure.cannotWrite("无法写入 \(path)：\(error) / cannot write the file")
        }
    }
}
