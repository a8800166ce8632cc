import ContestEngine
import ContestHTTP
import ContestModel
import Foundation
import Testing

/// Keys, signed heads and anchors over HTTP.
@Suite struct StatementRouteTests {
    private func key(of server: TestServer) async throws -> StatementKey {
        let keys = try await server.send("GET", "/v1/keys").json["keys"].list
        #expect(keys.count == 1 && keys[0]["algorithm"].text == "Ed25519")
        let key = try #require(StatementKey(keys[0]["public_key"].text))
        #expect(keys[0]["id"].text == key.id)
        return key
    }

    @Test func `a head is for organisers until the contest is final, and then for everybody`()
        async throws
    {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            let path = "/v1/contests/\(contest.name)/head"
            var guest = try await Guest.register(at: server, in: contest.name, number: 1)
            try await guest.play(choose: Choice.first)
            #expect(try await server.send("GET", path).problem == "head-withheld")
            #expect(try await guest.get("/head").problem == "head-withheld")
            let limited = try await server.tokens.sign(.test([.auditor], region: "1405"))
            #expect(try await server.send("GET", path, token: limited).problem == "head-withheld")
            let auditor = try await server.tokens.sign(.test([.auditor]))
            let head = try await server.must("GET", path, token: auditor)
            #expect(head["sequence"].integer == (try await server.head(of: contest.name)))
            clock.set(TestTime.june(31, 1))
            try await server.poll("a public head") {
                try await server.send("GET", path).status == 200
            }
            let final = try await server.send("GET", path).json
            let signed = try #require(SignedStatement(final["line"].text))
            let key = try await key(of: server)
            #expect(signed.isGenuine(under: key))
            #expect(signed.compact == final["statement"].text)
            guard case .head(let said) = signed.content else { throw TestServerError.didNotStart }
            #expect(said.contest == contest.name && said.chain == final["chain"].text)
            let store = try #require(server.house.contest(contest.name)).contest.store
            let ledger = try await store.head()
            #expect(said.sequence == ledger.sequence)
            #expect(said.chain == ledger.chain.map { String(format: "%02x", $0) }.joined())
        }
    }

    @Test func `a freeze that outlasts the contest withholds the head`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            try await server.act("freeze", in: contest.name)
            clock.set(TestTime.june(31, 1))
            let view = { try #require(server.house.contest(contest.name)?.contest.published) }
            try await server.poll("the end") { try !view().isPreliminary }
            let path = "/v1/contests/\(contest.name)/head"
            #expect(try await server.send("GET", path).problem == "head-withheld")
            try await server.act("unfreeze", in: contest.name)
            try await server.poll("a public head") {
                try await server.send("GET", path).status == 200
            }
        }
    }

    @Test func `a head is anchored once a contest day, through restarts`() async throws {
        let folder = try TestFolder()
        let clock = TestTime.clock()
        let contest = TestContest.national2023
        let file = "\(folder.path)/contests/\(contest.name)/anchors.txt"
        func lines() -> [String] {
            let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").map(String.init)
        }
        func wait(_ server: TestServer, for count: Int) async throws {
            try await server.poll("\(count) anchors") { lines().count >= count }
        }
        var key: StatementKey?
        try await TestServer.run(in: folder, clock: clock) { server in
            key = try await self.key(of: server)
            try await server.hold(contest)
            try await wait(server, for: 1)
            var guest = try await Guest.register(at: server, in: contest.name, number: 1)
            try await guest.play(choose: Choice.first)
            clock.set(TestTime.june(5, 21))
            try await guest.play("practice", choose: Choice.first)
            clock.set(TestTime.june(6, 0, 0))
            try await wait(server, for: 2)
        }
        // What a crash left of a line gets a line of its own.
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("safetyquiz-head/1 cont".utf8))
        try handle.close()
        try await TestServer.run(in: folder, clock: clock) { server in
            _ = try await Guest.register(at: server, in: contest.name, number: 2)
            clock.set(TestTime.june(7, 9))
            try await wait(server, for: 4)
        }
        let found = lines()
        let signer = try #require(key)
        let heads = found.compactMap { line -> ChainHeadStatement? in
            guard let signed = SignedStatement(line) else { return nil }
            #expect(signed.isGenuine(under: signer))
            guard case .head(let head) = signed.content else { return nil }
            return head
        }
        let days = heads.map { String($0.at.advanced(by: .seconds(8 * 3_600)).utcText.prefix(10)) }
        #expect(days == ["2026-06-05", "2026-06-06", "2026-06-07"])
        #expect(heads.map(\.sequence) == heads.map(\.sequence).sorted())
        #expect(found.count == 4 && found[2] == "safetyquiz-head/1 cont")
    }
}
