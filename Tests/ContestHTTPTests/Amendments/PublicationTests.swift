import ContestEngine
import Testing

/// 初步, 公示, 异议, 最终 and 更正, as organisers and participants go through them.
@Suite struct PublicationTests {
    private static let path = "/v1/contests/published"

    private static let contest = TestContest(
        "published",
        track: #""attempts_per_day": 1, "paper": {"questions": 5}, "scoring": {"points": 1}"#,
        rest: #""amending": {"self_correction_hours": 1},"#
    )

    private func announce(_ state: String, _ server: TestServer) async throws -> Reply {
        try await server.send(
            "POST",
            Self.path + "/announcements",
            token: server.admin,
            body: #"{"state": "\#(state)", "reason": "按日程"}"#
        )
    }

    private func object(_ guest: Guest) async throws -> Reply {
        try await guest.server.send(
            "POST",
            Self.path + "/objections",
            token: guest.session,
            body: #"{"about": "question", "text": "第 3 题答案有误"}"#
        )
    }

    @Test func `results go from preliminary by notice and objections to final`() async throws {
        try await TestServer.run { server in
            try await server.hold(Self.contest)
            var guest = try await Guest.register(at: server, in: "published", number: 1)
            try await guest.play(choose: Choice.first)
            #expect(try await announce("final", server).status == 409)
            #expect(try await announce("preliminary", server).status == 200)
            #expect(try await object(guest).status == 409)
            #expect(try await announce("notice", server).status == 200)
            let objection = try await object(guest)
            #expect(objection.status == 201 && objection.json["number"].integer == 1)
            // Neither while the contest runs nor while an objection waits.
            #expect(try await announce("final", server).status == 409)
            try await server.act("close", in: "published")
            #expect(try await announce("final", server).status == 409)
            let unsigned = try await server.send("GET", Self.path + "/objections")
            #expect(unsigned.status == 401)
            let listed = try await server.must("GET", Self.path + "/objections")["objections"].list
            #expect(listed.first?["text"].text == "第 3 题答案有误")
            #expect(listed.first?["by"].text == guest.pseudonym)
            try await server.must(
                "POST",
                Self.path + "/objections/1/outcome",
                body: #"{"outcome": "rejected", "reason": "经核对法条，答案无误"}"#
            )
            #expect(try await announce("final", server).status == 200)
            #expect(try await announce("notice", server).status == 409)
            #expect(try await announce("corrected", server).status == 200)
            let log = try await server.send("GET", Self.path + "/announcements").json
            let states = log["announcements"].list.map { $0["state"].text }
            #expect(states == ["preliminary", "notice", "final", "corrected"])
            #expect(log["announcements"].list.compactMap { $0["number"].integer } == [1, 2, 3, 4])
            // Nothing changed in between, so that all four are of the same standings.
            #expect(Set(log["announcements"].list.map { $0["standings"].text }).count == 1)
            #expect(log["open_objections"].integer == 0)
        }
    }

    @Test func `a person corrects name and unit within the hour, three times`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            try await server.hold(Self.contest)
            var guest = try await Guest.register(at: server, in: "published", number: 1)
            try await guest.play(choose: Choice.first)
            func correct(_ body: String) async throws -> Reply {
                try await server.send("PATCH", Self.path + "/me", token: guest.session, body: body)
            }
            func units() async throws -> [Int: Int] {
                let query = Self.path + "/tallies/units?parent=1"
                let groups = try await server.must("GET", query)["groups"].list
                return Dictionary(
                    groups.map { ($0["id"].integer ?? 0, $0["people"].integer ?? 0) },
                    uniquingKeysWith: +
                )
            }
            let head = try await server.head(of: "published")
            try await server.waitForBoards(of: "published", reaching: head)
            // Guests of number 1 are of unit 3; unit 2 is its sibling.
            #expect(try await units() == [2: 0, 3: 1])
            #expect(try await correct(#"{"unit": 2}"#).status == 200)
            #expect(try await units() == [2: 1, 3: 0])
            #expect(try await correct(#"{"name": "改名"}"#).status == 200)
            let row = try await server.must("GET", Self.path + "/standings")["rows"][0]
            #expect(row["name"].text == "改名")
            #expect(try await correct("{}").status == 409)
            #expect(try await correct(#"{"unit": 3}"#).status == 200)
            #expect(try await correct(#"{"unit": 2}"#).status == 409)
            let late = try await Guest.register(at: server, in: "published", number: 2)
            clock.advance(by: .seconds(3_600))
            let reply = try await server.send(
                "PATCH",
                Self.path + "/me",
                token: late.session,
                body: #"{"name": "晚了"}"#
            )
            #expect(reply.status == 409)
        }
    }

    @Test func `a past day's board is the ledger's, and amendments change it`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            try await server.hold(Self.contest)
            let keys = TestBank().keys
            var guests: [Guest] = []
            for number in 1...3 {
                guests.append(
                    try await Guest.register(at: server, in: "published", number: number)
                )
            }
            // On the 5th all three play, the first all right; on the 6th the first gets all wrong.
            for index in guests.indices {
                try await guests[index].play { question in
                    index == 0 ? Choice.right(question, keys) : Choice.wrong(question, keys)
                }
            }
            clock.set(TestTime.june(6, 10))
            // The session has ended; the same key gives the same account a new one.
            guests[0] = try await Guest.register(at: server, in: "published", number: 1)
            try await guests[0].play { Choice.wrong($0, keys) }
            let head = try await server.head(of: "published")
            try await server.waitForBoards(of: "published", reaching: head)
            func board(_ period: String) async throws -> [[Int]] {
                let body = try await server.must("GET", Self.path + "/boards/\(period)")
                #expect(body["period"].text == period)
                return body["rows"].list.map {
                    [$0["rank"].integer ?? 0, $0["value"].integer ?? -1]
                }
            }
            #expect(try await board("day:2026-06-05") == [[1, 5], [2, 0], [2, 0]])
            #expect(try await board("day:2026-06-06") == [[1, 0]])
            #expect(try await board("week:2026-W23") == [[1, 5], [2, 0], [2, 0]])
            #expect(try await board("2026-06-05..2026-06-06") == [[1, 5], [2, 0], [2, 0]])
            let unknown = ["day:2026-05-31", "day:2026-06-07", "day:2026-02-30", "week:2026-W54"]
            for period in unknown {
                let reply = try await server.send(
                    "GET",
                    Self.path + "/boards/\(period)",
                    token: server.admin
                )
                #expect(reply.status == 404, "\(period)")
            }
            let tally = Self.path + "/tallies?period=day:2026-06-06"
            #expect(try await server.must("GET", tally)["attempts"].integer == 1)
            try await server.must(
                "POST",
                Self.path + "/amendments",
                body: """
                    {"kind": "disqualify", "reason_code": "cheating", "reason": "作弊",
                     "participants": ["\(guests[0].pseudonym)"]}
                    """
            )
            #expect(try await board("day:2026-06-05") == [[1, 0], [1, 0]])
            #expect(try await board("day:2026-06-06") == [])
        }
    }
}
