import ContestModel
import Leaderboards
import Testing

/// Published: any number of attempts, 20 questions of 5 points, 100 in all; the best attempt
/// counts, and among equals the shorter time is ahead.
struct XuchangTests {
    @Test(
        arguments: [(20, 10_000), (19, 9_500), (12, 6_000), (1, 500), (0, 0)] as [(Int, Int32)]
    )
    func `each question is five points`(count: Int, hundredths: Int32) throws {
        var contest = try PlayedContest(RuleSetFiles.rules("xuchang-2023"))
        contest.enter(0)
        #expect(try contest.play(0, right(count, of: 20)).points.hundredths == hundredths)
    }

    /// Five people's attempts.
    ///
    /// 甲: 60 points in 300 s, 95 in 400 s, 95 in 350 s, 80 in 100 s: the best is 95 in 350 s.
    /// 乙: 95 in 340 s, 丙: 100 in 900 s, 丁: 95 in 350 s, 戊: 90 in 10 s and never again.
    @Test func `the best attempt counts, and the shorter time is ahead among equals`() throws {
        var contest = try PlayedContest(RuleSetFiles.rules("xuchang-2023"))
        for participant in 0..<5 as Range<UInt32> { contest.enter(participant) }
        let attempts: [(person: UInt32, day: Int32, right: Int, seconds: Int64)] = [
            (0, 1, 12, 300), (4, 1, 18, 10), (0, 1, 19, 400), (1, 2, 19, 340), (0, 2, 19, 350),
            (2, 3, 20, 900), (3, 3, 19, 350), (0, 3, 16, 100),
        ]
        for (index, attempt) in attempts.enumerated() {
            try contest.play(
                attempt.person,
                day: attempt.day,
                right(attempt.right, of: 20),
                seconds: attempt.seconds,
                end: Int64(index)
            )
        }
        let expected = [
            [1, 2, 10_000], [2, 1, 9_500], [3, 0, 9_500], [3, 3, 9_500], [5, 4, 9_000],
        ]
        #expect(try contest.lines() == expected)
        let board = try #require(contest.fold.board(in: .overall))
        let times = board.rows(from: 0, count: 5).map(\.key.timeMilliseconds)
        #expect(times == [900_000, 340_000, 350_000, 350_000, 10_000])
        // On the third day 甲 had only 80 points.
        #expect(try contest.lines(.day) == [[1, 2, 10_000], [2, 3, 9_500], [3, 0, 8_000]])
        // Five people, eight attempts; all their points, not only the best.
        let tally = contest.boards.tally
        #expect([tally.people, tally.attempts, tally.points] == [5, 8, 71_000])
        #expect(contest.rules.tracks.first?.attemptsPerDay == nil)
        #expect(contest.rules.tracks.first?.attemptsTotal == nil)
    }

    @Test func `a later and worse attempt takes nothing away`() throws {
        var contest = try PlayedContest(RuleSetFiles.rules("xuchang-2023"))
        contest.enter(0)
        try contest.play(0, right(20, of: 20), seconds: 500)
        for day in 1...30 as ClosedRange<Int32> {
            try contest.play(0, day: day, right(3, of: 20), seconds: 1, end: Int64(day))
            #expect(try contest.lines() == [[1, 0, 10_000]])
        }
    }
}
