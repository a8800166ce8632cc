import Audit
import ContestEngine
import ContestModel
import Foundation
import LoadTest
import Testing

/// Every shipped scenario, small, against a real server in this process.
@Suite(.serialized) struct ScenarioRunTests {
    /// A contest around the present day with attempts enough.
    private static func contest(timeLimit: String = "10min") -> TestContest {
        let today = AnchoredClock().now().millisecondsSinceEpoch / 86_400_000
        func date(_ offset: Int64) -> String {
            CivilDate(ContestDay(number: Int32(clamping: today + offset))).description
        }
        return TestContest(
            "scenario",
            track: """
                "attempts_per_day": 1000, "paper": {"questions": 5}, "time_limit": "\(timeLimit)",
                "delivery": "one_at_a_time", "feedback": "after_response"
                """,
            rest: #""publication": {"personal_boards": true},"#,
            opens: date(-2),
            closes: date(2)
        )
    }

    private static func scenario(_ name: String) throws -> Scenario {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../scripts/scenarios/\(name).yaml")
        return try Scenario(yaml: String(contentsOf: path, encoding: .utf8))
    }

    @Test(arguments: [
        "county-month", "midnight", "last-hour", "factory", "spectators", "bots", "mixed",
    ])
    func `a small run of every scenario is judged and agrees with the audit`(
        name: String
    ) async throws {
        var scenario = try Self.scenario(name)
        scenario.people = 12
        scenario.attempts = 30
        scenario.connections = 64
        scenario.copies = min(scenario.copies, 4)
        scenario.think = 0...(scenario.think.upperBound / 500)
        // What is left ends with the contest's time limit, which nobody waits for here.
        scenario.abandon = 0
        scenario.resume = scenario.resume > 0 ? 0.5 : 0
        scenario.watchers = scenario.watchers > 0 ? 5 : 0
        scenario.pollsPerSecond = scenario.pollsPerSecond > 0 ? 20 : 0
        let shortened = scenario
        let folder = try TestFolder()
        let report = try await TestServer.run(in: folder, clock: AnchoredClock()) { server in
            try await server.hold(Self.contest())
            var plan = LoadPlan(baseURL: server.url, organiserToken: server.admin)
            plan.contest = "scenario"
            try shortened.apply(to: &plan, peak: shortened.arrival == nil ? nil : 40)
            let report = try await LoadRun.run(plan)
            let bytes = try await server.send(
                "GET",
                "/v1/contests/scenario/audit-view",
                token: server.admin
            ).bytes
            let boards = try JSONDecoder().decode(LiveBoards.self, from: Data(bytes))
            let audit = try LedgerAudit(path: folder.ledger(of: "scenario"))
            #expect(try audit.compare(live: boards) == [])
            return report
        }
        #expect(report.conclusion.figuresHold == true, "\(report.text)")
        #expect(report.acknowledged == 30 && report.attempts == 30)
        #expect(report.responsesAcknowledged == 150)
        #expect(report.loop == (name == "county-month" ? "closed" : "open"))
        if scenario.watchers > 0 {
            #expect(report.boardEvents > 0 && report.boardDrops == 0)
            #expect((report.latencyByRequest["board"]?.count ?? 0) > 0)
        }
        let audit = try LedgerAudit(path: folder.ledger(of: "scenario")).run()
        #expect(audit.isClean)
        #expect(audit.attempts == 30 && audit.people == report.peopleCounted)
    }

    /// Twelve people are due every 1.2 s each and have 2 s for a paper: those who leave come again
    /// before the deadline or after it, and some are overtaken by it in the middle of an answer.
    ///
    /// None of that is an error, and each attempt counts once.
    @Test(arguments: [1, 2]) func `people who leave and come again are counted once`(
        seed: UInt64
    ) async throws {
        let folder = try TestFolder()
        let report = try await TestServer.run(in: folder, clock: AnchoredClock()) { server in
            try await server.hold(Self.contest(timeLimit: "2s"))
            var plan = LoadPlan(baseURL: server.url, organiserToken: server.admin)
            plan.contest = "scenario"
            (plan.participants, plan.attempts, plan.connections) = (12, 60, 32)
            (plan.abandonShare, plan.resumeShare, plan.duplicateShare) = (0.4, 0.3, 0.1)
            plan.think = .zero ... .milliseconds(450)
            plan.seed = seed
            // The first deadlines have passed long ago when the last attempt ends.
            plan.settlingTime = .seconds(3)
            plan.schedule = try #require(PhasedSchedule([.init(seconds: 6)], attempts: 60))
            return try await LoadRun.run(plan)
        }
        #expect(report.errorsByKind == [:])
        #expect(report.conclusion.figuresHold == true, "\(report.text)")
        let audit = try LedgerAudit(path: folder.ledger(of: "scenario")).run()
        #expect(audit.isClean)
        #expect(audit.attempts == report.attemptsCounted && audit.people == report.peopleCounted)
        #expect(report.acknowledged == report.attempts, "every attempt has its receipt")
    }

    /// What a part found, through its file.
    private static func part(_ part: String, of whole: LoadPlan) async throws -> LoadOutcome {
        var plan = whole
        plan.shard = try #require(Shard(part))
        plan.runName += "s\(plan.shard.index)"
        let outcome = try await LoadSession.run(plan) { session in
            await session.register()
            return await session.play()
        }
        return try JSONDecoder().decode(LoadOutcome.self, from: JSONEncoder().encode(outcome))
    }

    /// Two processes' parts, played at the same time here, are judged as one run.
    @Test func `parts are put together through their files and judged as one`() async throws {
        let folder = try TestFolder()
        let report = try await TestServer.run(in: folder, clock: AnchoredClock()) { server in
            try await server.hold(Self.contest())
            var plan = LoadPlan(baseURL: server.url, organiserToken: server.admin)
            plan.contest = "scenario"
            plan.participants = 11
            plan.attempts = 25
            plan.beganEmpty = true
            let whole = plan
            async let one = Self.part("1/2", of: whole)
            async let two = Self.part("2/2", of: whole)
            let merged = try LoadOutcome.merged(try await [one, two])
            return try await LoadSession.run(plan) { try await $0.judge(merged) }
        }
        #expect(report.conclusion.figuresHold == true, "\(report.text)")
        #expect(report.participants == 11 && report.acknowledged == 25)
        #expect(report.peopleCounted == 11 && report.attemptsCounted == 25)
    }
}
