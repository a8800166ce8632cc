import ContestEngine
import ContestModel
import Leaderboards

extension AuditViewBody {
    /// Boards and standings taken in one step of the contest, so that all are of one sequence.
    init(_ contest: Contest) async {
        let (snapshot, standings) = await contest.auditView()
        let boards = snapshot.boards
        func figures(_ tally: Tally) -> Figures {
            Figures(
                people: tally.people,
                attempts: tally.attempts,
                points: tally.points,
                right: tally.right,
                drawn: tally.drawn
            )
        }
        func rows(_ period: BoardPeriod) -> [Row]? {
            guard let board = boards.people(in: period) else { return nil }
            return board.rows(from: 0, count: board.count).map { row in
                let line = standings[Int(row.key.participant.rawValue)]
                let standing =
                    switch period {
                    case .overall: line.standings.overall
                    case .day: line.standings.today
                    case .week: line.standings.thisWeek
                    }
                return Row(
                    rank: row.rank,
                    pseudonym: line.pseudonym.description,
                    value: row.key.value,
                    timeMs: standing.timeMilliseconds,
                    attempts: standing.attempts
                )
            }
        }
        func groups(_ groups: GroupBoards) -> [Group] {
            groups.index.tree.nodes.map { node in
                let tally = groups.tally(of: node.id) ?? Tally()
                return Group(
                    id: node.id.rawValue,
                    people: tally.people,
                    attempts: tally.attempts,
                    points: tally.points,
                    right: tally.right,
                    drawn: tally.drawn
                )
            }
        }
        self.init(
            sequence: snapshot.sequence,
            tally: figures(boards.tally),
            overall: rows(.overall),
            day: rows(.day).map { Day(day: boards.day.number, rows: $0) },
            week: rows(.week).map { Week(week: boards.day.week, rows: $0) },
            regions: groups(boards.regions),
            units: groups(boards.units)
        )
    }
}
