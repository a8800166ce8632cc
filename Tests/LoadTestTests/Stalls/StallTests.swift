import NIOCore
import Testing

@testable import LoadTest

/// A server that stands still for half a second is found out by an open loop, and hides from a
/// closed one, which stands still with it.
@Suite(.serialized) struct StallTests {
    /// 400 attempts of a start and a submission each; the stall begins with the 200th start.
    private func report(
        _ change: (inout LoadPlan) -> Void,
        stall: TimeAmount = .milliseconds(500)
    ) async throws -> LoadReport {
        let server = StallingServer(stallingAt: 200, for: stall)
        return try await StallingServer.run(server) { url in
            var plan = LoadPlan(baseURL: url, organiserToken: "t")
            plan.contest = "x"
            plan.participants = 400
            plan.attempts = 400
            change(&plan)
            return try await LoadRun.run(plan)
        }
    }

    private static func open(_ plan: inout LoadPlan) {
        plan.connections = 100
        guard let schedule = PhasedSchedule([.init(seconds: 2)], attempts: 400) else { return }
        plan.schedule = schedule
        plan.p99Limit = .milliseconds(200)
    }

    /// 200 starts a second: those of the stall, a hundred of 400, wait 250 ms on average, and the
    /// worst four, of which the 99th percentile is the least, some 480 ms.
    @Test func `a stall shows at p99 in an open loop`() async throws {
        let report = try await report(Self.open)
        #expect(report.errorsByKind == [:])
        let start = try #require(report.latencyByRequest["start"])
        #expect(start.count == 400)
        #expect(start.p99 >= .milliseconds(400))
        #expect(start.p95 >= .milliseconds(250))
        #expect(report.target?.isMet == false)
        #expect(!report.conclusion.isPassed)
        #expect(report.loop == "open")
        #expect(report.conclusion.figuresHold != false, "the counts are right, however slow it was")
    }

    @Test func `without a stall the same schedule is met`() async throws {
        let report = try await report(Self.open, stall: .nanoseconds(0))
        let start = try #require(report.latencyByRequest["start"])
        #expect(start.p99 < .milliseconds(400))
    }

    /// The control: one connection in a closed loop meets the stall once in 400 starts, which is
    /// below its 99th percentile.
    ///
    /// The longest shows it; the percentile does not.
    @Test func `a closed loop hides the same stall from p99`() async throws {
        let report = try await report { $0.connections = 1 }
        let start = try #require(report.latencyByRequest["start"])
        #expect(start.count == 400)
        #expect(start.max >= .milliseconds(490))
        #expect(start.p99 < .milliseconds(250))
        #expect(report.loop == "closed")
    }

    /// 300 arrivals a second for one participant, whose attempts must follow one another; the
    /// 200th start, two thirds of a second in, stands still for half a second.
    ///
    /// Only that start waits for the server. The hundred due meanwhile wait for the participant, the
    /// first of them for about half a second.
    @Test func `waiting for one's own earlier attempt is no latency of the server`() async throws {
        let report = try await report { plan in
            plan.participants = 1
            plan.connections = 50
            plan.attempts = 300
            guard let schedule = PhasedSchedule([.init(seconds: 1)], attempts: 300) else { return }
            plan.schedule = schedule
            plan.p99Limit = .milliseconds(400)
        }
        let start = try #require(report.latencyByRequest["start"])
        #expect(start.count == 300)
        #expect(start.max >= .milliseconds(490))
        #expect(start.p99 < .milliseconds(250))
        let waits = try #require(report.waits)
        #expect(waits.count >= 95)
        #expect(waits.max >= .milliseconds(400))
        // Quick enough, but the rate was not offered: nobody was free.
        #expect(report.target?.isMet == false)
        #expect(report.target?.bottleneck == .people)
    }

    /// An attempt takes the tenth of a second that its reader thinks, so ten people make a hundred
    /// a second of the two hundred that are due: the last of 200 is due after one second and
    /// begins after two.
    ///
    /// A hundred and fifty people are enough, seven times over.
    @Test(arguments: [10, 150]) func `thinking is not counted as the server's`(
        people: Int
    ) async throws {
        let report = try await report(
            { plan in
                plan.participants = people
                plan.attempts = 200
                plan.think = .milliseconds(100) ... .milliseconds(100)
                guard let schedule = PhasedSchedule([.init(seconds: 1)], attempts: 200) else {
                    return
                }
                plan.schedule = schedule
                plan.p99Limit = .milliseconds(400)
            },
            stall: .nanoseconds(0)
        )
        let start = try #require(report.latencyByRequest["start"])
        #expect(start.count == 200)
        #expect(start.p99 < .milliseconds(400))
        if people == 10 {
            #expect(try #require(report.waits).max >= .milliseconds(850))
            #expect(report.target?.bottleneck == .people)
        } else {
            #expect(report.waits == nil)
        }
        #expect(report.acknowledged == 200)
    }

    @Test func `warm-up is not measured`() async throws {
        let report = try await report { plan in
            Self.open(&plan)
            plan.warmUp = .seconds(1)
        }
        let start = try #require(report.latencyByRequest["start"])
        // Half of the 400 starts are due in the second second.
        #expect((190...210).contains(start.count))
        #expect(report.acknowledged == 400)
    }
}
