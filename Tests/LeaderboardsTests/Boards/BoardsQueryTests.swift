import ContestModel
import Leaderboards
import Testing

/// Questions to a board against a list that is searched from end to end.
struct BoardsQueryTests {
    typealias Place = NaiveBoard.Place

    static let cases: [(RankingMethod, UInt64)] = RankingMethod.allCases.flatMap { method in
        (0..<8 as Range<UInt64>).map { (method, $0) }
    }

    /// A board of random people, and the list that it should be.
    static func pair(
        _ method: RankingMethod,
        breakers: [TieBreaker],
        people: Int,
        using generator: inout SeededGenerator
    ) -> (board: PeopleBoard, naive: NaiveBoard, keys: [UInt32: BoardKey]) {
        let rules = RankingRules(breakers: breakers)
        var naive = NaiveBoard(method: method)
        var keys: [UInt32: BoardKey] = [:]
        let spread = [200, 3_000, 2_000_000_000].randomElement(using: &generator) ?? 200
        for participant in 0..<UInt32(people) {
            let value = Int32(Int.random(in: -spread / 4...spread, using: &generator) / 25 * 25)
            let time = UInt32.random(in: 0...4, using: &generator) * 10
            let first = Int64.random(in: 0...3, using: &generator)
            naive.places[participant] = Place(
                value: value,
                time: breakers.contains(.time) ? time : 0,
                first: breakers.contains(.first) ? first : 0
            )
            keys[participant] = BoardsKeyTests.key(
                value,
                time: time,
                first: first,
                participant: participant,
                rules: rules
            )
        }
        return (PeopleBoard(method: method, keys: Array(keys.values)), naive, keys)
    }

    @Test(arguments: cases)
    func `around a person are the neighbours of the sorted list`(
        method: RankingMethod,
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        let (board, naive, keys) = Self.pair(
            method,
            breakers: [.time, .first],
            people: 120,
            using: &generator
        )
        let rows = naive.rows
        for (place, row) in rows.enumerated() {
            guard let key = keys[row.participant] else { continue }
            let radius = [0, 1, 7, 400, .max].randomElement(using: &generator) ?? 0
            let expected = rows.enumerated().filter { abs($0.offset - place) <= radius }
            let around = board.rows(around: key, radius: radius)?.map(SampleRow.init)
            #expect(around == expected.map(\.element), "seed \(seed), place \(place)")
            let better = naive.places.values.filter {
                $0.isBetter(than: naive.places[row.participant] ?? $0)
            }
            let level = naive.places.values.filter { $0 == naive.places[row.participant] }
            let share = board.share(of: key)
            #expect(share?.ahead == better.count && share?.level == level.count)
            #expect(share?.behind == rows.count - better.count - level.count)
        }
        #expect(board.rows(around: BoardsKeyTests.key(7, participant: 999), radius: 3) == nil)
        #expect(board.share(of: BoardsKeyTests.key(7, participant: 999)) == nil)
    }

    @Test(arguments: cases)
    func `a score stands where somebody who enters with it stands`(
        method: RankingMethod,
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed &+ 100)
        let breakers: [TieBreaker] =
            [[], [.time], [.first], [.time, .first]].randomElement(using: &generator) ?? []
        let (board, naive, _) = Self.pair(
            method,
            breakers: breakers,
            people: 40,
            using: &generator
        )
        let values = naive.places.values.map(\.value) + [.min, -1, 0, 60, .max]
        for value in Set(values).prefix(20) {
            for time in [nil, 0, 10, 15, 40, .max] as [UInt32?] {
                let place = board.place(of: value, timeMilliseconds: time, breakers: breakers)
                let ranks = Self.ranks(naive, value, time, breakers)
                let comment: Comment = "seed \(seed), \(breakers), \(value), \(time ?? 0)"
                #expect(place.bestRank == ranks.min() && place.worstRank == ranks.max(), comment)
                let isTimed = breakers.contains(.time) && time != nil
                let level = naive.places.values.filter {
                    $0.value == value && (!isTimed || $0.time == time)
                }
                let ahead = naive.places.values.filter {
                    $0.value > value || isTimed && $0.value == value && $0.time < time ?? 0
                }
                #expect(place.level == level.count && place.ahead == ahead.count, comment)
                #expect(place.total == 40)
            }
        }
    }

    /// The ranks of newcomers with the score, for whatever is not known of them.
    private static func ranks(
        _ naive: NaiveBoard,
        _ value: Int32,
        _ time: UInt32?,
        _ breakers: [TieBreaker]
    ) -> [Int] {
        var times: [UInt32] = [0]
        if breakers.contains(.time) { times = time.map { [$0] } ?? [0, 10, 20, 30, 40, .max] }
        // Registered before everybody or after, which only ordinal boards ask.
        let newcomers: [UInt32] = naive.method == .ordinal ? [0, 1_000] : [1_000]
        return times.flatMap { time in
            newcomers.compactMap { newcomer in
                var board = NaiveBoard(method: naive.method)
                for (participant, place) in naive.places { board.places[participant + 1] = place }
                board.places[newcomer] = Place(
                    value: value,
                    time: time,
                    first: breakers.contains(.first) ? .max : 0
                )
                return board.rows.first { $0.participant == newcomer }?.rank
            }
        }
    }

    @Test(arguments: cases)
    func `a percentile is the smallest value that so many have or stay below`(
        method: RankingMethod,
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed &+ 200)
        let people = Int.random(in: 1...90, using: &generator)
        let (board, naive, _) = Self.pair(method, breakers: [], people: people, using: &generator)
        let values = naive.places.values.map(\.value).sorted()
        for share in [0, 1, 500, 1_000, 2_500, 3_333, 5_000, 9_000, 9_999, 10_000] {
            let expected = values.first { value in
                values.filter { $0 <= value }.count * 10_000 >= share * people
            }
            #expect(board.value(atPercentile: share) == expected, "seed \(seed), \(share)")
        }
        #expect(board.value(atPercentile: -5) == values.first)
        #expect(board.value(atPercentile: .max) == values.last)
    }

    @Test(arguments: cases)
    func `a histogram counts everybody once, where the value lies`(
        method: RankingMethod,
        seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed &+ 300)
        let people = Int.random(in: 1...200, using: &generator)
        let (board, naive, _) = Self.pair(method, breakers: [], people: people, using: &generator)
        let values = naive.places.values.map { Int($0.value) }
        let (low, high) = try (#require(values.min()), #require(values.max()))
        for width in [nil, 1, 30, 100, 1_000_000, 10_000_000_000] as [Int?] {
            let needed = width.map { Self.floor(high, $0) - Self.floor(low, $0) + 1 } ?? 1
            guard let histogram = board.histogram(width: width) else {
                #expect(needed > 200, "seed \(seed), \(width ?? 0)")
                continue
            }
            #expect(needed <= 200)
            #expect(histogram.bins.count <= (width == nil ? 20 : 200))
            for bin in histogram.bins {
                let within = values.filter {
                    $0 >= bin.start && $0 < bin.start + histogram.width
                }
                #expect(bin.count == within.count, "seed \(seed), \(bin.start)")
                #expect(bin.start % histogram.width == 0)
            }
            #expect(histogram.bins.reduce(0) { $0 + $1.count } == people)
            #expect(histogram.bins.first?.count != 0 && histogram.bins.last?.count != 0)
        }
    }

    private static func floor(_ value: Int, _ width: Int) -> Int {
        Int((Double(value) / Double(width)).rounded(.down))
    }

    @Test func `an empty board and the ends of the range have answers`() {
        let empty = PeopleBoard(method: .dense)
        #expect(empty.value(atPercentile: 5_000) == nil)
        #expect(empty.histogram()?.bins == [])
        #expect(empty.histogram(width: 0) == nil && empty.histogram(width: .min) == nil)
        let place = empty.place(of: 100, timeMilliseconds: nil, breakers: [.time, .first])
        #expect(place.bestRank == 1 && place.worstRank == 1 && place.total == 0)
        let ends = PeopleBoard(
            method: .standardCompetition,
            keys: [
                BoardsKeyTests.key(.max), BoardsKeyTests.key(.min, time: .max, participant: 1),
            ]
        )
        #expect(ends.histogram(width: 1) == nil)
        #expect(ends.histogram(width: .max)?.bins.map(\.count) == [1, 1])
        #expect(ends.histogram()?.bins.first?.count == 1)
        #expect(ends.value(atPercentile: 1) == .min && ends.value(atPercentile: 5_001) == .max)
        let last = ends.place(of: .min, timeMilliseconds: .max, breakers: [.time, .first])
        #expect(last.bestRank == 3 && last.level == 1)
        let alone = PeopleBoard(method: .dense, keys: [BoardsKeyTests.key(500)])
        #expect(alone.histogram()?.bins == [.init(start: 500, count: 1)])
    }

    /// 甲 100 points in 80 s, 乙 the same, 丙 100 in 95 s, 丁 90 in 40 s: 100 in 90 s would be third.
    @Test(
        arguments: [
            (.standardCompetition, 3), (.dense, 2), (.ordinal, 3),
        ] as [(RankingMethod, Int)]
    )
    func `a score between two of the example stands between them`(
        method: RankingMethod,
        rank: Int
    ) {
        let rules = RankingRules(value: .best, breakers: [.time], method: method)
        let people: [(Int32, UInt32)] = [
            (10_000, 80_000), (10_000, 80_000), (10_000, 95_000), (9_000, 40_000),
        ]
        let keys = people.enumerated().map { index, person in
            BoardsKeyTests.key(
                person.0,
                time: person.1,
                participant: UInt32(index),
                rules: rules
            )
        }
        let board = PeopleBoard(method: method, keys: keys)
        let place = board.place(of: 10_000, timeMilliseconds: 90_000, breakers: [.time])
        #expect(place.bestRank == rank && place.worstRank == rank)
        #expect(place.ahead == 2 && place.level == 0 && place.total == 4)
        let open = board.place(of: 10_000, timeMilliseconds: nil, breakers: [.time])
        #expect(open.bestRank == 1 && open.level == 3)
        #expect(open.worstRank == (method == .dense ? 3 : 4))
        // Ascending 90, 100, 100, 100: a quarter of the people have 90 or less.
        #expect(board.value(atPercentile: 2_500) == 9_000)
        #expect(board.value(atPercentile: 2_501) == 10_000)
        #expect(board.share(of: keys[2])?.percentileHundredths == 2_500)
    }
}
