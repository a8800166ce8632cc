import ContestModel
import Leaderboards
import Testing

struct BoardsTallyTests {
    static func tally(
        people: Int = 0,
        attempts: Int = 0,
        points: Int = 0,
        right: Int = 0,
        drawn: Int = 0
    ) -> Tally {
        var tally = Tally()
        tally.people = people
        tally.attempts = attempts
        tally.points = points
        tally.right = right
        tally.drawn = drawn
        return tally
    }

    /// Three people, four attempts, 10.50 points, 13 of 20 questions right.
    static let sample = tally(people: 3, attempts: 4, points: 1_050, right: 13, drawn: 20)

    @Test(
        arguments: [
            (.people, nil, 3), (.attempts, nil, 4), (.points, nil, 1_050),
            // 1,050 ÷ 4 = 262.5 hundredths; 13 ÷ 20 = 65 %.
            (.average, nil, 262_500_000), (.accuracy, nil, 650_000),
            // 3 of 4, of 9 (rounded down), of 2 (over a hundred per cent, never capped).
            (.participation, 4, 750_000), (.participation, 9, 333_333),
            (.participation, 2, 1_500_000),
            // Nobody belongs to the group; nobody knows how many do.
            (.participation, 0, 0), (.participation, nil, -1),
        ] as [(GroupMeasure, Int?, Int)]
    )
    func `a group is ranked by the contest's measure`(
        measure: GroupMeasure,
        headcount: Int?,
        value: Int
    ) {
        #expect(Self.sample.value(by: measure, headcount: headcount) == value)
    }

    @Test(arguments: GroupMeasure.allCases)
    func `an empty group has nothing`(measure: GroupMeasure) {
        #expect(Tally().value(by: measure, headcount: 100) == 0)
    }

    /// 2⁵⁰ hundredths in 2²⁰ attempts are 2³⁰ each, though a million times 2⁵⁰ cannot be written.
    @Test func `an average of very much is right too`() {
        let tally = Self.tally(people: 1, attempts: 1 << 20, points: 1 << 50)
        #expect(tally.value(by: .average, headcount: nil) == 1_073_741_824_000_000)
    }
}
