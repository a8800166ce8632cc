import ContestEngine
import ContestModel
import Exports
import Leaderboards

extension ContestExport {
    /// The figures of regions, units or industries, over the whole contest or day by day.
    static let tallies = ContestExport(name: "tallies") { server, request in
        let (subject, top) = try subject(of: request)
        let byDay = try request.choice("by", default: Division.total) == .day
        let found = try await server.desk.figures(of: request.entry.contest)
        let figures = found.figures
        let measure = request.view.rules.boards.groupMeasure
        let heat = request.view.rules.boards.heat
        let rows =
            switch subject {
            case .regions:
                GroupList.rows(
                    figures.regions,
                    from: top,
                    by: measure,
                    heat: heat,
                    figures: figures.region
                )
            case .units:
                GroupList.rows(
                    figures.units,
                    from: top,
                    by: measure,
                    heat: heat,
                    figures: figures.unit
                )
            case .industries: GroupList.industries(figures, by: measure, heat: heat)
            case .all: [GroupRow](whole: figures)
            }
        let title = subject.chineseTitle + (byDay ? "（分日）" : "")
        let notes = ["人数按人去重，各日、各下级人数之和可能大于合计"]
        let cover = try await server.cover(request, head: found.head)
        if byDay {
            let days = rows.flatMap { row in
                row.figures.days.days.map { day in
                    GroupDayRow(code: row.code, name: row.name, day: day.day, figures: day.figures)
                }
            }
            let fields = GroupDayRow.fields
            return (
                ExportTable("tallies", title: title, fields: fields, notes: notes, rows: days),
                cover
            )
        }
        let fields = GroupRow.fields(hasPassMark: request.view.rules.hasPassMark)
        return (
            ExportTable("tallies", title: title, fields: fields, notes: notes, rows: rows), cover
        )
    }

    private enum Subject: String {
        case regions, units, industries, all

        var chineseTitle: String {
            switch self {
            case .regions: "地区"
            case .units: "单位"
            case .industries: "行业"
            case .all: "全体"
            }
        }
    }

    private enum Division: String {
        case total, day
    }

    /// What is listed, and from which node on; a limited organiser sees the own tree alone.
    private static func subject(of request: ExportRequest) throws -> (Subject, NodeID?) {
        switch request.scope {
        case .all: return (try request.choice("of", default: .regions), nil)
        case .region(let node):
            guard try request.choice("of", default: Subject.regions) == .regions else {
                throw Problem.forbidden
            }
            return (.regions, node)
        case .unit(let node):
            guard try request.choice("of", default: Subject.units) == .units else {
                throw Problem.forbidden
            }
            return (.units, node)
        }
    }
}
