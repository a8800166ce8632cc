import ContestModel
import Leaderboards

extension ContestReport {
    /// The report's tables, one a sheet: 总览, 每日, 地区, 单位, 行业, 难题; empty ones are left out.
    public var tables: [ExportTable] {
        var tables = [overviewTable, dailyTable]
        let groups = [
            ("regions", "地区", regions), ("units", "单位", units), ("industries", "行业", industries),
        ]
        for (name, title, rows) in groups where !rows.isEmpty {
            tables.append(
                ExportTable(
                    name,
                    title: title,
                    fields: GroupRow.fields(hasPassMark: hasPassMark),
                    rows: rows
                )
            )
        }
        if let hardest {
            tables.append(
                ExportTable(
                    "items",
                    title: "难题",
                    fields: ItemRow.fields(showsKeys: false),
                    rows: hardest
                )
            )
        }
        return tables
    }

    /// The whole, figure by figure.
    public var overviewTable: ExportTable {
        struct Line: Sendable {
            var label: String
            var value: ExportValue
        }
        let rows =
            [Line(label: "工作总结用语", value: .text(sentence))]
            + overview.map { Line(label: $0.label, value: $0.value) }
        return ExportTable(
            "overview",
            title: "总览",
            fields: [
                ExportField<Line>("项目", "figure", .text, width: 26) { .text($0.label) },
                ExportField<Line>("数值", "value", .mixed, width: 60) { $0.value },
            ],
            notes: notes,
            rows: rows
        )
    }

    /// The days.
    public var dailyTable: ExportTable {
        let rows = whole.days.days.map { day in
            GroupDayRow(code: "", name: "全体", day: day.day, figures: day.figures)
        }
        return ExportTable("daily", title: "每日", fields: GroupDayRow.fields, rows: rows)
    }

    /// The report as a workbook.
    ///
    /// - Complexity: O(rows); a sheet for each table.
    public func workbook() async throws -> ExportFile {
        var writer = try WorkbookTableWriter()
        try writer.begin(cover)
        for table in tables { try await writer.add(table) { _ in } }
        guard let file = try await writer.finish() else { throw ReportFault.noFile }
        return file
    }

    /// One of the report's tables as a file's bytes, held in memory.
    public func csv(_ table: ExportTable) async throws -> [UInt8] {
        var writer = CSVTableWriter()
        var bytes: [UInt8] = []
        _ = try await writer.write(table, cover: cover) { bytes += $0 }
        return bytes
    }
}

/// What can go wrong in our own making of a report.
public enum ReportFault: Error, Hashable, Sendable {
    /// A workbook ended without a file.
    case noFile
}
