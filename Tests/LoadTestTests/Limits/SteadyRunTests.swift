import Foundation
import NIOCore
import Testing

@testable import LoadTest

@Suite(.serialized) struct SteadyRunTests {
    private static func run(submit: Double, board: Double) -> SteadyRun {
        SteadyRun(
            share: 0.7,
            attemptsPerSecond: 70,
            reachedPerSecond: 70,
            waitedShare: 0,
            seconds: 20,
            pollsPerSecond: 20,
            submissions: 1_400,
            boardReads: 400,
            p99OfSubmit: submit,
            p99OfBoard: board,
            failures: 0,
            isMet: submit <= 50 && board <= 20,
            bottleneck: .none
        )
    }

    private static func findings(
        _ steady: SteadyRun?,
        missedBy bottleneck: Bottleneck = .serverProcessor
    ) -> LimitFindings {
        let trial = LimitTrial(
            attemptsPerSecond: 200,
            reachedPerSecond: 150,
            requests: 9_000,
            p99: 90,
            p99OfSubmit: 88,
            lateness: 0,
            failures: 3,
            isBorne: false,
            bottleneck: bottleneck
        )
        return LimitFindings(limit: 100, p99Limit: 50, trials: [trial], steady: steady)
    }

    @Test func `the JSON has the promised names`() throws {
        let data = try JSONEncoder().encode(Self.findings(Self.run(submit: 12, board: 25)))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["limit_attempts_per_second"] as? Double == 100)
        #expect(object["p99_limit_ms"] as? Double == 50)
        let trials = try #require(object["trials"] as? [[String: Any]])
        #expect(trials.first?["borne"] as? Bool == false)
        let steady = try #require(object["steady"] as? [String: Any])
        #expect(steady["p99_submit_ms"] as? Double == 12)
        #expect(steady["p99_submit_goal_ms"] as? Double == 50)
        #expect(steady["p99_board_ms"] as? Double == 25)
        #expect(steady["p99_board_goal_ms"] as? Double == 20)
        #expect(steady["share"] as? Double == 0.7)
        #expect(steady["met"] as? Bool == false)
    }

    @Test func `text and page tell both goals, kept and missed`() {
        var report = LoadReport()
        report.limit = Self.findings(Self.run(submit: 12, board: 25))
        for line in ["交卷 p99 submit", "看榜 p99 board page"] {
            #expect(report.text.contains(line))
            #expect(report.html.contains(line))
        }
        #expect(report.text.contains("12.0 ms ≤ 50 ms ✓"))
        #expect(report.text.contains("25.0 ms ≤ 20 ms ✗"))
        #expect(report.html.contains("≤ 20 ms"))
        #expect(report.html.contains("✗ 未达到 missed"))
        report.limit = LimitFindings(limit: nil, p99Limit: 50, trials: [])
        #expect(report.text.contains("没有一个速率"))
    }

    /// What the people or the generator could not do says nothing of the server: that is "at least",
    /// and no finding.
    @Test(arguments: [
        (Bottleneck.serverProcessor, 12.0, false, true), (.people, 12, true, false),
        (.generator, 12, true, false), (.disk, 60, false, false),
    ])
    func `only the server's own limit, kept below, is a finding`(
        bottleneck: Bottleneck,
        submit: Double,
        isAtLeast: Bool,
        isMet: Bool
    ) {
        let steady = Self.run(submit: submit, board: 5)
        let findings = Self.findings(steady, missedBy: bottleneck)
        #expect(findings.isAtLeast == isAtLeast && findings.isMet == isMet)
        #expect(findings.text.contains("至少") == isAtLeast)
        #expect(!LimitFindings(limit: nil, p99Limit: 50, trials: []).isMet)
    }

    /// 70 % of 100 a second for two seconds are 140 submissions; 25 looks a second for as long,
    /// those of the ramp left out, about 50.
    @Test func `a steady run plays at its share and looks at boards`() async throws {
        let server = StallingServer(stallingAt: .max, for: .nanoseconds(0))
        let run = try await StallingServer.run(server) { url in
            var plan = LoadPlan(baseURL: url, organiserToken: "t")
            plan.contest = "x"
            plan.participants = 200
            plan.attempts = 200
            plan.connections = 100
            return try await LoadSession.run(plan) { session in
                await session.register()
                let made = await session.steady(
                    below: 100,
                    seconds: 2,
                    pollsPerSecond: 25,
                    watch: nil
                )
                return try #require(made).run
            }
        }
        #expect(abs(run.attemptsPerSecond - 70) < 1e-9)
        #expect((135...145).contains(run.submissions))
        #expect((40...55).contains(run.boardReads))
        #expect(run.failures == 0)
        #expect(run.isMet == (run.p99OfSubmit <= 50 && run.p99OfBoard <= 20))
    }
}
