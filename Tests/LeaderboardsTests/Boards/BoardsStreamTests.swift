import ContestModel
import Leaderboards
import Testing

/// Random moves against a list that is sorted anew each time.
struct BoardsStreamTests {
    /// A board, what it should be, and everybody's key.
    struct Pair {
        var board: PeopleBoard
        var naive: NaiveBoard
        var keys: [UInt32: BoardKey] = [:]

        init(method: RankingMethod) {
            board = PeopleBoard(method: method)
            naive = NaiveBoard(method: method)
        }

        /// Somebody enters, moves or leaves; few values make many ties.
        mutating func step(people: UInt32, using generator: inout SeededGenerator) {
            let participant = UInt32.random(in: 0..<people, using: &generator)
            let old = keys[participant]
            var next: NaiveBoard.Place?
            if Int.random(in: 0..<6, using: &generator) > 0 {
                next = NaiveBoard.Place(
                    value: [-2_147_483_648, -25, 0, 100, 500, 2_147_483_647].randomElement(
                        using: &generator
                    ) ?? 0,
                    time: [0, 10, 20, .max].randomElement(using: &generator) ?? 0,
                    first: [0, 1, BoardsKeyTests.lastFirst].randomElement(using: &generator) ?? 0
                )
            }
            let new = next.map {
                BoardsKeyTests.key(
                    $0.value,
                    time: $0.time,
                    first: $0.first,
                    participant: participant
                )
            }
            board.move(from: old, to: new)
            keys[participant] = new
            naive.places[participant] = next
        }
    }

    static let cases: [(RankingMethod, UInt64)] = RankingMethod.allCases.flatMap { method in
        (0..<6 as Range<UInt64>).map { (method, $0) }
    }

    @Test(arguments: cases)
    func `a random stream of moves agrees with sorting anew`(method: RankingMethod, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let people: UInt32 = [8, 60, 400][Int(seed % 3)]
        var pair = Pair(method: method)
        for step in 0..<1_200 {
            pair.step(people: people, using: &generator)
            guard step % 60 == 59 else { continue }
            let expected = pair.naive.rows
            let place: Comment = "seed \(seed), step \(step)"
            #expect(pair.board.sampleRows == expected, place)
            #expect(pair.board.agreesWithItself, place)
            let from = Int.random(in: 0...expected.count, using: &generator)
            let page = pair.board.rows(from: from, count: 7).map(SampleRow.init)
            #expect(page == Array(expected.dropFirst(from).prefix(7)), place)
            let keys = Array(pair.keys.values)
            let built = PeopleBoard(method: method, keys: keys)
            #expect(built.sampleRows == expected, place)
            #expect(built.agreesWithItself, place)
            var walked: [UInt32] = []
            pair.board.forEach { walked.append($0.participant.rawValue) }
            #expect(walked == expected.map(\.participant), place)
        }
    }

    @Test(arguments: cases)
    func `a snapshot stays as it was while the board moves on`(
        method: RankingMethod,
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        var pair = Pair(method: method)
        var taken: [(board: PeopleBoard, rows: [SampleRow])] = []
        for step in 0..<900 {
            pair.step(people: 120, using: &generator)
            if step % 90 == 0 { taken.append((pair.board, pair.naive.rows)) }
        }
        for (index, snapshot) in taken.enumerated() {
            #expect(snapshot.board.sampleRows == snapshot.rows, "seed \(seed), snapshot \(index)")
            #expect(snapshot.board.agreesWithItself, "seed \(seed), snapshot \(index)")
        }
    }

    @Test(arguments: RankingMethod.allCases)
    func `a board built in one go moves on like any other`(method: RankingMethod) {
        var generator = SeededGenerator(seed: 99)
        var pair = Pair(method: method)
        for _ in 0..<500 { pair.step(people: 200, using: &generator) }
        pair.board = PeopleBoard(method: method, keys: Array(pair.keys.values))
        for _ in 0..<500 { pair.step(people: 200, using: &generator) }
        #expect(pair.board.sampleRows == pair.naive.rows)
        #expect(pair.board.agreesWithItself)
    }
}
