import ContestModel
import Leaderboards
import Testing

/// Three people's week in a county, worked by hand.
///
/// 甲 (0) is of region 4 and unit 3, 乙 (1) of region 5 and unit 4, 丙 (2) of region 3 and of no
/// unit. Days from Thursday, 2023-06-01: 0 Thursday, 3 Sunday, 4 Monday.
struct FoldTallyTests {
    static let submissions = [
        SampleContest.submission(
            0,
            day: 0,
            points: 500,
            elapsed: 60_000,
            end: 1,
            right: 5,
            lots: 1
        ),
        SampleContest.submission(1, day: 0, points: 300, elapsed: 90_000, end: 2, right: 3),
        SampleContest.submission(0, day: 3, points: 200, elapsed: 50_000, end: 3, right: 2),
        // Opened and left without a response.
        SampleContest.submission(2, day: 3, points: 0, end: 4, right: 0, counts: false),
        SampleContest.submission(
            2,
            day: 4,
            points: 400,
            elapsed: 70_000,
            end: 5,
            right: 4,
            lots: 2
        ),
        SampleContest.submission(1, day: 4, points: 400, elapsed: 80_000, end: 6, right: 4),
        // Begun on Sunday before midnight, ended on Monday: it belongs to Sunday.
        SampleContest.submission(1, day: 3, points: 100, elapsed: 99_000, end: 7, right: 1),
    ]

    static func played(_ count: Int, rules: RankingRules = RankingRules()) throws -> ContestFold {
        var fold = try #require(SampleContest.fold(rules))
        for participant in 0..<3 as Range<UInt32> {
            let leaves = SampleContest.leaves(of: participant)
            let index = ParticipantIndex(rawValue: participant)
            fold.enter(index, region: leaves.region, unit: leaves.unit)
        }
        for submission in submissions.prefix(count) { fold.take(submission) }
        return fold
    }

    private static func numbers(_ tally: Tally?) -> [Int]? {
        tally.map { [$0.people, $0.attempts, $0.points, $0.right, $0.drawn] }
    }

    /// People, attempts, hundredths, right, drawn.
    @Test(
        arguments: [
            // 甲 5 + 2 points, 乙 3 + 4 + 1, 丙 4: six attempts of five questions.
            (nil, nil, [3, 6, 1_900, 19, 30], [2, 2, 800, 8, 10]),
            // All but those of region 6; 甲 and 乙 below 2; each leaf its own.
            (1, nil, [3, 6, 1_900, 19, 30], [2, 2, 800, 8, 10]),
            (2, nil, [2, 5, 1_500, 15, 25], [1, 1, 400, 4, 5]),
            (3, nil, [1, 1, 400, 4, 5], [1, 1, 400, 4, 5]),
            (4, nil, [1, 2, 700, 7, 10], [0, 0, 0, 0, 0]),
            (5, nil, [1, 3, 800, 8, 15], [1, 1, 400, 4, 5]),
            (6, nil, [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]),
            (7, nil, nil, nil),
            // 丙 is of no unit.
            (nil, 1, [2, 5, 1_500, 15, 25], [1, 1, 400, 4, 5]),
            (nil, 2, [2, 5, 1_500, 15, 25], [1, 1, 400, 4, 5]),
            (nil, 3, [1, 2, 700, 7, 10], [0, 0, 0, 0, 0]),
            (nil, 4, [1, 3, 800, 8, 15], [1, 1, 400, 4, 5]),
        ] as [(Int32?, Int32?, [Int]?, [Int]?)]
    )
    func `people and attempts of the whole, of every group and of the day`(
        region: Int32?,
        unit: Int32?,
        all: [Int]?,
        today: [Int]?
    ) throws {
        let boards = try Self.played(7).snapshot(sequence: 7, at: .epoch).boards
        var tallies: (all: Tally?, today: Tally?) = (boards.tally, boards.today)
        if let node = region.map(NodeID.init(rawValue:)) {
            tallies = (boards.regions.tally(of: node), boards.regions.today(of: node))
        }
        if let node = unit.map(NodeID.init(rawValue:)) {
            tallies = (boards.units.tally(of: node), boards.units.today(of: node))
        }
        #expect(Self.numbers(tallies.all) == all)
        #expect(Self.numbers(tallies.today) == today)
    }

    /// Rank, participant, hundredths after so many submissions.
    @Test(
        arguments: [
            (2, .overall, [[1, 0, 500], [2, 1, 300]]),
            (2, .day, [[1, 0, 500], [2, 1, 300]]),
            // Sunday: 甲 alone, 丙's empty attempt does not count.
            (4, .day, [[1, 0, 200]]),
            (4, .week, [[1, 0, 700], [2, 1, 300]]),
            // Monday begins a day and a week.
            (5, .day, [[1, 2, 400]]),
            (5, .week, [[1, 2, 400]]),
            (6, .overall, [[1, 0, 700], [1, 1, 700], [3, 2, 400]]),
            (6, .week, [[1, 1, 400], [1, 2, 400]]),
            // Sunday's late submission counts overall, and neither on Monday nor in its week.
            (7, .overall, [[1, 1, 800], [2, 0, 700], [3, 2, 400]]),
            (7, .day, [[1, 1, 400], [1, 2, 400]]),
            (7, .week, [[1, 1, 400], [1, 2, 400]]),
        ] as [(Int, BoardPeriod, [[Int]])]
    )
    func `a day and a week turn by the day on which an attempt began`(
        count: Int,
        period: BoardPeriod,
        expected: [[Int]]
    ) throws {
        let fold = try Self.played(count)
        let rows = try #require(fold.board(in: period)).sampleRows
        #expect(rows.map { [$0.rank, Int($0.participant), Int($0.value)] } == expected)
    }

    @Test func `each group has a board of its own people`() throws {
        let boards = try Self.played(7).snapshot(sequence: 7, at: .epoch).boards
        let county = try #require(boards.regions.people(of: NodeID(rawValue: 2))).sampleRows
        #expect(county.map(\.participant) == [1, 0])
        #expect(county.map(\.rank) == [1, 2])
        #expect(boards.regions.people(of: NodeID(rawValue: 6))?.count == 0)
        #expect(boards.regions.people(of: NodeID(rawValue: 7)) == nil)
        #expect(boards.units.people(of: NodeID(rawValue: 4))?.sampleRows.map(\.participant) == [1])
    }

    @Test func `a person's standings hold the whole, the latest day and its week`() throws {
        let fold = try Self.played(7)
        let own = fold.standings(of: ParticipantIndex(rawValue: 1))
        #expect(own.asOf == 1)
        #expect(own.day.number == SampleContest.firstDay + 4)
        // The best is Monday's: 4 points, 80 s; the last that changed the sum ended at 7 ms.
        let whole = Standing(
            value: 800,
            timeMilliseconds: 80_000,
            reachedAt: SampleContest.opening.advanced(by: .milliseconds(7)),
            attempts: 3,
            points: 800,
            bestPoints: 400,
            right: 8,
            drawn: 15
        )
        #expect(own.overall == whole)
        let monday = Standing(
            value: 400,
            timeMilliseconds: 80_000,
            reachedAt: SampleContest.opening.advanced(by: .milliseconds(6)),
            attempts: 1,
            points: 400,
            bestPoints: 400,
            right: 4,
            drawn: 5
        )
        #expect(own.today == monday)
        #expect(own.thisWeek == monday)
        #expect(fold.standings(of: ParticipantIndex(rawValue: 0)).lots == 1)
        #expect(fold.standings(of: ParticipantIndex(rawValue: 2)).lots == 2)
    }
}
