import ContestModel
import Leaderboards
import Testing

/// Published: an attempt a day, 5 questions one at a time in 150 s, a point each; the person and
/// the region or enterprise that the person chose are ranked.
struct National2023Tests {
    @Test(arguments: 0...5)
    func `each question is a point`(count: Int) throws {
        var contest = try PlayedContest(RuleSetFiles.rules("national-2023"))
        contest.enter(0)
        let score = try contest.play(0, right(count, of: 5))
        #expect(score.points == Points(whole: count))
        #expect(score.lots == 0)
        #expect(score.counts, "five wrong answers are an attempt too")
    }

    /// Four people's three days.
    ///
    /// 甲: 5 + 4 + 0 = 9 points in three days, 乙: 4 + 5 = 9 in two, 丙: 3, 丁 left without a
    /// response. The faster 乙 is not ahead: no breaker was published.
    @Test func `points add up over the days, and equals stay equal`() throws {
        var contest = try PlayedContest(
            RuleSetFiles.rules("national-2023"),
            regions: [140_522],
            units: [7]
        )
        contest.enter(0, region: 140_522)
        contest.enter(1, unit: 7)
        contest.enter(2, region: 140_522, unit: 7)
        contest.enter(3, region: 140_522)
        try contest.play(0, day: 1, "ooooo", seconds: 149)
        try contest.play(0, day: 2, "oooox", seconds: 149)
        try contest.play(0, day: 3, "xxxxx", seconds: 150)
        try contest.play(1, day: 2, "oooox", seconds: 10)
        try contest.play(1, day: 3, "ooooo", seconds: 10)
        try contest.play(2, day: 3, "ooo--", seconds: 150)
        try contest.play(3, day: 3, "-----", seconds: 150)
        #expect(try contest.lines() == [[1, 0, 900], [1, 1, 900], [3, 2, 300]])
        #expect(try contest.lines(.day) == [[1, 1, 500], [2, 2, 300], [3, 0, 0]])
        let region = try #require(contest.boards.regions.tally(of: NodeID(rawValue: 140_522)))
        #expect([region.people, region.attempts, region.points] == [2, 4, 1_200])
        let unit = try #require(contest.boards.units.tally(of: NodeID(rawValue: 7)))
        #expect([unit.people, unit.attempts, unit.points] == [2, 3, 1_200])
        // 丙 is in both, so the groups' people add up to more than the whole.
        let all = contest.boards.tally
        #expect([all.people, all.attempts, all.points] == [3, 6, 2_100])
        #expect([all.right, all.drawn] == [21, 30])
    }

    /// The example of the issue.
    ///
    /// Begun on 5 June 23:58:50, the paper ends at 00:01:20 at the latest
    /// and counts on 5 June. Day 19,513 is 2023-06-05; its midnight in Shanghai is 16:00 UTC.
    @Test func `an attempt belongs to the day on which it began`() throws {
        let rules = try RuleSetFiles.rules("national-2023")
        let midnight: Int64 = 19_514 * 86_400_000 - 8 * 3_600_000
        let start = LedgerInstant(millisecondsSinceEpoch: midnight - 70_000)
        #expect(rules.schedule.day(of: start)?.number == 19_513)
        let limit = try #require(rules.tracks.first?.timeLimit)
        let deadline = start.advanced(by: limit.duration)
        #expect(deadline.millisecondsSinceEpoch == midnight + 80_000)
        #expect(rules.schedule.day(of: deadline)?.number == 19_514)
        #expect(rules.tracks.first?.attemptsPerDay == 1)
    }
}
