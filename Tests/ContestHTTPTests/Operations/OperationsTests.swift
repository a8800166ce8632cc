import ContestEngine
import ContestHTTP
import ContestModel
import Foundation
import GRDB
import Logging
import SQLiteStore
import Testing

@Suite struct OperationsTests {
    @Test
    func `people and organisers go on after a rotation, and prove themselves anew after a leak`()
        async throws
    {
        let folder = try TestFolder()
        let (session, code, token) = try await TestServer.run(in: folder) { server in
            try await server.hold(.national2023)
            let guest = try await Guest.register(at: server, in: "national-2023", number: 1)
            #expect(try await guest.start().status == 200)
            return (guest.session, guest.account["recovery_code"].text, server.admin)
        }
        for revoking in [false, true] {
            _ = try DataFolder(path: folder.path).rotateSecret(revoking: revoking)
            let expected = revoking ? 401 : 200
            try await TestServer.run(in: folder) { server in
                let path = "/v1/contests/national-2023"
                let me = try await server.send("GET", path + "/me", token: session)
                #expect(me.status == expected)
                let signIn = try await server.send(
                    "POST",
                    path + "/sessions",
                    body: #"{"recovery_code": "\#(code)"}"#
                )
                #expect((signIn.status == 200) == !revoking)
                let metrics = try await server.send("GET", "/metrics", token: token)
                #expect(metrics.status == expected)
                // What was sealed before is read, and the boards are as they were.
                let names = try await server.must(
                    "GET",
                    path + "/audit-view"
                )
                #expect(names["sequence"].integer != nil)
            }
        }
    }

    @Test func `readiness says that contests are yet to be read, and so does each of them`()
        async throws
    {
        let folder = try TestFolder()
        try await TestServer.run(in: folder) { try await $0.hold(.national2023) }
        // A newer program's contest stays in the state in which a large one is for seconds.
        let newer = folder.path + "/contests/z-newer"
        try FileManager.default.createDirectory(atPath: newer, withIntermediateDirectories: false)
        let store = try SQLiteStore(path: newer + "/ledger.sqlite")
        try await store.close()
        let queue = try DatabaseQueue(path: newer + "/ledger.sqlite")
        try await queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
        try queue.close()
        await #expect(throws: ContestOpeningError.self) {
            try await TestServer.run(in: folder) { _ in }
        }
        try await TestServer.run(in: folder, toleratingUnopened: true) { server in
            let ready = try await server.send("GET", "/readyz")
            #expect(ready.status == 503)
            #expect(ready.json["state"].text == "starting")
            #expect(ready.headers.contains { $0.name == "retry-after" })
            let states = ready.json["contests"].list.map { $0["status"].text }
            #expect(states == ["running", "starting"])
            let early = try await server.send("GET", "/v1/contests/z-newer")
            #expect(early.status == 503)
            #expect(early.json["type"].text == "urn:safetyquiz:problem:starting")
            #expect(early.headers.contains { $0.name == "retry-after" })
            #expect(try await server.send("GET", "/v1/contests/national-2023").status == 200)
        }
    }

    /// One file of text where a ledger should be takes nothing from the people of another contest.
    @Test func `a damaged ledger is told of, and the others are served`() async throws {
        let folder = try TestFolder()
        try await TestServer.run(in: folder) { try await $0.hold(.national2023) }
        let broken = folder.path + "/contests/a-broken"
        try FileManager.default.createDirectory(atPath: broken, withIntermediateDirectories: false)
        try Data("no ledger".utf8).write(to: URL(fileURLWithPath: broken + "/ledger.sqlite"))
        try await TestServer.run(in: folder) { server in
            let ready = try await server.send("GET", "/readyz", token: server.admin)
            #expect(ready.status == 200 && ready.json["state"].text == "running")
            let states = ready.json["contests"].list.map { $0["status"].text }
            #expect(states == ["running", "damaged"])
            let warning = try #require(ready.json["warnings"].list.first)
            #expect(warning["code"].text == "contest")
            #expect(warning["chinese"].text.contains("a-broken"))
            let refused = try await server.send("GET", "/v1/contests/a-broken")
            #expect(refused.status == 503)
            #expect(refused.json["type"].text == "urn:safetyquiz:problem:contest-damaged")
            _ = try await Guest.register(at: server, in: "national-2023", number: 1)
        }
        // Where there is nothing else, nothing is served and the operator is told why.
        try FileManager.default.removeItem(atPath: folder.path + "/contests/national-2023")
        await #expect(throws: ContestOpeningError.self) {
            try await TestServer.run(in: folder) { _ in }
        }
    }

    /// A clock that was wrong when the server started diverges from nothing: what can be known is
    /// whether a time server sets it.
    @Test(arguments: [(nil, 0), (true, 0), (false, 1)] as [(Bool?, Int)])
    func `a clock that nobody sets is a warning from the start`(
        isSynchronised: Bool?,
        count: Int
    ) throws {
        let data = try DataFolder(path: TestFolder().path)
        let house = ContestHouse(
            shelf: data,
            keys: try data.masterKeys(),
            isClockSynchronised: { isSynchronised },
            logger: Logger(label: "test")
        )
        let warnings = house.warnings.filter { $0.code == "clock" }
        #expect(warnings.count == count)
        #expect(warnings.allSatisfy { $0.chinese.contains("没有与时间服务器同步") })
    }

    @Test func `a revoked token is refused at once, and its owner's next one is taken`()
        async throws
    {
        let folder = try TestFolder()
        let register = OrganiserRegister(folder: folder.path)
        try await TestServer.run(in: folder, register: register) { server in
            func token(_ id: String, at ms: Int64) async throws -> String {
                try await server.tokens.sign(
                    OrganiserClaims(
                        name: "李审计",
                        roles: [.auditor],
                        id: id,
                        issuedAt: LedgerInstant(millisecondsSinceEpoch: ms),
                        expiresAt: AnchoredClock().now().advanced(by: .seconds(3_600))
                    )
                )
            }
            let (first, second) = (try await token("a", at: 10), try await token("b", at: 20))
            func status(_ token: String) async throws -> Int {
                try await server.send("GET", "/metrics", token: token).status
            }
            #expect(try await status(first) == 200)
            try register.append(.init(act: "revoked", atMs: 11, id: "a"))
            #expect(try await status(first) == 401)
            #expect(try await status(second) == 200)
            try register.append(.init(act: "revoked", atMs: 30, name: "李审计"))
            #expect(try await status(second) == 401)
            #expect(try await status(try await token("c", at: 31)) == 200)
            #expect(try await status(server.admin) == 200)
        }
    }

    @Test func `metrics tell batches, commits and warnings in Prometheus' form`() async throws {
        try await TestServer.run { server in
            try await server.hold(.national2023)
            var guest = try await Guest.register(at: server, in: "national-2023", number: 1)
            try await guest.play(choose: Choice.first)
            let text = try await server.send("GET", "/metrics", token: server.admin).text
            let lines = text.split(separator: "\n").map(String.init)
            let counts = lines.filter { $0.hasPrefix("safetyquiz_commit_seconds_count{") }
                .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
            #expect(counts.allSatisfy { $0 > 5 } && counts.count == 1)
            // A histogram's buckets ascend and end with everything.
            let buckets = lines.filter { $0.hasPrefix("safetyquiz_batch_facts_bucket{") }
                .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
            #expect(buckets == buckets.sorted() && buckets.count == 8)
            #expect(buckets.last == counts.first)
        }
    }
}
