import ContestEngine
import ContestModel
import Hummingbird
import Leaderboards

extension ContestServer {
    func addItemRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/contests/:contest/items") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            return try await items(request, entry, claims)
        }
    }

    /// A page of the questions with their statistics, from the report that the walk began on.
    ///
    /// What says or nearly says the key is for those who may read the bank with its keys, and their
    /// reading is logged.
    private func items(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        let limit = try integer(request, "limit", in: 1...500) ?? 100
        let start = try cursor(request, entry, scope: "items")
        let report: ItemReport
        if let start {
            guard let kept = await entry.contest.keptItemStatistics(at: start.sequence) else {
                throw Problem.staleCursor
            }
            report = kept
        } else {
            report = try await entry.contest.itemStatistics()
        }
        let showsKeys = claims.roles.contains { $0 == .admin || $0 == .auditor }
        if showsKeys { try await entry.contest.noteItemReading(by: claims.name) }
        let reports = try await entry.contest.reportCounts()
        let first = max(0, min(start?.position ?? 0, report.rows.count))
        let rows = report.rows[first...].prefix(limit)
        let next = PageCursor(sequence: report.sequence, position: rows.endIndex)
        return try Answer.json(
            ItemsBody(
                sequence: report.sequence,
                atMs: report.at.millisecondsSinceEpoch,
                total: report.rows.count,
                rows: rows.map { row in
                    ItemsBody.Row(
                        row,
                        reports: reports[row.item.question.id] ?? 0,
                        showsKeys: showsKeys
                    )
                },
                next: rows.endIndex < report.rows.count
                    ? next.text(entry.secrets, scope: "items") : nil
            )
        )
    }
}
