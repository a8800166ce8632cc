import Audit
import ContestHTTP
import Foundation
import Testing

/// Many people's acts in one request, each with an outcome of its own.
@Suite struct RelayTests {
    /// A contest whose people have all begun, and a relay's token.
    private struct Hall {
        var server: TestServer
        var path: String
        var token: String
        var guests: [Guest]
        var starts: [JSONValue]

        init(_ server: TestServer, _ contest: TestContest, people: Int) async throws {
            self.server = server
            path = "/v1/contests/\(contest.name)"
            token = try await server.tokens.sign(.test([.relay]))
            guests = []
            starts = []
            for number in 0..<people {
                let guest = try await Guest.register(at: server, in: contest.name, number: number)
                guests.append(guest)
                starts.append(try await guest.start().json)
            }
        }

        func relay(_ lines: [String], token: String? = nil) async throws -> Reply {
            try await server.send(
                "POST",
                path + "/relay",
                token: token ?? self.token,
                body: lines.joined(separator: "\n"),
                type: "application/x-ndjson"
            )
        }

        func answer(_ person: Int, _ position: Int, revision: Int? = nil) -> String {
            let question = starts[person]["questions"][position]
            let options = Choice.first(question).map { "\"\($0)\"" }.joined(separator: ",")
            let revision = revision.map { ",\"revision\":\($0)" } ?? ""
            return """
                {"session":"\(guests[person].session)","attempt":"\(attempt(person))",\
                "position":\(position),"options":[\(options)]\(revision)}
                """
        }

        func submission(_ person: Int, by other: Int? = nil) -> String {
            "{\"session\":\"\(guests[other ?? person].session)\",\"attempt\":\"\(attempt(person))\"}"
        }

        func attempt(_ person: Int) -> String { starts[person]["attempt"].text }
    }

    private func lines(_ reply: Reply) throws -> [JSONValue] {
        try reply.text.split(separator: "\n").map {
            try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8))
        }
    }

    @Test func `a hall's batch is stored, answered line by line, and repeats its receipts`()
        async throws
    {
        let folder = try TestFolder()
        let contest = TestContest.xuchang2023
        try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            let hall = try await Hall(server, contest, people: 30)
            var batch: [String] = []
            for person in 0..<30 {
                batch += (0..<20).map { hall.answer(person, $0) }
                batch.append(hall.submission(person))
            }
            let reply = try await hall.relay(batch)
            #expect(reply.status == 200)
            let answers = try lines(reply)
            #expect(answers.map { $0["line"].integer } == (1...630).map { $0 })
            #expect(answers.allSatisfy { $0["status"].integer == 200 })
            // The receipt is the one that the person's own request gets.
            for person in [0, 29] {
                let own = try await hall.guests[person].submit(hall.attempt(person))
                #expect(own.json == answers[person * 21 + 20]["receipt"])
                #expect(own.json["answered"].integer == 20)
            }
            // What was relayed before gets the same bytes.
            #expect(try await hall.relay(batch).bytes == reply.bytes)
        }
        let report = try LedgerAudit(path: folder.ledger(of: contest.name)).run()
        #expect(report.isClean)
    }

    @Test func `one line's refusal leaves its neighbours alone`() async throws {
        let folder = try TestFolder()
        let contest = TestContest.xuchang2023
        try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            let hall = try await Hall(server, contest, people: 2)
            let reply = try await hall.relay([
                hall.answer(0, 0),
                hall.submission(1, by: 0),
                "{\"session\":\"\(hall.guests[0].session)\"}",
                "not JSON",
                hall.answer(0, 0).replacingOccurrences(
                    of: "\"options\":[\"",
                    with: "\"options\":[\"0"
                ),
                hall.answer(0, 1).replacingOccurrences(of: "position\":1", with: "position\":99"),
                hall.submission(0).replacingOccurrences(of: hall.guests[0].session, with: "00"),
                String(repeating: " ", count: 2_000) + hall.submission(0),
                hall.submission(0),
                hall.answer(0, 2),
            ])
            let expected = [
                "", "unknown-attempt", "invalid-body", "invalid-body", "invalid-body",
                "invalid-choice", "unauthenticated", "invalid-body", "", "attempt-closed",
            ]
            let answers = try lines(reply)
            #expect(answers.map { $0["problem"]["title"].text } == expected)
            #expect(answers.map { $0["line"].integer } == (1...10).map { $0 })
            for answer in answers where answer["receipt"].isNull {
                #expect(answer["problem"]["status"] == answer["status"])
                #expect(!answer["problem"]["detail"].text.isEmpty)
            }
            #expect(answers[8]["receipt"]["answered"].integer == 1)
        }
    }

    @Test func `a relay needs its role, and a batch its bounds`() async throws {
        let folder = try TestFolder()
        let contest = TestContest.xuchang2023
        try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            let hall = try await Hall(server, contest, people: 1)
            let line = hall.submission(0)
            let session = try await hall.relay([line], token: hall.guests[0].session)
            #expect(session.problem == "unauthenticated")
            let auditor = try await server.tokens.sign(.test([.auditor]))
            #expect(try await hall.relay([line], token: auditor).problem == "forbidden")
            let long = try await hall.relay(Array(repeating: "{}", count: 1_001))
            #expect(long.problem == "relay-too-long")
            let large = try await hall.relay([String(repeating: "x", count: 600_000)])
            #expect(large.problem == "body-too-large")
            let empty = try await hall.relay([])
            #expect(empty.status == 200 && empty.bytes.isEmpty)
            // Nothing else opens to a relay's token.
            let read = try await server.send("GET", hall.path + "/amendments", token: hall.token)
            #expect(read.problem == "forbidden")
        }
    }
}
