import Testing

/// Attempts beyond the daily quota: for a share, for an invitation, by the organiser's hand.
@Suite struct GrantTests {
    private static let contest = TestContest(
        "grants",
        track: #"""
            "attempts_per_day": 1, "paper": {"questions": 3},
            "grants": [{"source": "invite", "per_day": 1}, {"source": "share", "per_day": 1},
                       {"source": "organiser", "per_day": 1}]
            """#
    )

    /// Plays attempts until one is refused, and says how many there were.
    private func playAll(_ guest: Guest) async throws -> Int {
        var played = 0
        while played < 10 {
            let start = try await guest.start()
            if start.status != 200 {
                #expect(start.problem == "no-attempts-left")
                return played
            }
            let attempt = start.json["attempt"].text
            #expect(try await guest.submit(attempt).status == 200)
            played += 1
        }
        return played
    }

    @Test func `an organiser gives one attempt more, once a key`() async throws {
        try await TestServer.run { server in
            try await server.hold(Self.contest)
            let guest = try await Guest.register(at: server, in: "grants", number: 1)
            let other = try await Guest.register(at: server, in: "grants", number: 2)
            #expect(try await playAll(guest) == 1)
            let body =
                #"{"participant": "\#(guest.pseudonym)", "track": "main", "reason": "停电"}"#
            var sequences: Set<Int> = []
            for _ in 0..<3 {
                let reply = try await server.send(
                    "POST",
                    guest.path + "/grants",
                    token: server.admin,
                    body: body,
                    headers: ["Idempotency-Key": "power-cut-1"]
                )
                #expect(reply.status == 200)
                sequences.insert(try #require(reply.json["sequence"].integer))
            }
            #expect(sequences.count == 1)
            #expect(try await playAll(guest) == 1)
            #expect(try await playAll(other) == 1)
            let nobody = try await server.send(
                "POST",
                guest.path + "/grants",
                token: server.admin,
                body: body.replacing(guest.pseudonym, with: "0000000000000000"),
                headers: ["Idempotency-Key": "power-cut-2"]
            )
            #expect(nobody.status == 404 && nobody.problem == "unknown-participant")
        }
    }

    @Test func `a share counts once a day, and cannot pose as anything else`() async throws {
        try await TestServer.run { server in
            try await server.hold(Self.contest)
            let guest = try await Guest.register(at: server, in: "grants", number: 1)
            for (key, source, status) in [
                ("share-0001", "share", 200), ("share-0001", "share", 200),
                ("share-0002", "share", 409), ("share-0001", "share", 200),
                ("share-0003", "invite", 409),
                ("share-0004", "organiser", 409),
            ] {
                let reply = try await server.send(
                    "POST",
                    guest.path + "/me/grants",
                    token: guest.session,
                    body: #"{"track": "main", "source": "\#(source)"}"#,
                    headers: ["Idempotency-Key": key]
                )
                #expect(reply.status == status, "\(key) \(source) \(reply.problem)")
            }
            #expect(try await playAll(guest) == 2)
        }
    }
}
