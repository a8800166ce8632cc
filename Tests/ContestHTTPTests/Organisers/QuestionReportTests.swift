import ContestEngine
import ContestHTTP
import ContestModel
import Foundation
import GRDB
import Testing

/// 本题有误: what participants report, and what organisers see of it.
@Suite struct QuestionReportTests {
    private static let contest = TestContest(
        "reports",
        track: """
            "attempts_per_day": 9, "paper": {"questions": 5}, "delivery": "one_at_a_time",
            "feedback": "after_response", "scoring": {"points": 1}
            """
    )

    private func report(
        _ guest: Guest,
        _ attempt: String,
        _ position: String,
        _ body: String = #"{"code": "wrong_key"}"#
    ) async throws -> Reply {
        try await guest.server.send(
            "POST",
            guest.path + "/attempts/\(attempt)/questions/\(position)/report",
            token: guest.session,
            body: body
        )
    }

    @Test func `one reports what was shown to oneself, and nothing else`() async throws {
        try await TestServer.run { server in
            try await server.hold(Self.contest)
            let guest = try await Guest.register(at: server, in: "reports", number: 0)
            let other = try await Guest.register(at: server, in: "reports", number: 1)
            let start = try await guest.start().json
            let attempt = start["attempt"].text
            #expect(try await report(guest, attempt, "0").status == 200)
            // One at a time, the next question has not been shown.
            for position in ["1", "4", "5", "255", "999"] {
                #expect(try await report(guest, attempt, position).problem == "question-not-shown")
            }
            for position in ["-1", "x", "99999999999999999999"] {
                #expect(try await report(guest, attempt, position).isRefusal)
            }
            #expect(try await report(other, attempt, "0").problem == "unknown-attempt")
            #expect(try await report(guest, "nonsense", "0").problem == "unknown-attempt")
            let nobody = try await server.send(
                "POST",
                guest.path + "/attempts/\(attempt)/questions/0/report",
                body: #"{"code": "typo"}"#
            )
            #expect(nobody.problem == "unauthenticated")
            _ = try await guest.submit(attempt)
            #expect(try await report(guest, attempt, "0").status == 200)
            #expect(try await report(guest, attempt, "1").problem == "question-not-shown")
        }
    }

    @Test(arguments: [
        #"{"code": "hate"}"#, #"{"text": "x"}"#, #"{"code": "typo", "score": 5}"#, "[]", "",
        #"{"code": "typo", "text": "a\u0007"}"#, #"{"code": "typo", "text": "a\nb"}"#,
        #"{"code": "typo", "text": "\u202eabc"}"#,
    ])
    func `a report that is none is refused`(_ body: String) async throws {
        try await TestServer.run { server in
            try await server.hold(Self.contest)
            let guest = try await Guest.register(at: server, in: "reports", number: 0)
            let attempt = try await guest.start().json["attempt"].text
            #expect(try await report(guest, attempt, "0", body).isRefusal)
            // 500 bytes pass and 501 do not; the limit is of bytes, not of characters.
            for (count, status) in [(166, 200), (167, 400)] {
                let text = String(repeating: "错", count: count)
                let long = #"{"code": "other", "text": "\#(text)"}"#
                #expect(try await report(guest, attempt, "0", long).status == status)
            }
            let list = try await server.must("GET", guest.path + "/reports")
            #expect(list["reports"].list.count == 1)
        }
    }

    @Test func `a second report replaces the first, and organisers see it at the item`()
        async throws
    {
        try await TestServer.run { server in
            try await server.hold(Self.contest)
            let keys = TestBank().questions
            var stems: [String: Int] = [:]
            for number in 0..<3 {
                let guest = try await Guest.register(at: server, in: "reports", number: number)
                let start = try await guest.start().json
                let stem = try #require(start["questions"].list.first)["stem"].text
                stems[stem, default: 0] += 1
                for text in ["第一次", "答案应为 B"] {
                    let body = #"{"code": "wrong_key", "text": "\#(text)"}"#
                    let reply = try await report(guest, start["attempt"].text, "0", body)
                    #expect(reply.status == 200)
                }
            }
            let list = try await server.must("GET", "/v1/contests/reports/reports")
            #expect(list["reports"].list.count == 3)
            #expect(list["reports"].list.allSatisfy { $0["text"].text == "答案应为 B" })
            let rows = try await server.must("GET", "/v1/contests/reports/items?limit=500")
            for row in rows["rows"].list {
                #expect(row["reports"].integer == stems[row["stem"].text] ?? 0)
            }
            let id = try #require(keys.first { stems[$0.stem] != nil }).id
            let own = try await server.must("GET", "/v1/contests/reports/reports?question=\(id)")
            #expect(own["reports"].list.allSatisfy { $0["question"].text == id })
            #expect(!own["reports"].list.isEmpty)
            var seen: [String] = []
            var cursor = ""
            repeat {
                let path = "/v1/contests/reports/reports?limit=1" + cursor
                let page = try await server.must("GET", path)
                seen += page["reports"].list.map { $0["participant"].text }
                cursor = page["next"].isNull ? "" : "&cursor=" + page["next"].text
            } while !cursor.isEmpty && seen.count < 9
            #expect(seen.count == 3 && Set(seen).count == 3)
        }
    }

    @Test func `no participant reports more than two hundred questions, at once either`()
        async throws
    {
        let folder = try TestFolder()
        try await TestServer.run(in: folder) { server in
            try await server.hold(Self.contest)
            let guest = try await Guest.register(at: server, in: "reports", number: 0)
            let attempt = try await guest.start().json["attempt"].text
            // All but one of the two hundred, as they would have come.
            let contest = try #require(server.house.contest("reports")?.contest)
            for number in 0..<199 {
                try await contest.store.putNote(
                    Note(
                        kind: "report",
                        key: "\(guest.pseudonym)/old-\(number)",
                        at: .epoch,
                        actor: guest.pseudonym,
                        content: Array(
                            #"{"attempt":1,"bankVersion":1,"code":"typo","text":""}"#.utf8
                        )
                    )
                )
            }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask { try await report(guest, attempt, "0").status }
                }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(statuses.isSubset(of: [200, 503]) && statuses.contains(200))
            // Full: the same question again is welcome, another one is not.
            #expect(try await report(guest, attempt, "0").status == 200)
            _ = try await guest.submit(attempt)
            // Of two different questions one at least is not the first.
            let second = try await guest.start().json
            let question = try #require(second["questions"].list.first)
            let other = second["attempt"].text
            _ = try await guest.respond(other, 0, Choice.first(question))
            let replies = [
                try await report(guest, other, "0"), try await report(guest, other, "1"),
            ]
            #expect(replies.contains { $0.status == 409 && $0.problem == "too-many-reports" })
            let count = try await contest.reports(after: "", limit: 1_000).count
            #expect(count == 200)
        }
    }

    @Test func `who is erased takes the reports along`() async throws {
        let folder = try TestFolder()
        try await TestServer.run(in: folder) { server in
            try await server.hold(Self.contest)
            for number in 0..<2 {
                let guest = try await Guest.register(at: server, in: "reports", number: number)
                let attempt = try await guest.start().json["attempt"].text
                #expect(
                    try await report(guest, attempt, "0", #"{"code": "typo", "text": "我叫王小明"}"#)
                        .status == 200
                )
                guard number == 0 else { continue }
                let reply = try await server.send(
                    "DELETE",
                    guest.path + "/me",
                    token: guest.session
                )
                #expect(reply.status == 204)
                #expect(try await report(guest, attempt, "0").problem == "account-erased")
            }
            let list = try await server.must("GET", "/v1/contests/reports/reports")
            #expect(list["reports"].list.count == 1)
        }
    }
}
