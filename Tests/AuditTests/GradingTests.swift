import Foundation
import Testing

@testable import Audit

/// Marks by the documented modes, worked out by hand.
@Suite struct GradingTests {
    /// The key is ABC and worth 2 points; a wrong answer costs 0.50.
    @Test(arguments: [
        ("all_or_nothing", [0b0001: -50, 0b0011: -50, 0b0111: 200, 0b1001: -50, 0b1111: -50]),
        ("half", [0b0001: 100, 0b0011: 100, 0b0111: 200, 0b1001: -50, 0b1111: -50]),
        ("per_option", [0b0001: 66, 0b0011: 133, 0b0111: 200, 0b1001: -50, 0b1111: -50]),
        (
            "right_minus_wrong",
            [0b0001: 66, 0b0011: 133, 0b0111: 200, 0b1001: -50, 0b1011: 66, 0b1111: 133]
        ),
    ])
    func `an incomplete multiple choice earns its share`(mode: String, marks: [Int: Int]) throws {
        let table = try scoring("\"partialCredit\":\"\(mode)\",\"wrongPenalty\":50")
        let question = try bank().questions[2]
        for (chosen, points) in marks {
            #expect(
                table.points(of: UInt8(chosen), for: question, key: question.key) == Int64(points),
                "\(chosen)"
            )
        }
    }

    @Test func `a single choice is right or wrong`() throws {
        let table = try scoring("\"partialCredit\":\"per_option\",\"wrongPenalty\":25")
        let question = try bank().questions[1]
        #expect(table.points(of: 4, for: question, key: 4) == 100)
        #expect(table.points(of: 1, for: question, key: 4) == -25)
    }

    @Test(arguments: [(0, 0, 0), (3, 100, 0), (4, 200, 1), (5, 1200, 1)])
    func `thresholds replace the sum and bonuses add to it`(right: Int, points: Int, lots: Int)
        throws
    {
        // 2 points from 4 right, 1 from 1; 10 more from 5; a lot from 4 right.
        let table = try scoring(
            """
            "partialCredit":"half","wrongPenalty":0,
            "thresholds":[{"rightAtLeast":4,"points":200},{"rightAtLeast":1,"points":100}],
            "bonuses":[{"rightAtLeast":5,"points":1000}],"lots":[{"everyRight":4,"most":1}]
            """
        )
        #expect(table.total(sum: 999, right: right) == Int64(points))
        #expect(table.lotCount(right: right) == Int64(lots))
    }

    @Test func `every five right give a lot, three at most`() throws {
        let table = try scoring(
            """
            "partialCredit":"half","wrongPenalty":0,"lots":[{"everyRight":5,"most":3}]
            """
        )
        #expect([0, 4, 5, 14, 15, 40].map(table.lotCount) == [0, 0, 1, 2, 3, 3])
    }

    /// Sections that share questions: one of any type, and one that only question 4 or 5 suits.
    @Test(arguments: [
        ([0, 4], true), ([4, 0], true), ([4, 5], true), ([0, 1], false), ([4], true),
        ([0, 1, 4], false), ([6, 4], false),
    ])
    func `shared questions are dealt to the sections that need them`(paper: [Int], fits: Bool)
        throws
    {
        let json = """
            [{"count":1,"types":[],"categories":[],"minimumDifficulty":1,"maximumDifficulty":5,
            "pools":["main"]},{"count":1,"types":["true_false"],"categories":[],
            "minimumDifficulty":1,"maximumDifficulty":5,"pools":["main"]}]
            """
        let sections = try JSONDecoder().decode([Blueprint.Section].self, from: Data(json.utf8))
        let table = SectionTable(bank: try bank(), sections: sections, theme: nil)
        #expect(table.admits(paper) == fits)
        if paper == [0, 4] { #expect(table.admitsInOrder(paper)) }
        if paper == [4, 0] { #expect(!table.admitsInOrder(paper)) }
    }

    private func bank() throws -> Bank {
        try JSONDecoder().decode(Bank.self, from: Data(JuneContest.bank.utf8))
    }

    private func scoring(_ rest: String) throws -> ScoringTable {
        let defaults = ["thresholds", "bonuses", "lots"].filter { !rest.contains("\"\($0)\"") }
            .map { ",\"\($0)\":[]" }.joined()
        let json = "{\"single\":100,\"multiple\":200,\"trueFalse\":100\(defaults),\(rest)}"
        return try JSONDecoder().decode(ScoringTable.self, from: Data(json.utf8))
    }
}
