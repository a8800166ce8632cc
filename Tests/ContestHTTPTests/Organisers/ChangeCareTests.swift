import Testing

/// Changes that must not move anybody, leave half behind or count twice.
@Suite struct ChangeCareTests {
    private static let shuffledUnits = """
        代码,名称,上级代码,人数
        B,示例化工厂,,3000
        A,应急系统,,
        A2,镇应急管理站,A,30
        C,新来的单位,,10
        A1,县应急管理局,A,120
        """

    private func units(_ server: TestServer, _ contest: String) async throws -> [String: Int] {
        let reply = try await server.send("GET", "/v1/contests/\(contest)/units")
        var identifiers: [String: Int] = [:]
        for node in reply.json["nodes"].list {
            identifiers[node["code"].text] = node["id"].integer
        }
        return identifiers
    }

    @Test func `units keep their identifiers whatever the order of a new file`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest, opening: false)
            let path = "/v1/contests/\(contest.name)/units"
            let first = try await units(server, contest.name)
            try await server.must("PUT", path, body: Self.shuffledUnits, type: "text/csv")
            let second = try await units(server, contest.name)
            #expect(first.count == 4 && second.count == 5)
            for (code, identifier) in first { #expect(second[code] == identifier, "\(code)") }
            // Before anybody has entered a unit may go, but its identifier never comes back.
            let fewer = "代码,名称,上级代码,人数\nA,应急系统,,\nD,又一个单位,,5\n"
            try await server.must("PUT", path, body: fewer, type: "text/csv")
            let third = try await units(server, contest.name)
            #expect(third["A"] == first["A"] && third.count == 2)
            #expect(!second.values.contains(try #require(third["D"])))
        }
    }

    @Test func `the same tree again makes no new version`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            let path = "/v1/contests/\(contest.name)/units"
            let head = try await server.head(of: contest.name)
            try await server.must("PUT", path, body: TestContest.units, type: "text/csv")
            #expect(try await server.head(of: contest.name) == head)
        }
    }

    @Test func `a change that is refused leaves nothing, and a dry run says so`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            try await server.put(TestBank(edition: 1))
            let head = try await server.head(of: contest.name)
            let changed = contest.json.replacing(
                #""tracks": ["#,
                with: #""identity": "roster", "tracks": ["#
            )
            for query in ["?reason=x", "?reason=x&dry_run=true"] {
                let reply = try await server.send(
                    "PUT",
                    "/v1/contests/\(contest.name)\(query)",
                    token: server.admin,
                    body: changed
                )
                #expect(reply.status == 409 && reply.problem == "rule-fixed", "\(query)")
                #expect(try await server.head(of: contest.name) == head, "\(query)")
            }
            let title = contest.json.replacing("测试竞赛", with: "新名")
            let dry = try await server.send(
                "PUT",
                "/v1/contests/\(contest.name)?reason=x&dry_run=true",
                token: server.admin,
                body: title
            )
            #expect(dry.status == 200)
            #expect(try await server.head(of: contest.name) == head)
            // Rules and bank are two facts.
            try await server.must("PUT", "/v1/contests/\(contest.name)?reason=x", body: title)
            #expect(try await server.head(of: contest.name) == head + 2)
        }
    }

    @Test func `an erased account can do nothing more, by whomever it was erased`() async throws {
        try await TestServer.run { server in
            try await server.hold(TestContest.national2023)
            for (number, byOrganiser) in [false, true].enumerated() {
                let guest = try await Guest.register(
                    at: server,
                    in: TestContest.national2023.name,
                    number: number
                )
                let start = try await guest.start()
                let attempt = start.json["attempt"].text
                let option = Choice.first(start.json["questions"][0])
                let path = byOrganiser ? "/participants/\(guest.pseudonym)" : "/me"
                let erased = try await server.send(
                    "DELETE",
                    guest.path + path,
                    token: byOrganiser ? server.admin : guest.session
                )
                #expect(erased.status == 204)
                for reply in [
                    try await guest.respond(attempt, 0, option),
                    try await guest.submit(attempt),
                    try await guest.get("/attempts/\(attempt)"),
                    try await guest.get("/me/attempts"),
                    try await guest.get("/me"),
                    try await guest.start(),
                ] {
                    #expect(reply.problem == "account-erased", "\(reply.text)")
                }
            }
        }
    }
}
