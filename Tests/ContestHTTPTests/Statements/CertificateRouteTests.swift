import ContestEngine
import ContestHTTP
import Foundation
import Testing

/// Certificates over HTTP: to whom, what they say, and what checking them says.
@Suite struct CertificateRouteTests {
    private static let json = ["Accept": "application/json"]

    /// Three people play: the first has all right, the others nothing.
    private static func played(
        _ contest: TestContest = .xuchang2023,
        _ body: (TestServer, [Guest], String) async throws -> Void
    ) async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            try await server.hold(contest)
            let keys = TestBank().keys
            var guests: [Guest] = []
            var last = 0
            for number in 0..<3 {
                var guest = try await Guest.register(at: server, in: contest.name, number: number)
                last =
                    try await guest.play(think: { clock.advance(by: .milliseconds(700)) }) {
                        number == 0 ? Choice.right($0, keys) : Choice.wrong($0, keys)
                    }["sequence"].integer ?? 0
                guests.append(guest)
            }
            try await server.waitForBoards(of: contest.name, reaching: last)
            try await body(server, guests, "/v1/contests/\(contest.name)")
        }
    }

    private static func own(_ guest: Guest) async throws -> JSONValue {
        let path = guest.path + "/me/certificate"
        return try await guest.server.send("GET", path, token: guest.session, headers: json).json
    }

    private static func verify(_ statement: String, at server: TestServer) async throws
        -> JSONValue
    {
        let reply = try await server.send("GET", "/v1/verify?c=\(statement)", headers: json)
        #expect(reply.status == 200, "\(reply.text)")
        return reply.json
    }

    @Test func `one's own certificate says what the board says, and verifies`() async throws {
        try await Self.played { server, guests, path in
            let board = try await server.send("GET", path + "/boards/overall").json
            for (guest, row) in zip(guests.prefix(1), board["rows"].list) {
                let certificate = try await Self.own(guest)
                #expect(certificate["subject"].text == "person:\(guest.pseudonym)")
                #expect(certificate["rank"] == row["rank"])
                #expect(certificate["value"] == row["value"])
                #expect(certificate["value"].integer == 100)
                #expect(certificate["ranked"].integer == 3)
                #expect(certificate["sequence"] == board["sequence"])
                #expect(certificate["preliminary"].isTrue)
                let found = try await Self.verify(certificate["statement"].text, at: server)
                #expect(found["genuine"].isTrue && found["of"].text == "certificate")
                #expect(found["name"].text == "选**")
                for field in ["rank", "value", "value_kind", "sequence", "subject", "contest"] {
                    #expect(found[field] == certificate[field], "\(field)")
                }
                let address = certificate["address"].text
                #expect(address == "\(server.url)/v1/verify?c=\(certificate["statement"].text)")
            }
        }
    }

    @Test func `the page is escaped and runs nothing`() async throws {
        try await Self.played { server, guests, path in
            let evil = "<script>window.hacked=1</script>\\\"'>"
            let reply = try await server.send(
                "POST",
                path + "/participants",
                body: "{\"name\": \"\(evil)\", \"consent_version\": 1, \"region\": 3, \"unit\": 2}",
                headers: ["Idempotency-Key": "hostile-name"]
            )
            var guest = Guest(server: server, path: path, account: reply.json)
            try await guest.play(choose: Choice.first)
            let page = try await guest.get("/me/certificate")
            #expect(page["content-type"] == "text/html; charset=utf-8")
            let policy = try #require(page["content-security-policy"])
            #expect(policy.hasPrefix("default-src 'none'; style-src 'unsafe-inline';"))
            #expect(!page.text.contains("<script"))
            #expect(
                page.text.contains("&lt;script&gt;window.hacked=1&lt;/script&gt;&quot;&#39;&gt;")
            )
            #expect(page.text.contains("测试局") && page.text.contains("县应急管理局"))
            let statement = try await Self.own(guest)["statement"].text
            let found = try await server.send("GET", "/v1/verify?c=\(statement)")
            #expect(found.text.contains("核验通过") && !found.text.contains("<script"))
            #expect(found["content-security-policy"] == policy)
            #expect(
                !String(
                    decoding: Base64URL.decode(String(statement.prefix { $0 != "." })) ?? [],
                    as: UTF8.self
                ).contains("script")
            )
            _ = guests
        }
    }

    @Test func `what the boards hide no certificate tells`() async throws {
        try await Self.played { server, guests, path in
            try await server.act("freeze", in: "xuchang-2023")
            try await server.poll("the freeze") {
                try await guests[0].get("/me/certificate").problem == "boards-frozen"
            }
            let operating = try await server.tokens.sign(.test([.operator]))
            let certificate = "\(path)/certificates/\(guests[0].pseudonym)"
            #expect(try await server.send("GET", certificate, token: operating).status == 200)
        }
        let secret = TestContest(
            "secret-2026",
            track: """
                "paper": {"questions": 5}, "feedback": "after_closing",
                "points_shown": "after_closing"
                """,
            rest: #""publication": {"personal_boards": true},"#
        )
        try await Self.played(secret) { _, guests, _ in
            let refused = try await guests[0].get("/me/certificate")
            #expect(refused.problem == "marks-hidden")
        }
        let personal = TestContest("private-2026", track: #""paper": {"questions": 5}"#)
        try await Self.played(personal) { _, guests, _ in
            let refused = try await guests[0].get("/me/certificate")
            #expect(refused.problem == "boards-private")
        }
    }

    @Test func `others' certificates are for operators of the whole contest`() async throws {
        try await Self.played { server, guests, path in
            let paths = [
                "certificates/\(guests[1].pseudonym)", "certificates/units/2",
                "certificates/regions/3",
            ]
            let operating = try await server.tokens.sign(.test([.operator]))
            let auditing = try await server.tokens.sign(.test([.auditor]))
            let limited = try await server.tokens.sign(.test([.operator], unit: "A"))
            for place in paths {
                func ask(_ token: String?) async throws -> Reply {
                    try await server.send(
                        "GET",
                        "\(path)/\(place)",
                        token: token,
                        headers: Self.json
                    )
                }
                #expect(try await ask(nil).problem == "unauthenticated")
                #expect(try await ask(guests[1].session).problem == "unauthenticated")
                #expect(try await ask(auditing).problem == "forbidden")
                #expect(try await ask(limited).problem == "forbidden")
                let found = try await ask(operating)
                #expect(found.status == 200, "\(place) \(found.text)")
                let checked = try await Self.verify(found.json["statement"].text, at: server)
                #expect(checked["genuine"].isTrue && checked["subject"] == found.json["subject"])
            }
            func problem(_ place: String) async throws -> String {
                try await server.send("GET", "\(path)/certificates/\(place)", token: operating)
                    .problem
            }
            #expect(try await problem("0000000000000000") == "unknown-participant")
            #expect(try await problem("units/999") == "unknown-board")
            #expect(try await problem("units/x") == "unknown-board")
            let idle = try await Guest.register(at: server, in: "xuchang-2023", number: 9)
            #expect(try await problem(idle.pseudonym) == "not-on-board")
            #expect(try await idle.get("/me/certificate").problem == "not-on-board")
        }
    }

    @Test func `a unit's certificate has the rank and the figure of its tally`() async throws {
        try await Self.played { server, _, path in
            let token = server.admin
            let tallies = try await server.must(
                "GET",
                path + "/tallies/units?parent=1",
                token: token
            )
            let measure = tallies["measure"].text
            #expect(tallies["groups"].list.count == 2)
            for group in tallies["groups"].list {
                let place = "\(path)/certificates/units/\(group["id"].integer ?? 0)"
                let found = try await server.send("GET", place, token: token, headers: Self.json)
                    .json
                #expect(found["name"] == group["name"] && found["rank"] == group["rank"])
                #expect(found["value_kind"].text == measure && found["ranked"].integer == 2)
                let figure = measure == "people" ? group["people"] : group[measure]
                #expect(found["value"] == figure, "\(measure)")
            }
        }
    }

    @Test func `an erased person has no certificate, and a given one names nobody`() async throws {
        try await Self.played { server, guests, path in
            let statement = try await Self.own(guests[0])["statement"].text
            let gone = try await server.send("DELETE", path + "/me", token: guests[0].session)
            #expect(gone.status == 204)
            #expect(try await guests[0].get("/me/certificate").problem == "account-erased")
            let found = try await Self.verify(statement, at: server)
            #expect(found["genuine"].isTrue && found["name"].isNull)
        }
    }
}
