import ContestEngine
import ContestModel
import Exports
import Leaderboards

extension ContestExport {
    /// A board of people with names: overall, of the present day or week, or a group's own.
    static let standings = ContestExport(name: "standings") { server, request in
        let period = try request.choice("period", default: BoardPeriod.overall)
        let view = await request.entry.contest.exportView(of: period)
        let boards = view.snapshot.boards
        let board: PeopleBoard?
        switch request.scope {
        case .all: board = boards.people(in: period)
        case .region(let node): board = boards.regions.people(of: node)
        case .unit(let node): board = boards.units.people(of: node)
        }
        var isWhole = false
        if case .all = request.scope { isWhole = true }
        // Groups keep one board, of the whole contest.
        guard let board, isWhole || period == .overall else { throw Problem.unknownBoard }
        let rules = request.view.rules
        let pages = StandingPages(contest: request.entry.contest, view: view, board: board)
        let table = ExportTable(
            "standings",
            title: period.chineseTitle,
            fields: StandingRow.fields(showsTime: rules.ranking.breakers.contains(.time)),
            notes: [rules.ranking.chineseTies],
            pages: pages
        )
        let day = CivilDate(boards.day).description
        let note = period == .overall ? [] : ["\(period.chineseTitle)：\(day)"]
        return (
            table,
            try await server.cover(request, sequence: view.snapshot.sequence, notes: note)
        )
    }
}

extension BoardPeriod {
    fileprivate var chineseTitle: String {
        switch self {
        case .overall: "总成绩"
        case .day: "当日成绩"
        case .week: "当周成绩"
        }
    }
}

private struct StandingPages: ExportPages {
    let contest: Contest
    let view: ExportView
    let board: PeopleBoard
    var position = 0

    init(contest: Contest, view: ExportView, board: PeopleBoard) {
        self.contest = contest
        self.view = view
        self.board = board
    }

    mutating func next() async throws -> [StandingRow]? {
        let rows = board.rows(from: position, count: 1_000)
        guard !rows.isEmpty else { return nil }
        position += rows.count
        let participants = rows.map(\.key.participant)
        let names = try await contest.names(of: participants, masked: false)
        let lines = await contest.exportLines(of: participants)
        let boards = view.snapshot.boards
        return zip(rows, lines).map { row, line in
            let counts = view.counts(of: row.key.participant)
            return StandingRow(
                rank: row.rank,
                name: names[row.key.participant] ?? "（已注销）",
                pseudonym: line.pseudonym,
                region: boards.regions.index.node(line.region)?.name ?? "",
                unit: boards.units.index.node(line.unit)?.name ?? "",
                value: Points(hundredths: row.key.value),
                attempts: Int(counts?.attempts ?? 0),
                right: Int(counts?.right ?? 0),
                drawn: Int(counts?.drawn ?? 0),
                timeMilliseconds: Int64(row.key.timeMilliseconds),
                lots: Int(counts?.lots ?? 0)
            )
        }
    }
}
