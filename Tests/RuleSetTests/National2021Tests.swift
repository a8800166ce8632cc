import ContestModel
import Leaderboards
import Testing

/// Published: 15 questions, each question earns (a point in this file), every 5 right give a prize
/// draw, 3 at most, and all 15 right give 10 points more; a practice room of 6 a day.
struct National2021Tests {
    @Test(
        arguments: [
            // All right: 15 × 1 + 10, and 15 ÷ 5 lots.
            (15, 2_500, 3),
            // One wrong loses its point, the ten points and a lot: 14, and 14 ÷ 5 = 2 lots.
            (14, 1_400, 2), (11, 1_100, 2), (10, 1_000, 2),
            (9, 900, 1), (5, 500, 1), (4, 400, 0), (1, 100, 0), (0, 0, 0),
        ] as [(Int, Int32, UInt16)],
        ["x", "-"] as [Character]
    )
    func `every question earns, every five give a lot, all fifteen ten points more`(
        row: (right: Int, hundredths: Int32, lots: UInt16),
        rest: Character
    ) throws {
        var contest = try PlayedContest(RuleSetFiles.rules("national-2021"))
        contest.enter(0)
        let score = try contest.play(0, right(row.right, of: 15, rest: rest))
        #expect(score.points.hundredths == row.hundredths)
        #expect(score.lots == row.lots)
        // Fifteen omitted answers are an abandoned attempt.
        #expect(score.counts == (row.right > 0 || rest == "x"))
    }

    /// Four people's two days.
    ///
    /// 甲: 15 right on day 1 (25 points, 3 lots) and 14 on day 2 (14, 2 lots): 39 points, 5 lots.
    /// 乙: 15 right on day 2 (25, 3 lots). 丙: 13 right on day 1 and 12 on day 2 (13 + 12 = 25,
    /// 2 + 2 lots), equal to 乙. 丁 only practises.
    @Test func `days add up, and practice never counts`() throws {
        var contest = try PlayedContest(RuleSetFiles.rules("national-2021"), units: [1])
        for participant in 0..<4 as Range<UInt32> { contest.enter(participant, unit: 1) }
        try contest.play(0, day: 1, right(15, of: 15))
        try contest.play(2, day: 1, right(13, of: 15))
        for _ in 0..<6 {
            let practice = try contest.play(3, track: "practice", day: 1, "ooooo")
            #expect(!practice.counts)
        }
        try contest.play(0, day: 2, right(14, of: 15))
        try contest.play(1, day: 2, right(15, of: 15))
        try contest.play(2, day: 2, right(12, of: 15))
        #expect(try contest.lines() == [[1, 0, 3_900], [2, 1, 2_500], [2, 2, 2_500]])
        #expect(try contest.lines(.day) == [[1, 1, 2_500], [2, 0, 1_400], [3, 2, 1_200]])
        #expect((0..<4).map(contest.lots(of:)) == [5, 3, 4, 0])
        let unit = try #require(contest.boards.units.tally(of: NodeID(rawValue: 1)))
        #expect(unit == contest.boards.tally)
        // 15 + 14 + 15 + 13 + 12 right of 5 × 15 drawn; 39 + 25 + 25 points.
        #expect([unit.people, unit.attempts, unit.points] == [3, 5, 8_900])
        #expect([unit.right, unit.drawn] == [69, 75])
    }
}
