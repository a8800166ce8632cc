import Foundation
import GRDB
import Testing

/// What must come out once, however many ask for it at the same moment.
@Suite struct RaceTests {
    /// The numbers of rows that a ledger has, by a query.
    private func count(_ sql: String, in folder: TestFolder, _ contest: TestContest) throws -> Int {
        try DatabaseQueue(path: folder.ledger(of: contest.name)).read { database in
            try #require(try Int.fetchOne(database, sql: sql))
        }
    }

    /// Sends the same request many times at once.
    private func replies(
        _ count: Int,
        _ request: @escaping @Sendable () async throws -> Reply
    ) async throws -> [Reply] {
        try await withThrowingTaskGroup(of: Reply.self) { group in
            for _ in 0..<count { group.addTask { try await request() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `two hundred starts of the last attempt give exactly one`() async throws {
        let folder = try TestFolder()
        let contest = TestContest.national2023
        try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let replies = try await replies(200) { try await guest.start() }
            #expect(replies.allSatisfy { $0.status == 200 })
            #expect(Set(replies.map { $0.json["attempt"].text }).count == 1)
            #expect(Set(replies.map(\.bytes)).count == 1)
            _ = try await guest.submit(replies[0].json["attempt"].text)
            let after = try await self.replies(50) { try await guest.start() }
            #expect(after.allSatisfy { $0.problem == "no-attempts-left" && $0.status == 409 })
        }
        #expect(try count("SELECT count(*) FROM attempt", in: folder, contest) == 1)
    }

    @Test func `a hundred copies of a submission give one row and one receipt`() async throws {
        let folder = try TestFolder()
        let contest = TestContest.national2023
        try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let start = try await guest.start().json
            let attempt = start["attempt"].text
            let answer = try await guest.respond(
                attempt,
                0,
                Choice.first(start["questions"][0])
            )
            #expect(answer.status == 200)
            let replies = try await replies(100) { try await guest.submit(attempt) }
            #expect(replies.allSatisfy { $0.status == 200 })
            #expect(Set(replies.map(\.bytes)).count == 1)
            let later = try await guest.submit(attempt)
            #expect(later.bytes == replies[0].bytes)
        }
        #expect(try count("SELECT count(*) FROM submission", in: folder, contest) == 1)
        #expect(try count("SELECT count(*) FROM response", in: folder, contest) == 1)
    }

    @Test func `a hundred copies of a response give one row and one receipt`() async throws {
        let folder = try TestFolder()
        let contest = TestContest.xuchang2023
        try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let start = try await guest.start().json
            let attempt = start["attempt"].text
            let options = Choice.first(start["questions"][0])
            let replies = try await replies(100) { try await guest.respond(attempt, 0, options) }
            #expect(replies.allSatisfy { $0.status == 200 })
            #expect(Set(replies.map(\.bytes)).count == 1)
        }
        #expect(try count("SELECT count(*) FROM response", in: folder, contest) == 1)
    }

    @Test func `two answers at once under one revision leave one that stands`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.xuchang2023
            try await server.hold(contest)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let start = try await guest.start().json
            let attempt = start["attempt"].text
            let tokens = start["questions"][0]["options"].list.map { $0["token"].text }
            let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                for copy in 0..<60 {
                    let option = tokens[copy % 2]
                    group.addTask {
                        try await guest.respond(attempt, 0, [option], revision: 1)
                    }
                }
                return try await group.reduce(into: [Reply]()) { $0.append($1) }
            }
            let stood = replies.filter { $0.status == 200 }
            #expect(stood.count == 30)
            #expect(Set(stood.map(\.bytes)).count == 1)
            #expect(
                replies.filter { $0.status != 200 }.allSatisfy { $0.problem == "response-fixed" }
            )
        }
    }

    @Test func `a registration repeated with its key is one participant`() async throws {
        let folder = try TestFolder()
        let contest = TestContest.national2023
        try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            let accounts = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await Guest.register(at: server, in: contest.name, number: 7).account
                    }
                }
                return try await group.reduce(into: [JSONValue]()) { $0.append($1) }
            }
            #expect(Set(accounts.map { $0["participant"].text }).count == 1)
            #expect(Set(accounts.map { $0["recovery_code"].text }).count == 1)
            let other = try await server.send(
                "POST",
                "/v1/contests/\(contest.name)/participants",
                body: #"{"name": "选手7", "consent_version": 1, "region": 3, "unit": 4}"#,
                headers: ["Idempotency-Key": "guest-key-7"]
            )
            #expect(other.problem == "key-reused")
        }
        #expect(try count("SELECT count(*) FROM registration", in: folder, contest) == 1)
    }
}
