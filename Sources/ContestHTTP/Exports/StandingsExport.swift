import ContestEngine
import ContestModel
import Exports
import Leaderboards

extension ContestExport {
    /// A board of people with names: overall, of the present day or week, of days that have begun,
    /// or a group's own.
    static let standings = ContestExport(name: "standings") { server, request in
        let contest = request.entry.contest
        let period = try StandingsPeriod(request)
        let view: ExportView
        switch period {
        case .living(let period): view = await contest.exportView(of: period)
        case .past(let past):
            // Says which days there are.
            _ = try await server.view(request.view, of: past, request.entry, .organiser)
            let sequence = request.view.live.sequence
            view = await contest.exportView(
                of: try await contest.boards(of: past.days, through: sequence)
            )
        }
        let boards = view.snapshot.boards
        let board: PeopleBoard?
        switch request.scope {
        case .all: board = boards.people(in: period.living)
        case .region(let node): board = boards.regions.people(of: node)
        case .unit(let node): board = boards.units.people(of: node)
        }
        var isWhole = false
        if case .all = request.scope { isWhole = true }
        // Groups keep one board, of the whole contest.
        guard let board, isWhole || period.living == .overall else { throw Problem.unknownBoard }
        let rules = request.view.rules
        let pages = StandingPages(contest: contest, view: view, board: board)
        let table = ExportTable(
            "standings",
            title: period.chineseTitle,
            fields: StandingRow.fields(showsTime: rules.ranking.breakers.contains(.time)),
            notes: [rules.ranking.chineseTies],
            pages: pages
        )
        let sequence = view.snapshot.sequence
        return (
            table,
            try await server.cover(request, sequence: sequence, period: period.name(boards.day))
        )
    }
}

/// The days that exported standings are of.
private enum StandingsPeriod {
    case living(BoardPeriod)
    case past(PastPeriod)

    init(_ request: ExportRequest) throws {
        guard let text = request.text("period") else {
            self = .living(.overall)
            return
        }
        if let living = BoardPeriod(rawValue: text) {
            self = .living(living)
        } else if let past = PastPeriod(text) {
            self = .past(past)
        } else {
            throw Problem.invalidParameter("period")
        }
    }

    /// Which of a fold's boards it is.
    var living: BoardPeriod {
        switch self {
        case .living(let period): period
        case .past: .overall
        }
    }

    var chineseTitle: String {
        switch self {
        case .living(.overall): "总成绩"
        case .living(.day): "当日成绩"
        case .living(.week): "当周成绩"
        case .past: "时段成绩"
        }
    }

    /// The days as addresses name them; empty for the whole contest.
    ///
    /// - Parameter day: The present day.
    func name(_ day: ContestDay) -> String {
        switch self {
        case .living(.overall): return ""
        case .living(.day): return "day:\(CivilDate(day))"
        case .living(.week):
            // The week's Monday and Sunday.
            let monday = day.week * 7 - 3
            let days = [monday, monday + 6].map { CivilDate(ContestDay(number: $0)).description }
            return days.joined(separator: "..")
        case .past(let past): return past.name
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
