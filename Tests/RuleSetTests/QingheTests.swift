import ContestModel
import Leaderboards
import Testing

/// The seventh, invented rule set: 4 single-choice questions of 1 point, 2 multiple-choice of 2.5
/// (half for a part of the key), 4 true/false of 0.5; a wrong answer costs 0.25; from 9 right 1
/// point more, from 10 another 2; an attempt with fewer than 3 right is no 人次.
struct QingheTests {
    /// Answers as `PlayedContest.Answers`: four single, two multiple, four true/false.
    struct Case: Sendable {
        var answers: String
        var hundredths: Int32
        var right: UInt8
        var answered: UInt8
        var fate: Fate

        init(_ answers: String, _ hundredths: Int32, right: UInt8, answered: UInt8, _ fate: Fate) {
            self.answers = answers
            self.hundredths = hundredths
            self.right = right
            self.answered = answered
            self.fate = fate
        }
    }

    /// What becomes of an attempt: 人次 or not, above the pass mark of 6.6 or below.
    enum Fate {
        case isNoAttempt
        case counts
        case passes
    }

    @Test(arguments: [
        // 4 + 5 + 2 = 11, and both bonuses: 14.
        Case("oooooooooo", 1_400, right: 10, answered: 10, .passes),
        // 4 + 5 + 1.5 − 0.25 = 10.25, and a point for nine.
        Case("oooooooxoo", 1_125, right: 9, answered: 10, .passes),
        // The same omitted costs nothing: 10.5 + 1.
        Case("ooooooo-oo", 1_150, right: 9, answered: 9, .passes),
        // Half of a multiple-choice question is not right, so nine are: 4 + 1.25 + 2.5 + 2 + 1.
        Case("oooohooooo", 1_075, right: 9, answered: 10, .passes),
        // 4 + 1.25 + 1.25 + 2, eight right.
        Case("oooohhoooo", 850, right: 8, answered: 10, .passes),
        // 4 + 1.25 − 0.25 + 1 = 6: six right, and below the pass mark of 6.6.
        Case("oooohxoo--", 600, right: 6, answered: 8, .counts),
        // 4 + 2.5 + 0.5 − 0.25 − 0.25 + 0.5 − 0.25 = 6.75.
        Case("oooooxoxox", 675, right: 7, answered: 10, .passes),
        // Three right and nothing else.
        Case("ooo-------", 300, right: 3, answered: 3, .counts),
        // Two right and two halves are not three right: 2 + 2.5.
        Case("oo--hh----", 450, right: 2, answered: 4, .isNoAttempt),
        // 2 − 8 × 0.25.
        Case("ooxxxxxxxx", 0, right: 2, answered: 10, .isNoAttempt),
        // −10 × 0.25: a mark may be below nothing.
        Case("xxxxxxxxxx", -250, right: 0, answered: 10, .isNoAttempt),
        Case("----------", 0, right: 0, answered: 0, .isNoAttempt),
    ])
    func `parts, penalties and bonuses by the contest's own sheet`(row: Case) throws {
        var contest = try PlayedContest(RuleSetFiles.rules("qinghe-2026"))
        contest.enter(0)
        let score = try contest.play(0, row.answers)
        #expect(score.points.hundredths == row.hundredths)
        #expect(score.right == row.right && score.answered == row.answered && score.drawn == 10)
        #expect(score.counts == (row.fate != .isNoAttempt))
        let passMark = try #require(contest.rules.tracks.first?.scoring.passMark)
        #expect((score.points >= passMark) == (row.fate == .passes))
    }

    /// The best attempt counts, then the time of all counted attempts together, then who reached
    /// the mark first; ranks are dense.
    ///
    /// 甲: 14 points in 600 s, then 8.5 in 300 s: 900 s together. 乙: 14 in 900 s, later than 甲's 14.
    /// 丙: 14 in 899 s, last of all. 丁 and 戊: 11.5 in 100 s, ended at one instant. 己: 8.5 in 50 s,
    /// and an attempt of two right that does not count, nor does its time.
    @Test func `time is summed, then the first is ahead, and ranks are dense`() throws {
        var contest = try PlayedContest(RuleSetFiles.rules("qinghe-2026"), units: [1])
        for participant in 0..<6 as Range<UInt32> { contest.enter(participant, unit: 1) }
        try contest.play(0, day: 1, "oooooooooo", seconds: 600, end: 1_000)
        try contest.play(0, day: 1, "oooohhoooo", seconds: 300, end: 5_000)
        try contest.play(1, day: 1, "oooooooooo", seconds: 900, end: 2_000)
        try contest.play(2, day: 2, "oooooooooo", seconds: 899, end: 9_000)
        try contest.play(3, day: 2, "ooooooo-oo", seconds: 100, end: 9_001)
        try contest.play(4, day: 2, "oooooooo-o", seconds: 100, end: 9_001)
        try contest.play(5, day: 2, "oooohhoooo", seconds: 50, end: 9_002)
        try contest.play(5, day: 2, "oo--------", seconds: 999, end: 9_003)
        let expected = [
            [1, 2, 1_400], [2, 0, 1_400], [3, 1, 1_400], [4, 3, 1_150], [4, 4, 1_150], [5, 5, 850],
        ]
        #expect(try contest.lines() == expected)
        let board = try #require(contest.fold.board(in: .overall))
        let seconds = board.rows(from: 0, count: 6).map { $0.key.timeMilliseconds / 1_000 }
        #expect(seconds == [899, 900, 900, 100, 100, 50])
        // Only the board of the whole contest is kept, and units have people, regions none.
        #expect(contest.fold.board(in: .day) == nil && contest.fold.board(in: .week) == nil)
        let unit = NodeID(rawValue: 1)
        #expect(contest.boards.units.people(of: unit)?.count == 6)
        // Six people, seven attempts: 14 + 8.5 + 14 + 14 + 11.5 + 11.5 + 8.5 = 82 points. The
        // average is 8,200 ÷ 7 = 1,171.428571 hundredths.
        let tally = try #require(contest.boards.units.tally(of: unit))
        #expect([tally.people, tally.attempts, tally.points] == [6, 7, 8_200])
        #expect(
            tally.value(by: contest.rules.boards.groupMeasure, headcount: nil) == 1_171_428_571
        )
    }

    @Test func `practice never counts`() throws {
        var contest = try PlayedContest(RuleSetFiles.rules("qinghe-2026"))
        contest.enter(0)
        #expect(try contest.play(0, track: "practice", "ooo").counts == false)
        #expect(contest.boards.tally == Tally())
        #expect(try contest.lines().isEmpty)
    }
}
