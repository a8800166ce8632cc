import Audit
import ContestEngine
import ContestModel
import Foundation
import LoadTest
import Synchronization
import Testing

/// What the tasks of a burst share with the test that watches them.
private final class Burst: Sendable {
    /// Whether no more attempts are to begin.
    let isOver = Atomic(false)
    /// Attempts played to their end.
    let played = Atomic(0)
    /// The pseudonyms of people whose registration was acknowledged.
    let acknowledged = Mutex<Set<String>>([])
}

/// The built program, killed and stopped under load.
@Suite(.serialized) struct CrashTests {
    /// A contest around the present day with attempts enough.
    static func contest(_ name: String = "crash", rest: String = "") -> TestContest {
        let today = AnchoredClock().now().millisecondsSinceEpoch / 86_400_000
        func date(_ offset: Int64) -> String {
            CivilDate(ContestDay(number: Int32(clamping: today + offset))).description
        }
        return TestContest(
            name,
            track: """
                "attempts_per_day": 1000, "paper": {"questions": 5}, "time_limit": "10min",
                "delivery": "one_at_a_time", "feedback": "after_response"
                """,
            rest: rest,
            opens: date(-2),
            closes: date(2)
        )
    }

    /// Puts bank and contest over HTTP and opens it.
    private func prepare(_ remote: RemoteServer, token: String) async throws {
        let contest = Self.contest()
        let bank = try TestBank().json
        let checked = try #require(
            await remote.send("PUT", "/v1/banks/safety-month", token: token, body: bank)
        )
        let requests = [
            ("PUT", "/v1/banks/safety-month?digest=\(checked.json["digest"].text)", bank),
            ("PUT", "/v1/contests/crash", contest.json),
            ("POST", "/v1/contests/crash/acts", #"{"kind":"open","reason_code":"t","reason":"t"}"#),
        ]
        for (method, path, body) in requests {
            let reply = try #require(
                await remote.send(method, path, token: token, body: body),
                "\(path)"
            )
            try #require(reply.status == 200, "\(path): \(reply.text)")
        }
    }

    private func plan(_ remote: RemoteServer, token: String) -> LoadPlan {
        var plan = LoadPlan(baseURL: remote.url, organiserToken: token)
        plan.contest = "crash"
        plan.participants = 16
        plan.connections = 16
        plan.attempts = 16 * 400
        plan.retries = .throughCrashes
        plan.duplicateShare = 0.1
        return plan
    }

    @Test func `what was acknowledged before kill -9 is there once`() async throws {
        let folder = try TestFolder()
        let port = try ServerProcess.freePort()
        let remote = RemoteServer(port: port)
        var server = try await ServerProcess.start(in: folder, port: port)
        try #require(await remote.isReady())
        let token = try await ServerProcess.token(in: folder)
        try await prepare(remote, token: token)

        let burst = Burst()
        let plan = plan(remote, token: token)
        let report = try await withThrowingTaskGroup(of: OracleReport.self) { group in
            group.addTask {
                try await CrashOracle.run(plan, log: folder.path + "/oracle.log") {
                    burst.isOver.load(ordering: .relaxed)
                } progress: { progress in
                    if progress.phase == .attempts {
                        burst.played.store(progress.done, ordering: .relaxed)
                    }
                }
            }
            defer { burst.isOver.store(true, ordering: .relaxed) }
            for _ in 0..<3 {
                let goal = burst.played.load(ordering: .relaxed) + Int.random(in: 20...40)
                try await poll { burst.played.load(ordering: .relaxed) >= goal }
                server.send(SIGKILL)
                _ = await server.exit()
                server = try await ServerProcess.start(in: folder, port: port)
                try #require(await remote.isReady())
            }
            burst.isOver.store(true, ordering: .relaxed)
            return try #require(try await group.next())
        }
        #expect(report.passed, "\(report)")
        #expect(report.acknowledged > 100)

        server.send(SIGTERM)
        #expect(await server.exit() == 0)
        await remote.close()
        let audit = try LedgerAudit(path: folder.path + "/data/contests/crash/ledger.sqlite").run()
        #expect(audit.differences == [])
    }

    @Test func `SIGTERM answers or refuses what is in flight and loses nothing`() async throws {
        let folder = try TestFolder()
        let port = try ServerProcess.freePort()
        let remote = RemoteServer(port: port)
        let server = try await ServerProcess.start(in: folder, port: port)
        try #require(await remote.isReady())
        try await prepare(remote, token: ServerProcess.token(in: folder))
        let burst = Burst()
        let began = ContinuousClock.now
        let strange = try await withThrowingTaskGroup(of: [Reply].self) { group in
            for worker in 0..<24 {
                group.addTask { await register(from: worker, at: remote, into: burst) }
            }
            try await poll { burst.acknowledged.withLock { $0.count } >= 60 }
            server.send(SIGTERM)
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(strange.map(\.text) == [])
        #expect(await server.exit() == 0)
        #expect(ContinuousClock.now - began < .seconds(25))
        await remote.close()

        let path = folder.path + "/data/contests/crash/ledger.sqlite"
        let audit = try LedgerAudit(path: path).run()
        #expect(audit.differences == [])
        let told = burst.acknowledged.withLock { $0.count }
        #expect(audit.facts["registration", default: 0] >= told)
        #expect(told >= 60)
    }

    /// Registers people until the server is gone; returns answers that are neither an
    /// acknowledgement nor a refusal.
    private func register(
        from worker: Int,
        at remote: RemoteServer,
        into burst: Burst
    ) async -> [Reply] {
        var strange: [Reply] = []
        for number in 0..<100_000 {
            let reply = await remote.send(
                "POST",
                "/v1/contests/crash/participants",
                body: #"{"name": "某", "consent_version": 1}"#,
                key: "drain-\(worker)-\(number)"
            )
            guard let reply else { return strange }
            switch reply.status {
            case 201: _ = burst.acknowledged.withLock { $0.insert(reply.json["participant"].text) }
            case 503: return strange
            default:
                strange.append(reply)
                return strange
            }
        }
        return strange
    }

    private func poll(until isSo: () -> Bool) async throws {
        let latest = ContinuousClock.now + .seconds(30)
        while !isSo() {
            guard ContinuousClock.now < latest else {
                throw TestServerError.notReachedInTime("the burst")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
