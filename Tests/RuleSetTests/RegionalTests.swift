import ContestModel
import Leaderboards
import Testing

/// Two contests that rank regions.
///
/// 四川 2025: three rounds a day of five questions; regions by "heat", which its file defines as
/// 人次. 山东 2018: seventeen cities by 人数.
struct RegionalTests {
    /// Two regions' two days.
    ///
    /// Region 1: 甲 plays three rounds on each of two days, 乙 one: 2 people, 7 attempts. Region 2:
    /// 丙, 丁 and 戊 play two rounds each: 3 people, 6 attempts. Region 1 is ahead.
    @Test func `Sichuan ranks regions by attempts`() throws {
        var contest = try PlayedContest(RuleSetFiles.rules("sichuan-2025"), regions: [1, 2])
        #expect(contest.rules.tracks.first?.attemptsPerDay == 3)
        contest.enter(0, region: 1)
        contest.enter(1, region: 1)
        for participant in 2..<5 as Range<UInt32> { contest.enter(participant, region: 2) }
        for day in [1, 2] as [Int32] {
            for answers in ["ooooo", "oxxxx", "xxxxx"] { try contest.play(0, day: day, answers) }
        }
        try contest.play(1, day: 2, "oo---")
        for participant in 2..<5 as Range<UInt32> {
            try contest.play(participant, day: 1, "ooooo")
            try contest.play(participant, day: 2, "ooox-")
        }
        let measure = contest.rules.boards.groupMeasure
        let tallies = try [1, 2].map {
            try #require(contest.boards.regions.tally(of: NodeID(rawValue: $0)))
        }
        #expect(tallies.map { $0.value(by: measure, headcount: nil) } == [7, 6])
        #expect(tallies.map(\.people) == [2, 3])
        // 甲 (5 + 1 + 0) × 2 and 乙 2 points; the others 5 + 3 each.
        #expect(tallies.map(\.points) == [1_400, 2_400])
        let today = [1, 2].map {
            contest.boards.regions.today(of: NodeID(rawValue: $0))?.attempts
        }
        #expect(today == [4, 3])
    }

    /// A city of Shandong as it was in 2018, with how many people took part and how often in all.
    struct City {
        var code: Int32
        var people: Int
        var attempts: Int
        var place: Int
    }

    /// From 济南 to 菏泽, 95 people and 204 attempts in all.
    ///
    /// The places are by people, equal where the people are: 临沂's 12, 潍坊's 11, 聊城's 10 and so
    /// on down to 滨州's none.
    static let cities = [
        City(code: 3701, people: 9, attempts: 9, place: 4),
        City(code: 3702, people: 4, attempts: 40, place: 10),
        City(code: 3703, people: 7, attempts: 7, place: 6),
        City(code: 3704, people: 3, attempts: 6, place: 13),
        City(code: 3705, people: 7, attempts: 30, place: 6),
        City(code: 3706, people: 1, attempts: 1, place: 16),
        City(code: 3707, people: 11, attempts: 11, place: 2),
        City(code: 3708, people: 5, attempts: 5, place: 9),
        City(code: 3709, people: 2, attempts: 2, place: 14),
        City(code: 3710, people: 8, attempts: 8, place: 5),
        City(code: 3711, people: 6, attempts: 18, place: 8),
        City(code: 3712, people: 4, attempts: 4, place: 10),
        City(code: 3713, people: 12, attempts: 12, place: 1),
        City(code: 3714, people: 4, attempts: 31, place: 10),
        City(code: 3715, people: 10, attempts: 10, place: 3),
        City(code: 3716, people: 0, attempts: 0, place: 17),
        City(code: 3717, people: 2, attempts: 10, place: 14),
    ]

    @Test func `Shandong ranks seventeen cities by people`() throws {
        #expect(Self.cities.count == 17)
        var contest = try PlayedContest(
            RuleSetFiles.rules("shandong-2018"),
            regions: Self.cities.map(\.code)
        )
        var participant: UInt32 = 0
        for city in Self.cities {
            let first = participant
            for _ in 0..<city.people {
                contest.enter(participant, region: city.code)
                participant += 1
            }
            // One after another, a day's round at a time; points play no part.
            for turn in 0..<city.attempts {
                let person = first + UInt32(turn % city.people)
                let day = Int32(1 + turn / city.people)
                try contest.play(person, day: day, right(turn % 6, of: 5))
            }
            // Somebody who only registers, and leaves a paper empty, is not among the people.
            contest.enter(participant, region: city.code)
            try contest.play(participant, "-----")
            participant += 1
        }
        let measure = contest.rules.boards.groupMeasure
        let values = Self.cities.map {
            contest.boards.regions.tally(of: NodeID(rawValue: $0.code))?
                .value(by: measure, headcount: nil)
        }
        #expect(values == Self.cities.map(\.people))
        let places = values.map { value in
            1 + values.count { ($0 ?? 0) > (value ?? 0) }
        }
        #expect(places == Self.cities.map(\.place))
        #expect(contest.boards.tally.people == 95)
        #expect(contest.boards.tally.attempts == 204)
    }

    /// 甲 took part on three days with no right answer, 乙 on two with all right.
    @Test func `Shandong ranks people by how often they took part`() throws {
        var contest = try PlayedContest(RuleSetFiles.rules("shandong-2018"))
        contest.enter(0)
        contest.enter(1)
        for day in 1...3 as ClosedRange<Int32> { try contest.play(0, day: day, "xxxxx") }
        for day in 1...2 as ClosedRange<Int32> { try contest.play(1, day: day, "ooooo") }
        #expect(try contest.lines() == [[1, 0, 300], [2, 1, 200]])
    }
}
