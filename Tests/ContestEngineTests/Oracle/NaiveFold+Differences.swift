@testable import ContestEngine
import ContestModel
import Leaderboards

extension NaiveFold {
    /// Where the machine's boards, tallies and standings are others.
    func differences(from machine: ContestMachine<Int>) -> [String] {
        var found: [String] = []
        let boards = machine.fold.snapshot(sequence: machine.head, at: machine.latest).boards
        func check<Value: Equatable>(_ left: Value, _ right: Value, _ subject: String) {
            if left == right { return }
            found.append("\(subject): the machine has \(left), counted \(right)")
        }
        for period in rules.boards.periods {
            let expected = lines(of: results(in: period))
            check(rows(boards.people(in: period)), shown(expected), "the board, \(period)")
        }
        check(boards.tally, tally(results), "the tally")
        check(boards.today, tally(results(in: .day)), "today's tally")
        let groups: [(GroupBoards, KeyPath<RegistrationFact, NodeID>, String)] = [
            (boards.regions, \.region, "region"), (boards.units, \.unit, "unit"),
        ]
        for (group, leaf, name) in groups {
            for node in group.index.tree.nodes {
                let mine = results.filter { result in
                    let place = leaves[result.participant]?[keyPath: leaf] ?? .none
                    return group.index.tree.path(from: place).contains(node.id)
                }
                let today = mine.filter { $0.day == day }
                check(group.tally(of: node.id), tally(mine), "the tally of \(name) \(node.code)")
                check(group.today(of: node.id), tally(today), "today of \(name) \(node.code)")
                guard let board = group.people(of: node.id) else { continue }
                check(rows(board), shown(lines(of: mine)), "the board of \(name) \(node.code)")
            }
        }
        for participant in leaves.keys {
            let mine = results.filter { $0.participant == participant }
            let standing = machine.fold.standings(of: participant)
            check(Int(standing.overall.attempts), mine.count, "attempts of \(participant)")
            let points = mine.reduce(0) { $0 + $1.points }
            check(Int(standing.overall.points), points, "points of \(participant)")
            check(
                Int(standing.overall.bestPoints),
                mine.map(\.points).max() ?? 0,
                "best points of \(participant)"
            )
        }
        return found
    }

    /// What a board shows: rank, person, value, and time where it breaks ties.
    private func rows(_ board: PeopleBoard?) -> [[Int]]? {
        board.map { board in
            board.rows(from: 0, count: board.count + 1).map {
                [
                    $0.rank, Int($0.key.participant.rawValue), Int($0.key.value),
                    Int($0.key.timeMilliseconds),
                ]
            }
        }
    }

    private func shown(_ lines: [Line]) -> [[Int]]? {
        let showsTime = rules.ranking.breakers.contains(.time)
        return lines.map {
            [$0.rank, Int($0.participant.rawValue), $0.value, showsTime ? $0.time : 0]
        }
    }
}
