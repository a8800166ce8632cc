import Audit
import ContestEngine
import ContestModel
import Testing

/// What an organiser's acts change for participants.
@Suite struct LifecycleTests {
    @Test func `a pause refuses, and gives the time back`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let start = try await guest.start().json
            let attempt = start["attempt"].text
            let deadline = try #require(start["deadline_ms"].integer)
            try await server.act("pause", in: contest.name)
            #expect(try await guest.start().problem == "paused")
            let choice = Choice.first(start["questions"][0])
            #expect(try await guest.respond(attempt, 0, choice).problem == "paused")
            #expect(try await guest.submit(attempt).problem == "paused")
            clock.advance(by: .seconds(1_000))
            try await server.act("resume", in: contest.name)
            let resumed = try await guest.start().json
            #expect(resumed["deadline_ms"].integer == deadline + 1_000_000)
            clock.advance(by: .seconds(149))
            let receipt = try await guest.submit(attempt).json
            #expect(receipt["elapsed_ms"].integer == 149_000)
            #expect(receipt["ending"].text == "submitted")
        }
    }

    @Test func `an extension moves the closing, and closing ends starts`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            let contest = TestContest.national2023
            try await server.hold(contest, opening: false)
            let early = try await server.send(
                "POST",
                "/v1/contests/\(contest.name)/participants",
                body: #"{"name": "王", "consent_version": 1, "region": 3}"#,
                headers: ["Idempotency-Key": "early-guest"]
            )
            #expect(early.problem == "contest-not-open")
            try await server.act("open", in: contest.name)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let until = TestTime.june(32, 10)
            try await server.act(
                "extend",
                in: contest.name,
                until: until.millisecondsSinceEpoch
            )
            let closes = try await guest.get("").json["closes_at_ms"].integer
            #expect(closes.map(Int64.init) == until.millisecondsSinceEpoch)
            clock.set(TestTime.june(31, 10))
            let late = try await Guest.register(at: server, in: contest.name, number: 2)
            #expect(try await late.start().status == 200)
            let waiting = try await Guest.register(at: server, in: contest.name, number: 3)
            try await server.act("close", in: contest.name)
            #expect(try await waiting.start().problem == "contest-closed")
            #expect(try await guest.start().problem == "unauthenticated", "12 hours are over")
        }
    }

    @Test func `a freeze stops the public boards while one's own score moves`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.xuchang2023
            let keys = TestBank().keys
            try await server.hold(contest)
            var guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let first = try await guest.play { Choice.wrong($0, keys) }
            try await server.waitForBoards(
                of: contest.name,
                reaching: first["sequence"].integer ?? 0
            )
            try await server.act("freeze", in: contest.name)
            let before = try await guest.get("/boards/overall")
            let tallies = try await guest.get("/tallies")
            let last = try await guest.play { Choice.right($0, keys) }
            try await server.poll("one's own score") {
                try await guest.get("/me").json["overall"]["value"].integer == 100
            }
            let token = server.admin
            try await server.poll("the organiser's board") {
                let board = try await server.send(
                    "GET",
                    guest.path + "/boards/overall",
                    token: token
                )
                return board.json["rows"][0]["value"].integer == 100
            }
            #expect(last["points"].integer == 100)
            let after = try await guest.get("/boards/overall")
            #expect(after.bytes == before.bytes && after["etag"] == before["etag"])
            #expect(after.json["frozen"].isTrue)
            #expect(try await guest.get("/tallies").json["people"] == tallies.json["people"])
            #expect(try await guest.get("/tallies").json["attempts"].integer == 1)
            #expect(try await guest.get("/boards/overall/around").problem == "boards-frozen")
            #expect(try await guest.get("/me").json["rank"].isNull)
            try await server.act("unfreeze", in: contest.name)
            try await server.poll("the thaw") {
                try await guest.get("/boards/overall").json["rows"][0]["value"].integer == 100
            }
        }
    }

    @Test func `an unchanged board is answered with 304`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            let path = "/v1/contests/\(contest.name)/boards/overall"
            let tag = try #require(try await server.send("GET", path)["etag"])
            let same = try await server.send("GET", path, headers: ["If-None-Match": tag])
            #expect(same.status == 304 && same.bytes.isEmpty && same["etag"] == tag)
            var guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let sequence = try await guest.play(choose: Choice.first)["sequence"].integer ?? 0
            try await server.waitForBoards(of: contest.name, reaching: sequence)
            let moved = try await server.send("GET", path, headers: ["If-None-Match": tag])
            #expect(moved.status == 200 && moved["etag"] != tag)
        }
    }

    @Test func `a page walk reads one snapshot, and a stale cursor is gone`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            var last = 0
            for number in 0..<6 {
                var guest = try await Guest.register(at: server, in: contest.name, number: number)
                last = try await guest.play(choose: Choice.first)["sequence"].integer ?? 0
            }
            try await server.waitForBoards(of: contest.name, reaching: last)
            let path = "/v1/contests/\(contest.name)/boards/overall?limit=2"
            var page = try await server.send("GET", path).json
            let sequence = page["sequence"]
            var people = page["rows"].list.map { $0["participant"].text }
            var cursors: [String] = []
            for number in 6..<8 {
                var guest = try await Guest.register(at: server, in: contest.name, number: number)
                last = try await guest.play(choose: Choice.first)["sequence"].integer ?? 0
                try await server.waitForBoards(of: contest.name, reaching: last)
                cursors.append(page["next"].text)
                page = try await server.send("GET", path + "&cursor=\(page["next"].text)").json
                #expect(page["sequence"] == sequence && page["total"].integer == 6)
                people += page["rows"].list.map { $0["participant"].text }
            }
            #expect(people.count == 6 && Set(people).count == 6 && page["next"].isNull)
            clock.advance(by: .seconds(121))
            let gone = try await server.send("GET", path + "&cursor=\(cursors[0])")
            #expect(gone.status == 410 && gone.problem == "stale-cursor")
        }
    }
}
