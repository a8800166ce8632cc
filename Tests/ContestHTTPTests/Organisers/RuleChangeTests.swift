import Testing

/// Which rules of an open contest may change.
@Suite struct RuleChangeTests {
    struct Change: Sendable, CustomTestStringConvertible {
        var from: String
        var to: String
        /// The problem; nil where the change is allowed.
        var problem: String?

        var testDescription: String { "\(from) → \(to)" }
    }

    static let changes = [
        Change(from: #""title": "测试竞赛""#, to: #""title": "新名""#, problem: nil),
        Change(from: #""time_limit": "150s""#, to: #""time_limit": "200s""#, problem: nil),
        Change(from: #""attempts_per_day": 1,"#, to: #""attempts_per_day": 2,"#, problem: nil),
        Change(from: #""opens": "2026-06-01"#, to: #""opens": "2026-06-02"#, problem: "rule-fixed"),
        Change(from: #""counts": false"#, to: #""counts": true"#, problem: "rule-fixed"),
        Change(from: #""name": "practice""#, to: #""name": "other""#, problem: "rule-fixed"),
        Change(
            from: #""tracks": ["#,
            to: #""identity": "roster", "tracks": ["#,
            problem: "rule-fixed"
        ),
        Change(
            from: #""tracks": ["#,
            to: #""ranking": {"value": "best"}, "tracks": ["#,
            problem: "rule-fixed"
        ),
        Change(
            from: #""tracks": ["#,
            to: #""counts_when": "any_end", "tracks": ["#,
            problem: "rule-fixed"
        ),
        Change(
            from: #""tracks": ["#,
            to: #""time_zone": "Asia/Urumqi", "tracks": ["#,
            problem: "rule-fixed"
        ),
    ]

    @Test(arguments: changes)
    func `an open contest takes only changes that cannot wrong anybody`(_ change: Change)
        async throws
    {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            let changed = contest.json.replacing(change.from, with: change.to)
            #expect(changed != contest.json)
            let reply = try await server.send(
                "PUT",
                "/v1/contests/\(contest.name)?reason=test",
                token: server.admin,
                body: changed
            )
            if let problem = change.problem {
                #expect(reply.status == 409 && reply.problem == problem, "\(reply.text)")
            } else {
                #expect(reply.status == 200 && reply.json["rules_version"].integer == 2)
            }
        }
    }
}
