import ContestModel
import Leaderboards
import Testing

struct FoldEdgeTests {
    private static let first = ParticipantIndex(rawValue: 0)

    @Test func `a snapshot of all boards stays as it was`() throws {
        var fold = try FoldTallyTests.played(3)
        let before = FoldFigures(fold)
        let kept = fold
        let snapshot = fold.snapshot(sequence: 3, at: SampleContest.opening)
        let rows = snapshot.boards.people(in: .overall)?.sampleRows
        for submission in FoldTallyTests.submissions.dropFirst(3) { fold.take(submission) }
        #expect(snapshot.sequence == 3 && snapshot.at == SampleContest.opening)
        #expect(snapshot.boards.people(in: .overall)?.sampleRows == rows)
        #expect(snapshot.boards.tally.attempts == 3)
        #expect(FoldFigures(kept) == before)
        #expect(FoldFigures(fold) != before)
    }

    @Test func `a submission that does not count moves only the place in the ledger`() throws {
        var fold = try FoldTallyTests.played(2)
        let before = FoldFigures(fold)
        let standings = fold.standings(of: Self.first)
        let abandoned = SampleContest.submission(
            0,
            day: 9,
            points: 500,
            lots: 9,
            counts: false,
            sequence: 77
        )
        fold.take(abandoned)
        #expect(FoldFigures(fold) == before)
        #expect(fold.day.number == SampleContest.firstDay, "nor does it turn the day")
        var expected = standings
        expected.asOf = 77
        #expect(fold.standings(of: Self.first) == expected)
        fold.touch(Self.first, at: 76)
        #expect(fold.standings(of: Self.first).asOf == 77)
        fold.touch(Self.first, at: 78)
        #expect(fold.standings(of: Self.first).asOf == 78)
    }

    @Test func `nobody who has not entered is on a board`() throws {
        var fold = try FoldTallyTests.played(2)
        let before = FoldFigures(fold)
        let stranger = ParticipantIndex(rawValue: 3)
        fold.take(SampleContest.submission(3, points: 100))
        fold.take(SampleContest.submission(.max, points: 100))
        fold.replay(SampleContest.submission(3, points: 100))
        fold.touch(stranger, at: 9)
        fold.restore(ParticipantStandings(asOf: 9), of: stranger)
        #expect(FoldFigures(fold) == before)
        #expect(fold.standings(of: stranger) == ParticipantStandings())
        #expect(fold.key(of: stranger, in: .overall) == nil)
    }

    @Test func `a key is on the board until its period turns`() throws {
        var fold = try FoldTallyTests.played(2)
        for period in BoardPeriod.allCases {
            let key = try #require(fold.key(of: Self.first, in: period))
            #expect(fold.board(in: period)?.rank(of: key) == 1)
        }
        // Friday, then Monday.
        fold.turn(to: ContestDay(number: SampleContest.firstDay + 1))
        #expect(fold.key(of: Self.first, in: .day) == nil)
        #expect(fold.key(of: Self.first, in: .week) != nil)
        #expect(fold.board(in: .day)?.count == 0)
        #expect(fold.board(in: .week)?.count == 2)
        fold.turn(to: ContestDay(number: SampleContest.firstDay + 4))
        #expect(fold.key(of: Self.first, in: .week) == nil)
        #expect(fold.board(in: .week)?.count == 0)
        #expect(fold.key(of: Self.first, in: .overall) != nil)
        #expect(fold.board(in: .overall)?.count == 2)
        // An earlier day changes nothing.
        fold.turn(to: ContestDay(number: SampleContest.firstDay))
        #expect(fold.day.number == SampleContest.firstDay + 4)
    }

    @Test func `only the boards that the rules name are kept`() throws {
        let rules = BoardRules(periods: [.day], regionBoards: false, unitBoards: true)
        var fold = try #require(SampleContest.fold(RankingRules(), boards: rules))
        let leaves = SampleContest.leaves(of: 0)
        fold.enter(Self.first, region: leaves.region, unit: leaves.unit)
        fold.take(SampleContest.submission(0, points: 100))
        #expect(fold.board(in: .overall) == nil && fold.board(in: .week) == nil)
        #expect(fold.board(in: .day)?.count == 1)
        let boards = fold.snapshot(sequence: 1, at: .epoch).boards
        #expect(boards.regions.people(of: leaves.region) == nil)
        #expect(boards.regions.tally(of: leaves.region)?.people == 1, "tallies are always kept")
        #expect(boards.units.people(of: leaves.unit)?.count == 1)
    }

    @Test func `rebuilding what is built changes nothing`() throws {
        var fold = try FoldTallyTests.played(7)
        let before = FoldFigures(fold)
        fold.rebuildBoards()
        #expect(FoldFigures(fold) == before)
        fold.rebuildBoards()
        #expect(FoldFigures(fold) == before)
    }

    /// Two attempts of the most points that can be written, and times of forty days.
    @Test func `sums stop at what can be written`() throws {
        let days: Int64 = 40 * 86_400_000
        for value in [RankedValue.sum, .best, .latest] {
            let rules = RankingRules(value: value, time: .summed, breakers: [.time])
            var fold = try FoldTallyTests.played(0, rules: rules)
            for end in 1...2 as ClosedRange<Int64> {
                fold.take(SampleContest.submission(0, points: .max, elapsed: days, end: end))
                fold.take(SampleContest.submission(1, points: .min, elapsed: -5, end: end))
            }
            let most = fold.standings(of: Self.first).overall
            #expect(most.value == .max && most.points == .max)
            #expect(most.timeMilliseconds == .max)
            let least = fold.standings(of: ParticipantIndex(rawValue: 1)).overall
            #expect(least.value == .min && least.points == .min)
            #expect(least.timeMilliseconds == 0, "time never runs backward")
            #expect(fold.board(in: .overall)?.sampleRows.map(\.participant) == [0, 1])
        }
    }
}
