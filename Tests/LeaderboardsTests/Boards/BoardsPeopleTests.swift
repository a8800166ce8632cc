import ContestModel
import Leaderboards
import Testing

struct BoardsPeopleTests {
    /// 甲 100 points in 80 s, 乙 100 in 80 s, 丙 100 in 95 s, 丁 90 in 40 s, who registered in the
    /// order given; 甲 and 乙 are equal.
    @Test(
        arguments: [
            (.standardCompetition, [1, 1, 3, 4]), (.dense, [1, 1, 2, 3]),
            (.ordinal, [1, 2, 3, 4]),
        ] as [(RankingMethod, [Int])]
    )
    func `equals are numbered by the method`(method: RankingMethod, ranks: [Int]) {
        let rules = RankingRules(value: .best, breakers: [.time], method: method)
        let people: [(Int32, UInt32)] = [
            (10_000, 80_000), (10_000, 80_000), (10_000, 95_000), (9_000, 40_000),
        ]
        let keys = people.enumerated().map { index, person in
            BoardsKeyTests.key(
                person.0,
                time: person.1,
                first: Int64(100 - index),
                participant: UInt32(index),
                rules: rules
            )
        }
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
            var board = PeopleBoard(method: method)
            for index in order { board.move(from: nil, to: keys[index]) }
            #expect(board.sampleRows.map(\.participant) == [0, 1, 2, 3])
            #expect(board.sampleRows.map(\.rank) == ranks)
            #expect(keys.map(board.rank(of:)) == ranks)
            #expect(board.sampleRows.map(\.position) == [0, 1, 2, 3])
        }
    }

    /// Without a declared breaker 甲, 乙 and 丙 are equal, and 丁 is fourth or second.
    @Test(
        arguments: [
            (.standardCompetition, [1, 1, 1, 4]), (.dense, [1, 1, 1, 2]), (.ordinal, [1, 2, 3, 4]),
        ] as [(RankingMethod, [Int])]
    )
    func `time separates nobody where it is no breaker`(method: RankingMethod, ranks: [Int]) {
        let rules = RankingRules(value: .best, method: method)
        var board = PeopleBoard(method: method)
        let people: [(Int32, UInt32)] = [
            (10_000, 80_000), (10_000, 80_000), (10_000, 95_000), (9_000, 40_000),
        ]
        for (index, person) in people.enumerated() {
            let participant = UInt32(index)
            let key = BoardsKeyTests.key(
                person.0,
                time: person.1,
                participant: participant,
                rules: rules
            )
            board.move(from: nil, to: key)
        }
        #expect(board.sampleRows.map(\.rank) == ranks)
    }

    /// The tie at the worst key there is has nothing after it.
    @Test(arguments: RankingMethod.allCases)
    func `leaving a tie keeps the others' rank, even at the very end`(method: RankingMethod) {
        let ends: [(Int32, UInt32, Int64)] = [
            (500, 10, 10), (500, 10, BoardsKeyTests.lastFirst),
            (.min, .max, BoardsKeyTests.lastFirst),
        ]
        for (value, time, first) in ends {
            var board = PeopleBoard(method: method)
            board.move(from: nil, to: BoardsKeyTests.key(.max))
            let keys = (1...3).map {
                BoardsKeyTests.key(value, time: time, first: first, participant: UInt32($0))
            }
            for key in keys { board.move(from: nil, to: key) }
            board.move(from: keys[0], to: nil)
            #expect(board.rank(of: keys[0]) == nil)
            #expect(board.rank(of: keys[1]) == 2)
            #expect(board.rank(of: keys[2]) == (method == .ordinal ? 3 : 2))
            board.move(from: keys[1], to: nil)
            #expect(board.rank(of: keys[2]) == 2)
            board.move(from: keys[2], to: nil)
            #expect(board.count == 1)
            let last = BoardsKeyTests.key(.min, time: .max, first: .max, participant: 9)
            board.move(from: nil, to: last)
            #expect(board.rank(of: last) == 2, "the tie that is gone is forgotten")
        }
    }

    @Test(arguments: RankingMethod.allCases)
    func `no question is out of range`(method: RankingMethod) {
        let absent = BoardsKeyTests.key(300)
        let keys = (0..<500).map { BoardsKeyTests.key(100 * ($0 / 3), participant: UInt32($0)) }
        for board in [PeopleBoard(method: method), PeopleBoard(method: method, keys: keys)] {
            for position in [Int.min, -1, board.count, board.count + 1, .max] {
                #expect(board.rows(from: position, count: 10).isEmpty)
            }
            for count in [Int.min, -1, 0] { #expect(board.rows(from: 0, count: count).isEmpty) }
            #expect(board.rows(from: 0, count: .max).count == board.count)
            #expect(board.rank(of: BoardsKeyTests.key(7)) == nil)
            #expect(board.position(of: BoardsKeyTests.key(7)) == nil)
        }
        var board = PeopleBoard(method: method)
        board.move(from: nil, to: nil)
        #expect(board.count == 0)
        board.move(from: nil, to: absent)
        board.move(from: absent, to: absent)
        #expect(board.sampleRows.map(\.rank) == [1])
    }
}
