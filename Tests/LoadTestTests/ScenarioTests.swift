import Foundation
import Testing

@testable import LoadTest

@Suite struct ScenarioTests {
    static let shipped = [
        "county-month", "midnight", "last-hour", "factory", "spectators", "bots", "mixed",
    ]

    static func file(_ name: String) throws -> Scenario {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../scripts/scenarios/\(name).yaml")
        return try Scenario(yaml: String(contentsOf: path, encoding: .utf8))
    }

    @Test(arguments: shipped) func `every shipped scenario can be read and planned`(
        name: String
    ) throws {
        let scenario = try Self.file(name)
        #expect(scenario.scenario == name)
        #expect(!scenario.title.isEmpty)
        var plan = LoadPlan(baseURL: "http://127.0.0.1", organiserToken: "t")
        try scenario.apply(to: &plan)
        #expect(plan.participants == scenario.people)
        #expect(plan.schedule.isOpen == (name != "county-month"))
        try scenario.scaled(by: 0.01).apply(to: &plan, peak: 100)
        #expect(plan.schedule.isOpen)
    }

    /// 60,019 × 22 + 27,609 × 21 = 1,900,207.
    @Test func `the county's month is the founding case`() throws {
        let scenario = try Self.file("county-month")
        #expect(scenario.people == 87_628 && scenario.attempts == 1_900_207)
        #expect(scenario.days == 30)
        var plan = LoadPlan(baseURL: "http://127.0.0.1", organiserToken: "t")
        try scenario.apply(to: &plan)
        let each = (0..<plan.participants).map(plan.attempts(of:))
        #expect(each.count { $0 == 22 } == 60_019)
        #expect(each.count { $0 == 21 } == 27_609)
        let small = scenario.scaled(by: 0.01)
        #expect(small.people == 876 && small.attempts == 19_002)
    }

    @Test func `every line is understood`() throws {
        let scenario = try Scenario(
            yaml: """
                scenario: all
                title: 全部
                people: 7
                attempts: 8
                days: 9
                connections: 10
                addresses: 11
                arrival:
                  warm_up: 2.5
                  phases: [[10, 0, 1], [20.5, 1, 0.25]]
                think: [0.5, 2]
                abandon: 0.01
                resume: 0.02
                repeat: 0.03
                copies: 4
                right: 0.5
                crowded_unit: 0.1
                watchers: 12
                polls_per_second: 1.5
                time_limit: 60
                p99_limit: 250
                """
        )
        #expect(scenario.people == 7 && scenario.attempts == 8 && scenario.days == 9)
        #expect(scenario.connections == 10 && scenario.addresses == 11)
        #expect(scenario.arrival?.warmUp == 2.5)
        #expect(scenario.arrival?.phases.last == .init(seconds: 20.5, from: 1, to: 0.25))
        #expect(scenario.think == 0.5...2)
        #expect(scenario.abandon == 0.01 && scenario.resume == 0.02 && scenario.repeated == 0.03)
        #expect(scenario.copies == 4 && scenario.right == 0.5 && scenario.crowdedUnit == 0.1)
        #expect(scenario.watchers == 12 && scenario.pollsPerSecond == 1.5)
        #expect(scenario.timeLimit == 60 && scenario.p99Limit == 250)
    }

    @Test func `a line that does not exist is named`() {
        #expect(throws: ScenarioError.unknownLine(name: "poeple")) {
            try Scenario(yaml: "scenario: a\ntitle: b\npoeple: 5\n")
        }
        #expect(throws: ScenarioError.unknownLine(name: "ramp")) {
            try Scenario(yaml: "scenario: a\ntitle: b\narrival: {ramp: 5, phases: [[1, 1, 1]]}\n")
        }
    }

    @Test(arguments: [
        "people: 0", "think: [5, 1]", "think: [1]", "abandon: 1.5", "copies: 1",
        "connections: 100000", "arrival: {phases: [[0, 1, 1]]}", "arrival: {phases: []}",
        "arrival: {phases: [[5, 0, 0]]}", "arrival: {phases: [[5, 1]]}", "people: many",
        "people: [1]",
    ])
    func `a value outside its range is refused`(line: String) {
        #expect(throws: ScenarioError.self) {
            try Scenario(yaml: "scenario: a\ntitle: b\n\(line)\n")
        }
    }

    @Test func `midnight, closing and retries are lines of their own`() throws {
        let head = "scenario: x\ntitle: x\n"
        let scenario = try Scenario(yaml: head + "retries: 2\nmidnight: 60\n")
        #expect(scenario.midnight == 60 && scenario.closes == nil && scenario.tries == 2)
        var plan = LoadPlan(baseURL: "http://127.0.0.1", organiserToken: "t")
        try scenario.apply(to: &plan)
        #expect(plan.retries.tries == 2)
        #expect(try Scenario(yaml: head + "closes: 300\n").closes == 300)
        for line in ["closes: 300\nmidnight: 60", "closes: 0", "retries: 0", "retries: 101"] {
            #expect(throws: ScenarioError.self) { try Scenario(yaml: head + line) }
        }
    }
}
