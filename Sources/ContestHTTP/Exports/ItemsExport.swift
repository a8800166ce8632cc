import ContestEngine
import ContestModel
import Exports
import Leaderboards

extension ContestExport {
    /// Every question with its statistics.
    ///
    /// What says or nearly says the key is for those who may read the bank with its keys, and their
    /// reading is on record.
    static let items = ContestExport(name: "items") { server, request in
        guard case .all = request.scope else { throw Problem.forbidden }
        let contest = request.entry.contest
        let showsKeys = request.claims.roles.contains { $0 == .admin || $0 == .auditor }
        if showsKeys { try await contest.noteItemReading(by: request.claims.name) }
        let report = try await contest.itemStatistics()
        let reports = try await contest.reportCounts()
        let table = ExportTable(
            "items",
            title: "题目统计",
            fields: ItemRow.fields(showsKeys: showsKeys),
            notes: [
                "区分度：答对与否同此人其他题正确率的相关，只看首次遇到；低于 0.2 须看看，负值多为答案有误",
                "高分组、低分组：其他题正确率最高、最低的各 27%",
            ],
            rows: report.rows.map { row in
                ItemRow(
                    question: row.item.question,
                    statistics: row.statistics,
                    reports: reports[row.item.question.id] ?? 0
                )
            }
        )
        return (table, try await server.cover(request, sequence: report.sequence))
    }
}

extension ContestServer {
    /// The questions of which the smallest share was right; nil where none was drawn.
    func hardest(_ contest: Contest) async throws -> [ItemRow]? {
        let reports = try await contest.reportCounts()
        let rows = try await contest.itemStatistics().rows
            .filter { $0.statistics.drawn > 0 }
            .sorted { left, right in
                let (one, other) = (left.statistics, right.statistics)
                let (first, second) = (one.right * other.drawn, other.right * one.drawn)
                return first != second
                    ? first < second : left.item.question.id < right.item.question.id
            }
            .prefix(Self.hardestCount)
            .map { row in
                ItemRow(
                    question: row.item.question,
                    statistics: row.statistics,
                    reports: reports[row.item.question.id] ?? 0
                )
            }
        return rows.isEmpty ? nil : rows
    }

    /// How many of the hardest questions a report lists.
    private static let hardestCount = 20
}
