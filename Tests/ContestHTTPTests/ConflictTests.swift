import ContestEngine
import ContestModel
import Foundation
import Testing

/// Requests that contradict each other at the same moment: one is right, and nobody is told otherwise.
@Suite struct ConflictTests {
    private static let path = "/v1/contests/conflict"

    private static func contest(_ rest: String = "") -> TestContest {
        TestContest(
            "conflict",
            track: """
                "attempts_per_day": 1, "paper": {"questions": 5},
                "grants": [{"source": "share", "per_day": 1}]
                """,
            rest: rest
        )
    }

    private func atOnce(_ requests: [@Sendable () async throws -> Reply]) async throws -> [Reply] {
        try await withThrowingTaskGroup(of: (Int, Reply).self) { group in
            for (number, request) in requests.enumerated() {
                group.addTask { (number, try await request()) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
                .sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Whoever guesses a key must not get the account of the person whose request is on its way.
    @Test func `copies of a registration with another person are refused, at once or later`()
        async throws
    {
        try await TestServer.run { server in
            try await server.hold(Self.contest())
            for round in 0..<12 {
                let bodies = (0..<12).map { number in
                    #"{"name": "\#(["甲某", "乙某"][number % 2])", "consent_version": 1, "region": 3, "unit": 2}"#
                }
                let replies = try await atOnce(
                    bodies.map { body in
                        {
                            try await server.send(
                                "POST",
                                Self.path + "/participants",
                                body: body,
                                headers: ["Idempotency-Key": "conflict-\(round)"]
                            )
                        }
                    }
                )
                let winners = replies.indices.filter { replies[$0].status == 201 }.map { $0 % 2 }
                #expect(Set(winners).count == 1, "one person has the key")
                let others = replies.filter { $0.status != 201 }
                #expect(others.allSatisfy { $0.problem == "key-reused" }, "round \(round)")
                #expect(others.count == 6)
            }
        }
    }

    @Test func `a correction that cannot be finished is not begun, and three are all`() async throws
    {
        try await TestServer.run { server in
            try await server.hold(Self.contest(#""amending": {"self_correction_hours": 100},"#))
            let guest = try await Guest.register(at: server, in: "conflict", number: 0)
            func correct(_ body: String) async throws -> Reply {
                var reply: Reply
                repeat {
                    reply = try await server.send(
                        "PATCH",
                        Self.path + "/me",
                        token: guest.session,
                        body: body
                    )
                } while reply.status == 503
                return reply
            }
            let before = try await server.head(of: "conflict")
            for _ in 0..<4 {
                let reply = try await correct(#"{"region": 4, "name": "\u0001"}"#)
                #expect(reply.problem == "invalid-person")
            }
            #expect(try await server.head(of: "conflict") == before)
            for number in 0..<3 {
                let reply = try await correct(#"{"region": \#(number % 2 == 0 ? 4 : 3)}"#)
                #expect(reply.status == 200)
            }
            #expect(try await correct(#"{"region": 3}"#).status == 409)
        }
    }

    @Test func `copies of a contest's creation make one and break nothing`() async throws {
        try await TestServer.run { server in
            try await server.hold(Self.contest())
            let twin = TestContest("twin", track: #""paper": {"questions": 5}"#)
            let replies = try await atOnce(
                (0..<10).map { _ in
                    {
                        try await server.send(
                            "PUT",
                            "/v1/contests/twin",
                            token: server.admin,
                            body: twin.json
                        )
                    }
                }
            )
            #expect(replies.contains { $0.status == 200 })
            #expect(
                replies.allSatisfy { [200, 503].contains($0.status) },
                "\(replies.map(\.status))"
            )
        }
    }

    @Test func `what an erased person objected is gone with them`() async throws {
        try await TestServer.run { server in
            try await server.hold(Self.contest())
            let guest = try await Guest.register(at: server, in: "conflict", number: 1)
            for state in ["preliminary", "notice"] {
                try await server.must(
                    "POST",
                    Self.path + "/announcements",
                    body: #"{"state": "\#(state)", "reason": "x"}"#
                )
            }
            let objection = try await server.send(
                "POST",
                Self.path + "/objections",
                token: guest.session,
                body: #"{"about": "other", "text": "我是王小明，电话13800000000"}"#
            )
            #expect(objection.status < 300)
            let before = try await server.must("GET", Self.path + "/objections")["objections"].list
            #expect(before.first?["text"].text.contains("王小明") == true)
            let erasure = try await server.send("DELETE", Self.path + "/me", token: guest.session)
            #expect(erasure.status == 204)
            let after = try await server.must("GET", Self.path + "/objections")["objections"].list
            #expect(after.count == 1 && after.first?["text"].isNull == true)
        }
    }

    @Test func `one key earns an attempt in each track that it is sent for`() async throws {
        let grants = #""grants": [{"source": "share", "per_day": 1}]"#
        let track = #""attempts_per_day": 1, "paper": {"questions": 5}, \#(grants)"#
        var contest = TestContest("conflict", track: track)
        contest.json = contest.json.replacingOccurrences(
            of: #"{"name": "practice","#,
            with: #"{"name": "second", \#(track)}, {"name": "practice","#
        )
        let held = contest
        try await TestServer.run { server in
            try await server.hold(held)
            let guest = try await Guest.register(at: server, in: "conflict", number: 1)
            for name in ["main", "second"] {
                let reply = try await server.send(
                    "POST",
                    Self.path + "/me/grants",
                    token: guest.session,
                    body: #"{"track": "\#(name)", "source": "share"}"#,
                    headers: ["Idempotency-Key": "one-key-for-both"]
                )
                #expect(reply.status == 200)
                for _ in 0..<2 {
                    let started = try await guest.start(name)
                    #expect(started.status == 200, "\(name)")
                    _ = try await guest.submit(started.json["attempt"].text)
                }
                #expect(try await guest.start(name).problem == "no-attempts-left")
            }
        }
    }

    /// A tree that was made from one that another has taken the place of would give identifiers twice;
    /// one that lacks a code would leave people without a place.
    @Test func `a tree made from an older one is refused, and so is one that lacks a code`()
        async throws
    {
        try await TestServer.run { server in
            try await server.hold(Self.contest())
            let contest = try #require(server.house.contest("conflict")).contest
            let base = await contest.treeBase(.region)
            #expect(base.isEmpty)
            var larger = base.tree
            var node = try #require(larger.nodes.last)
            (node.id, node.code) = (NodeID(rawValue: base.highest.rawValue + 1), "95")
            larger.nodes.append(node)
            _ = try await contest.apply(larger, as: .region, madeFrom: base.tree)
            await #expect(throws: Refusal.self) {
                try await contest.apply(base.tree, as: .region, madeFrom: base.tree)
            }
            _ = try await Guest.register(at: server, in: "conflict", number: 1)
            await #expect(throws: Refusal.self) {
                try await contest.apply(base.tree, as: .region, madeFrom: larger)
            }
            #expect(await contest.trees().regions == larger)
        }
    }
}
