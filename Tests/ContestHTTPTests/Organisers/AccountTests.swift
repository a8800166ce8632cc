import Audit
import ContestEngine
import ContestModel
import Testing

/// Ways into a contest and out of it.
@Suite struct AccountTests {
    private func sign(_ server: TestServer, _ contest: TestContest, _ body: String) async throws
        -> Reply
    {
        try await server.send("POST", "/v1/contests/\(contest.name)/sessions", body: body)
    }

    @Test func `people of the roster come in with their PIN, and guessing is slowed`() async throws
    {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            let contest = TestContest(
                "roster",
                track: #""paper": {"questions": 5}"#,
                rest: #""identity": "roster","#
            )
            try await server.hold(contest)
            try await server.must(
                "PUT",
                "/v1/contests/roster/roster",
                body:
                    "姓名,手机,地区代码,单位代码,口令\n王小明,13900000001,140502,B,246810\n王小明,13900000002,140502,A1,135791\n",
                type: "text/csv"
            )
            let right = #"{"name": "王小明", "phone": "13900000001", "pin": "246810"}"#
            let first = try await sign(server, contest, right)
            #expect(first.status == 200)
            let again = try await sign(server, contest, right).json
            #expect(again["participant"] == first.json["participant"])
            let other = try await sign(server, contest, #"{"name": "王小明", "pin": "135791"}"#).json
            #expect(other["participant"] != again["participant"])
            for _ in 0..<3 {
                let wrong = try await sign(server, contest, #"{"name": "王小明", "pin": "000000"}"#)
                #expect(wrong.status == 401 && wrong.problem == "wrong-credentials")
            }
            let slowed = try await sign(server, contest, right)
            #expect(slowed.status == 429 && slowed.problem == "too-many-tries")
            #expect(slowed["retry-after"] == "1")
            clock.advance(by: .seconds(1))
            #expect(try await sign(server, contest, right).status == 200)
            let register = try await server.send(
                "POST",
                "/v1/contests/roster/participants",
                body: #"{"name": "王小明", "consent_version": 1, "region": 3}"#,
                headers: ["Idempotency-Key": "roster-stranger"]
            )
            #expect(register.problem == "roster-only")
        }
    }

    @Test func `a unit's code lets people enter under that unit alone`() async throws {
        try await TestServer.run { server in
            let contest = TestContest(
                "unit-code",
                track: #""paper": {"questions": 5}"#,
                rest: #""identity": "unit_code","#
            )
            try await server.hold(contest)
            let path = "/v1/contests/unit-code"
            let codes = try await server.must("GET", path + "/unit-codes")["codes"].list
            #expect(Set(codes.map { $0["unit"].integer }) == [2, 3, 4])
            let code = codes.first { $0["unit"].integer == 2 }?["code"].text ?? ""
            let cases = [(2, code, 201), (2, code.lowercased(), 201), (3, code, 403), (2, "", 403)]
            for (number, (unit, code, status)) in cases.enumerated() {
                let reply = try await server.send(
                    "POST",
                    path + "/participants",
                    body: """
                        {"name": "李", "consent_version": 1, "unit": \(unit), "unit_code": "\(code)"}
                        """,
                    headers: ["Idempotency-Key": "unit-guest-\(number)"]
                )
                #expect(reply.status == status, "\(number)")
            }
        }
    }

    @Test func `a recovery code gives the same account back`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let code = guest.account["recovery_code"].text
            let body = "{\"recovery_code\": \"\(code.lowercased())\"}"
            let back = try await sign(server, contest, body)
            #expect(back.status == 200 && back.json["participant"].text == guest.pseudonym)
        }
    }

    @Test func `erasing a person takes the name and leaves every figure`() async throws {
        let folder = try TestFolder()
        let contest = TestContest.national2023
        try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            var guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let last = try await guest.play(choose: Choice.first)["sequence"].integer ?? 0
            try await server.waitForBoards(of: contest.name, reaching: last)
            let before = try LedgerAudit(path: folder.ledger(of: contest.name)).run()
            let gone = try await server.send("DELETE", guest.path + "/me", token: guest.session)
            #expect(gone.status == 204)
            let after = try LedgerAudit(path: folder.ledger(of: contest.name)).run()
            #expect(after.isClean && after.standings == before.standings)
            #expect(after.chain == before.chain && after.people == 1)
            let table = try await server.send(
                "GET",
                guest.path + "/standings?format=csv",
                token: server.admin
            )
            #expect(!table.text.contains("选手1") && table.text.contains(guest.pseudonym))
        }
    }

    @Test func `rehearsals and practice count nowhere`() async throws {
        try await TestServer.run { server in
            let rehearsal = TestContest(
                "rehearsal",
                track: #""paper": {"questions": 5}"#,
                rest: #""rehearsal": true,"#
            )
            try await server.hold(rehearsal)
            var guest = try await Guest.register(at: server, in: rehearsal.name, number: 1)
            for track in ["main", "practice"] {
                let receipt = try await guest.play(track, choose: Choice.first)
                #expect(receipt["counts"] == .boolean(false))
                try await server.waitForBoards(
                    of: rehearsal.name,
                    reaching: receipt["sequence"].integer ?? 0
                )
            }
            let tallies = try await guest.get("/tallies").json
            #expect(tallies["people"].integer == 0 && tallies["attempts"].integer == 0)
        }
    }
}
