import NIOCore
import Testing

@testable import LoadTest

/// What a trial beyond the limit may do, and what it may not.
@Suite(.serialized) struct OverloadTests {
    /// 100 starts a second for a second, the first at a fifth; from the 30th on for ten seconds the
    /// server refuses.
    private func found(refusing refusal: String) async throws -> (LimitTrial, LoadReport) {
        let server = StallingServer(stallingAt: 30, for: .seconds(10), refusing: refusal)
        return try await StallingServer.run(server) { url in
            var plan = LoadPlan(baseURL: url, organiserToken: "t")
            plan.contest = "x"
            plan.participants = 400
            plan.attempts = 400
            plan.connections = 100
            plan.retries = RetryPolicy(tries: 1)
            return try await LoadSession.run(plan) { session in
                await session.register()
                let made = await session.trial(
                    rate: 100,
                    seconds: 1,
                    p99Limit: .milliseconds(400),
                    watch: nil
                )
                let (outcome, trial) = try #require(made)
                return (trial, try await session.judge(outcome))
            }
        }
    }

    @Test(arguments: ["503 overloaded", "429 too-many-requests"])
    func `an overloaded trial may be refused without failing the verdict`(
        refusal: String
    ) async throws {
        let (trial, report) = try await found(refusing: refusal)
        #expect(!trial.isBorne && trial.failures > 0)
        #expect(report.errors == 0 && report.errorsByKind == [:])
        #expect((report.overloadByKind["start: \(refusal)"] ?? 0) > 0)
        #expect(report.conclusion.isPassed, "\(report.text)")
        #expect(report.text.contains("start: \(refusal)"))
    }

    /// The control: a server that breaks under load is not merely overloaded.
    @Test func `a broken answer fails the verdict also in an overloaded trial`() async throws {
        let (trial, report) = try await found(refusing: "500 internal")
        #expect(!trial.isBorne)
        #expect(!report.conclusion.isPassed)
        #expect((report.errorsByKind["start: 500 internal"] ?? 0) > 0)
        #expect(report.overloadByKind == [:])
    }

    @Test(arguments: [
        ("start: 503 overloaded", true), ("submit: 429 too-many-requests", true),
        ("respond: connection: timedOut", true), ("submit: 409 attempt-closed", true),
        ("submit: receipts of copies differ", false), ("submit: 500 internal", false),
        ("read: figures stay behind the last receipt", false),
        ("submit: receipt misses a response", false), ("respond: 409 response-fixed", false),
        ("others", false),
    ])
    func `only refusals and silence are overload`(error: String, isOverload: Bool) {
        #expect(LoadSession.isOfOverload(error) == isOverload)
    }
}
