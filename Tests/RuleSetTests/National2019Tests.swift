import ContestModel
import Leaderboards
import Testing

/// Published: two tracks with an attempt a day in each; 4 or 5 of 5 right give 2 points and a prize
/// draw, fewer give 1 point; regions and enterprises are ranked by valid attempts.
struct National2019Tests {
    @Test(
        arguments: [
            (5, 200, 1), (4, 200, 1), (3, 100, 0), (2, 100, 0), (1, 100, 0), (0, 100, 0),
        ] as [(Int, Int32, UInt16)],
        ["public", "enterprise"]
    )
    func `four right give two points and a lot, fewer one point`(
        row: (right: Int, hundredths: Int32, lots: UInt16),
        track: String
    ) throws {
        var contest = try PlayedContest(RuleSetFiles.rules("national-2019"))
        contest.enter(0)
        let score = try contest.play(0, track: track, right(row.right, of: 5))
        #expect(score.points.hundredths == row.hundredths)
        #expect(score.lots == row.lots)
        #expect(score.counts)
    }

    @Test func `an attempt without a response earns its point and counts for nobody`() throws {
        var contest = try PlayedContest(RuleSetFiles.rules("national-2019"))
        contest.enter(0)
        let score = try contest.play(0, track: "public", "-----")
        #expect(!score.counts)
        #expect(contest.boards.tally.attempts == 0 && contest.boards.tally.people == 0)
        #expect(try contest.lines().isEmpty)
    }

    /// Three people's two days.
    ///
    /// 甲, day 1: 4 right in public (2 points, a lot), 3 right in enterprise (1 point); day 2: 5
    /// right in public (2 points, a lot): 5 points, 2 lots, 3 attempts.
    ///
    /// 乙, day 1: 5 and 4 right (2 + 2, two lots) and, for a friend invited, 0 right (1): 5 points,
    /// 2 lots, 3 attempts, equal to 甲. 丙, day 2: 3 right: 1 point, no lot.
    @Test func `both tracks and extra attempts add up`() throws {
        var contest = try PlayedContest(RuleSetFiles.rules("national-2019"), regions: [14, 37])
        contest.enter(0, region: 14)
        contest.enter(1, region: 37)
        contest.enter(2, region: 37)
        try contest.play(0, track: "public", day: 1, "oooox")
        try contest.play(0, track: "enterprise", day: 1, "oooxx")
        try contest.play(1, track: "public", day: 1, "ooooo")
        try contest.play(1, track: "enterprise", day: 1, "oooo-")
        try contest.play(1, track: "public", day: 1, "xxxxx")
        try contest.play(0, track: "public", day: 2, "ooooo")
        try contest.play(2, track: "public", day: 2, "ooo--")
        #expect(try contest.lines() == [[1, 0, 500], [1, 1, 500], [3, 2, 100]])
        #expect((0..<3).map(contest.lots(of:)) == [2, 2, 0])
        #expect(try contest.lines(.day) == [[1, 0, 200], [2, 2, 100]])
        // Valid attempts: 3 in region 14, 3 + 1 in region 37.
        let measure = contest.rules.boards.groupMeasure
        let values = [14, 37].map {
            contest.boards.regions.tally(of: NodeID(rawValue: $0))?
                .value(by: measure, headcount: nil)
        }
        #expect(values == [3, 4])
        #expect(contest.boards.tally.people == 3 && contest.boards.tally.attempts == 7)
    }

    @Test func `each track allows an attempt a day, one by invitation, one by sharing`() throws {
        for track in try RuleSetFiles.rules("national-2019").tracks {
            #expect(track.attemptsPerDay == 1)
            #expect(track.grants.map(\.source) == [.invite, .share])
            #expect(track.grants.map(\.perDay) == [1, 1])
        }
    }
}
