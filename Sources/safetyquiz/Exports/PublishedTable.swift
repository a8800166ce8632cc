import Audit
import ContestModel
import Spreadsheets

/// A published table of standings, read back from the file that people were given.
struct PublishedTable {
    /// One person's line; nil where the table has no such column.
    struct Line {
        var rank: Int
        var pseudonym: String
        var value: Int
        var time: Int?
        var attempts: Int
    }

    /// Why a file is no table of standings.
    struct Fault: Error { var message: String }

    /// The lines, in the table's order.
    private(set) var lines: [Line] = []
    /// The ledger's position that the table names; nil when it names none.
    private(set) var sequence: Int64?
    /// The days that the table covers.
    private(set) var period = AuditPeriod.overall
    /// The region or unit to whose people it is limited, by name; nil for everyone.
    private(set) var group: (kind: AuditGroup.Kind, name: String)?

    /// Reads a CSV or XLSX table as `export standings` writes it.
    init(_ bytes: [UInt8]) throws(Fault) {
        let rows: [SheetRow]
        do { rows = try SpreadsheetReader.rows(of: bytes) } catch {
            throw Fault(message: "无法读取表格 / not a table: \(error)")
        }
        var columns: [String: Int]?
        for row in rows {
            let cells = Dictionary(
                row.cells.map { ($0.column, $0.value.text ?? "") },
                uniquingKeysWith: { first, _ in first }
            )
            guard let known = columns else {
                note(row.cells.map { $0.value.text ?? "" })
                let headings = Dictionary(
                    cells.map { ($0.value, $0.key) },
                    uniquingKeysWith: { first, _ in first }
                )
                if headings["名次"] != nil && headings["编号"] != nil { columns = headings }
                continue
            }
            func cell(_ heading: String) -> String? { known[heading].flatMap { cells[$0] } }
            if cell("名次")?.hasPrefix("注：") == true { continue }
            guard let rank = cell("名次").flatMap({ Int($0) }), let pseudonym = cell("编号"),
                let value = cell("成绩").flatMap({ Self.scaled($0, places: 2) }),
                let attempts = cell("人次").flatMap({ Int($0) })
            else { throw Fault(message: "第 \(row.number) 行无法读取 / row \(row.number) is unreadable") }
            let time = cell("用时（秒）").flatMap { Self.scaled($0, places: 3) }
            lines.append(
                Line(
                    rank: rank,
                    pseudonym: pseudonym,
                    value: value,
                    time: time,
                    attempts: attempts
                )
            )
        }
        guard columns != nil else {
            throw Fault(message: "没有“名次”“编号”两列 / no columns 名次 and 编号")
        }
    }

    /// The lines as the audit compares them: where time is not published it is not compared.
    private func rows(against audit: LedgerAudit) throws -> [PublishedRow] {
        var times: [String: Int] = [:]
        if lines.contains(where: { $0.time == nil }) {
            for row in try standings(audit) {
                times[row.pseudonym] = row.time
            }
        }
        return lines.map { line in
            PublishedRow(
                rank: line.rank,
                pseudonym: line.pseudonym,
                value: line.value,
                time: line.time ?? times[line.pseudonym] ?? 0,
                attempts: line.attempts
            )
        }
    }

    /// Compares the lines with what follows from a ledger.
    ///
    /// - Throws: `Fault` where the group cannot be told by its name, and what the audit throws.
    func differences(from audit: LedgerAudit) throws -> [AuditDifference] {
        try audit.compare(
            published: try rows(against: audit),
            period: period,
            within: try group(in: audit),
            through: sequence
        )
    }

    private func standings(_ audit: LedgerAudit) throws -> [AuditRow] {
        try audit.standings(
            period: period,
            within: try group(in: audit),
            through: sequence
        )?.rows ?? []
    }

    private func group(in audit: LedgerAudit) throws -> AuditGroup? {
        guard let group else { return nil }
        let nodes = try audit.groups(group.kind, through: sequence).filter { $0.name == group.name }
        guard nodes.count == 1, let node = nodes.first else {
            throw Fault(message: "账本里叫“\(group.name)”的有 \(nodes.count) 个 / no one such group")
        }
        return AuditGroup(group.kind, node: node.id)
    }

    /// Finds `账本序号 123`, `时段 day:2026-06-05` and `仅含单位：县教育局` above the headings, each in
    /// one cell or in two.
    private mutating func note(_ texts: [String]) {
        let words = texts.flatMap { $0.split(separator: " ").map(String.init) }
        func after(_ label: String) -> String? {
            guard let place = words.firstIndex(of: label) else { return nil }
            return words.indices.contains(place + 1) ? words[place + 1] : nil
        }
        sequence = after("账本序号").flatMap { Int64($0) } ?? sequence
        if let past = after("时段").flatMap({ PastPeriod($0) }) {
            period = .days(Int(past.days.lowerBound.number)...Int(past.days.upperBound.number))
        }
        let prefixes: [(AuditGroup.Kind, String)] = [(.region, "仅含地区："), (.unit, "仅含单位：")]
        for text in texts {
            for (kind, prefix) in prefixes where text.hasPrefix(prefix) {
                group = (kind, String(text.dropFirst(prefix.count)))
            }
        }
    }

    /// The number of a decimal's smallest units; nil for anything else.
    private static func scaled(_ text: String, places: Int) -> Int? {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0)
            .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...12).contains(whole.utf8.count) else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard fraction.utf8.count <= places, (whole + fraction).utf8.allSatisfy(Self.isDigit) else {
            return nil
        }
        let zeros = String(repeating: "0", count: places - fraction.utf8.count)
        return Int(whole + fraction + zeros).map { isNegative ? -$0 : $0 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
