import ContestHTTP
import Testing

/// What one account's script gets, on a real server.
struct AccountLimitTests {
    /// The contest's clock stands still, so that nothing is given back meanwhile.
    @Test func `an account that comes too often is told when to come back, others are not`()
        async throws
    {
        let contest = TestContest.national2023
        let limits = FrontDoorLimits(
            requestsPerAccount: 1,
            accountBurst: 5,
            disabled: [.admission]
        )
        try await TestServer.run(in: TestFolder(), limits: limits) { server in
            try await server.hold(contest)
            let script = try await Guest.register(at: server, in: contest.name, number: 1)
            let person = try await Guest.register(at: server, in: contest.name, number: 2)
            var replies: [Reply] = []
            for _ in 0..<7 { replies.append(try await script.get("/me")) }
            #expect(replies.map(\.status) == [200, 200, 200, 200, 200, 429, 429])
            let refusal = try #require(replies.last)
            #expect(refusal.problem == "too-many-requests")
            #expect(refusal["retry-after"] == "1")
            #expect(refusal["ratelimit"] == "\"too-many-requests\";r=0;t=1")
            #expect(refusal["ratelimit-policy"] == "\"too-many-requests\";q=5;w=5")
            // A hot route is counted like any other.
            #expect(try await script.start().status == 429)
            #expect(try await person.start().status == 200)
            #expect(try await person.get("/me").status == 200)
        }
    }
}
