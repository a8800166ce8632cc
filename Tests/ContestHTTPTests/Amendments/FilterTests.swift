import ContestEngine
import Testing

/// A disqualification of a set that a filter chose, and its reversal.
@Suite struct FilterTests {
    private static let contest = TestContest(
        "filtered",
        track: #""attempts_per_day": 1, "paper": {"questions": 5}, "scoring": {"points": 1}"#
    )
    private static let path = "/v1/contests/filtered"

    @Test func `what a filter finds no longer counts, and counts again when that is taken back`()
        async throws
    {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            try await server.hold(Self.contest)
            let keys = TestBank().keys
            // Guest n has n right and takes n + 1 seconds for each of six requests.
            for number in 0..<6 {
                var guest = try await Guest.register(at: server, in: "filtered", number: number)
                var asked = 0
                try await guest.play(think: { clock.advance(by: .seconds(number + 1)) }) {
                    asked += 1
                    return asked <= number ? Choice.right($0, keys) : Choice.wrong($0, keys)
                }
            }
            func amend(_ filter: String, dryRun: Bool = true) async throws -> Reply {
                try await server.send(
                    "POST",
                    Self.path + "/amendments",
                    token: server.admin,
                    body: """
                        {"kind": "disqualify", "reason_code": "speed", "reason": "用时不合常理",
                         "dry_run": \(dryRun), "filter": \(filter)}
                        """
                )
            }
            let counts: [(String, Int)] = [
                (#"{"right_at_least": 4}"#, 2), (#"{"faster_than_ms": 12001}"#, 2),
                (#"{"faster_than_ms": 18001, "right_at_least": 1}"#, 2),
                (#"{"from": "2026-06-05", "through": "2026-06-05"}"#, 6),
                (#"{"unit": "A1"}"#, 2), (#"{"region": "140501"}"#, 4),
            ]
            for (filter, count) in counts {
                let answer = try await amend(filter)
                #expect(answer.json["before"]["attempts"].integer == 6, "\(answer.text)")
                #expect(answer.json["after"]["attempts"].integer == 6 - count, "\(filter)")
            }
            #expect(try await amend(#"{"from": "2026-06-06"}"#).status == 409)
            for wrong in [
                "{}", #"{"from": "June"}"#, #"{"unit": "Z"}"#, #"{"through": "2026-06-05"}"#,
            ] {
                #expect(try await amend(wrong).status >= 400, "\(wrong)")
            }
            func board() async throws -> [Int] {
                try await server.must("GET", Self.path + "/boards/overall")["rows"].list
                    .compactMap { $0["value"].integer }
            }
            let done = try await amend(#"{"right_at_least": 4}"#, dryRun: false)
            #expect(try await board() == [3, 2, 1, 0])
            let sequence = try #require(done.json["sequence"].integer)
            try await server.must(
                "POST",
                Self.path + "/amendments",
                body: """
                    {"kind": "reverse", "reason_code": "review", "reason": "核实无误",
                     "amendment": \(sequence)}
                    """
            )
            #expect(try await board() == [5, 4, 3, 2, 1, 0])
        }
    }
}
