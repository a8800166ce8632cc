import ContestEngine
import ContestModel

/// Every request that a participant can make, in one fixed order.
struct SecretWalk {
    let server: TestServer
    let clock: ManualClock
    let path: String
    var transcript = Transcript()

    mutating func run() async throws {
        let first = try await enter(1)
        let second = try await enter(2)
        try await lookAround(first)
        try await play(first, changing: true)
        try await lookAround(first)
        try await server.act("publish", in: "secret")
        try await play(first, changing: false)
        transcript.note("third start", try await first.start())
        try await lookAround(first)
        try await leave(second)
        try await lookAround(second)
        clock.set(TestTime.june(30, 23, 59, 59).advanced(by: .seconds(1)))
        try await server.poll("closing") {
            try await !server.send("GET", path).json["is_preliminary"].isTrue
        }
        transcript.begin(.closing)
        for guest in [first, second] {
            transcript.note("late start", try await guest.start())
            try await lookAround(guest)
        }
    }

    private mutating func enter(_ number: Int) async throws -> Guest {
        clock.advance(by: .seconds(1))
        let reply = try await server.send(
            "POST",
            path + "/participants",
            body: #"{"name": "王小\#(number)", "consent_version": 1, "region": 3, "unit": 4}"#,
            headers: ["Idempotency-Key": "secret-guest-\(number)"]
        )
        transcript.note("register", reply)
        return Guest(server: server, path: path, account: reply.json)
    }

    /// Plays an attempt with answers that do not depend on the keys, errors included.
    private mutating func play(_ guest: Guest, changing: Bool) async throws {
        clock.advance(by: .seconds(1))
        let start = transcript.note("start", try await guest.start()).json
        transcript.note("resume", try await guest.start())
        let attempt = start["attempt"].text
        transcript.note("no option", try await guest.respond(attempt, 0, ["00000000"]))
        transcript.note("not shown", try await guest.respond(attempt, 9, Choice.first(start)))
        var pending = start["questions"].list
        transcript.begin(.response)
        while let question = pending.first {
            pending.removeFirst()
            clock.advance(by: .seconds(3))
            let position = question["position"].integer ?? 0
            let options = question["options"].list.map { $0["token"].text }
            for option in changing ? options.prefix(2) : options.suffix(1) {
                let reply = try await guest.respond(attempt, position, [option])
                transcript.note("respond", reply)
                let next = reply.json["next"]
                if !next.isNull, !pending.contains(where: { $0["position"] == next["position"] }) {
                    pending.append(next)
                }
            }
            let early = try await guest.respond(attempt, position, options, revision: 9)
            transcript.note("wrong revision", early)
        }
        transcript.note("read", try await guest.get("/attempts/\(attempt)"))
        transcript.begin(.submission)
        let receipt = transcript.note("submit", try await guest.submit(attempt))
        transcript.note("submit again", try await guest.submit(attempt))
        transcript.note("too late", try await guest.respond(attempt, 0, ["00000000"]))
        transcript.note("read ended", try await guest.get("/attempts/\(attempt)"))
        try await settle(receipt.json["sequence"].integer ?? 0)
    }

    /// Starts, answers once, and lets the deadline end the attempt.
    private mutating func leave(_ guest: Guest) async throws {
        let start = transcript.note("start", try await guest.start()).json
        let attempt = start["attempt"].text
        let choice = Choice.first(start["questions"][0])
        transcript.note("respond", try await guest.respond(attempt, 0, choice))
        try await settle(server.head(of: "secret"))
        clock.advance(by: .seconds(601))
        try await server.poll("the deadline") {
            try await guest.get("/attempts/\(attempt)").json["state"].text == "ended"
        }
        transcript.note("read ended", try await guest.get("/attempts/\(attempt)"))
        try await settle(server.head(of: "secret"))
    }

    private func settle(_ sequence: Int) async throws {
        try await server.waitForBoards(of: "secret", reaching: sequence)
    }

    /// Reads whatever a participant may ask for.
    private mutating func lookAround(_ guest: Guest) async throws {
        try await settle(server.head(of: "secret"))
        for place in [
            "", "/rules", "/regions", "/units", "/tallies", "/tallies/regions",
            "/tallies/regions?parent=1", "/tallies/units", "/boards/overall", "/boards/day",
            "/boards/week", "/boards/overall/around", "/regions/3/board", "/units/4/board", "/me",
            "/me/attempts", "/bank", "/unit-codes", "/audit-view", "/standings",
        ] {
            transcript.note(place, try await guest.get(place))
        }
        for history in ["/me/attempts?day=2026-06-05", "/me/attempts?track=practice"] {
            transcript.note(history, try await guest.get(history))
        }
        transcript.note("contests", try await server.send("GET", "/v1/contests"))
    }
}
