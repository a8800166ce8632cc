import Audit
import ContestEngine
import ContestModel
import Foundation
import Testing

/// The prize draw over HTTP, held against `Tests/Draws/draw.py` and the audit.
@Suite struct DrawRouteTests {
    private static let contest = TestContest(
        "drawn",
        track: """
            "attempts_per_day": 1, "paper": {"questions": 5},
            "scoring": {"points": 1, "lots": [{"every_right": 1, "most": 9}]}
            """,
        rest: #""publication": {"personal_boards": true},"#
    )
    private static let path = "/v1/contests/drawn/draws"

    private static func body(_ name: String, _ more: String = "") -> String {
        """
        {"name": "\(name)", "title": "抽奖", "source": "开奖号码", "not_before_ms": 0,
         "prizes": [{"name": "一等奖", "count": 1}, {"name": "二等奖", "count": 2}],
         "alternates": 2, "reason": "按规则"\(more)}
        """
    }

    /// What Python's own recomputation says of a draw and its list: empty when they agree.
    private static func python(_ draw: Reply, _ list: Reply, in folder: TestFolder) throws -> String
    {
        let files = [folder.path + "/draw.json", folder.path + "/list.csv"]
        try Data(draw.bytes).write(to: URL(fileURLWithPath: files[0]))
        try Data(list.bytes).write(to: URL(fileURLWithPath: files[1]))
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = URL(filePath: #filePath).appending(path: "../../../Draws/draw.py").standardized
        process.arguments = ["python3", script.path] + files
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        let said = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        return process.terminationStatus == 0 ? "" : "failed: \(said)"
    }

    private func play(at server: TestServer) async throws -> [Guest] {
        let keys = TestBank().keys
        var guests: [Guest] = []
        for number in 0..<8 {
            var guest = try await Guest.register(at: server, in: Self.contest.name, number: number)
            var asked = 0
            // Nobody's right ones are as many as another's neighbour's: 1, 2, 3, 4, 5, 1, 2, 3.
            try await guest.play { question in
                asked += 1
                return asked <= number % 5 + 1
                    ? Choice.right(question, keys) : Choice.wrong(question, keys)
            }
            guests.append(guest)
        }
        let head = try await server.head(of: Self.contest.name)
        try await server.waitForBoards(of: Self.contest.name, reaching: head)
        return guests
    }

    private func post(_ path: String, _ body: String, _ server: TestServer) async throws -> Reply {
        try await server.send("POST", Self.path + path, token: server.admin, body: body)
    }

    @Test
    func `a draw is fixed, drawn, checked by Python and by the audit, and outlives a restart`()
        async throws
    {
        let folder = try TestFolder()
        let clock = TestTime.clock()
        let published = try await TestServer.run(in: folder, clock: clock) { server in
            try await server.hold(Self.contest)
            let guests = try await play(at: server)
            let staff = #", "exclude": ["\#(guests[4].pseudonym)"]"#
            #expect(try await post("", Self.body("june", staff), server).status == 409)
            let reason = staff + #", "exclusion_reason": "工作人员""#
            let trial = try await post(
                "",
                Self.body("june", reason + #", "dry_run": true"#),
                server
            )
            #expect(trial.status == 200 && trial.json["state"].text == "trial")
            let prepared = try await post("", Self.body("june", reason), server)
            #expect(prepared.status == 201, "\(prepared.text)")
            // 1 + 2 + 3 + 4 + 1 + 2 + 3, without the 5 of the one who is left out.
            #expect(prepared.json["entrants"]["lots"].integer == 16)
            #expect(prepared.json["entrants"]["people"].integer == 7)
            #expect(prepared.json["outcome"].isNull)
            #expect(try await post("", Self.body("june", reason), server).status == 409)
            #expect(try await post("", Self.body("july"), server).status == 409)
            let list = try await server.send("GET", Self.path + "/june/entrants")
            #expect(list.text.split(separator: "\n").count == 7)
            #expect(!list.text.contains(guests[4].pseudonym))
            let drawn = try await post("/june/outcome", #"{"randomness": "02 05 11 + 07"}"#, server)
            #expect(drawn.status == 200, "\(drawn.text)")
            let winners = drawn.json["outcome"]["winners"].list
            #expect(winners.map { $0["prize"].text } == ["一等奖", "二等奖", "二等奖"])
            #expect(winners.allSatisfy { $0["name"].text.hasPrefix("选手") })
            #expect(drawn.json["outcome"]["alternates"].list.count == 2)
            #expect(try Self.python(drawn, list, in: folder) == "")
            let again = try await post("/june/outcome", #"{"randomness": "01"}"#, server)
            #expect(again.status == 409)
            // A winner is disqualified: the draw stands, and the next one leaves all three out.
            let first = winners[0]["participant"].text
            try await server.must(
                "POST",
                "/v1/contests/drawn/amendments",
                body: """
                    {"kind": "disqualify", "reason_code": "cheating", "reason": "作弊",
                     "participants": ["\(first)"]}
                    """
            )
            let next = try await post("", Self.body("july"), server)
            #expect(next.json["entrants"]["people"].integer == 5, "\(next.text)")
            let table = try await server.send(
                "GET",
                "/v1/contests/drawn/exports/winners",
                token: server.admin
            )
            #expect(table.text.contains(first) && table.text.contains("候补"))
            return try await server.send("GET", Self.path + "/june")
        }
        #expect(published.json["outcome"]["winners"][0]["name"].text == "选**")
        let report = try LedgerAudit(path: folder.ledger(of: Self.contest.name)).run()
        #expect(report.isClean, "\(report.text)")
        try await TestServer.run(in: folder, clock: clock) { server in
            let path = Self.path + "/june"
            #expect(try await server.send("GET", path).bytes == published.bytes)
            // What was prepared before the restart is drawn after it.
            let drawn = try await post("/july/outcome", #"{"randomness": "03"}"#, server)
            let list = try await server.send("GET", Self.path + "/july/entrants")
            #expect(try Self.python(drawn, list, in: folder) == "")
            #expect(try await post("/july/void", #"{"reason": "名单有误"}"#, server).status == 200)
            #expect(try await post("/july/void", #"{"reason": "再来"}"#, server).status == 409)
            let all = try await server.send("GET", Self.path).json["draws"].list
            #expect(all.map { $0["state"].text } == ["drawn", "void"])
        }
        let after = try LedgerAudit(path: folder.ledger(of: Self.contest.name)).run()
        #expect(after.isClean, "\(after.text)")
    }

    @Test func `nobody draws early, while boards are frozen, or without the role`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            try await server.hold(Self.contest)
            let guests = try await play(at: server)
            let late = Self.body("june").replacing(
                #""not_before_ms": 0"#,
                with: #""not_before_ms": \#(clock.now().millisecondsSinceEpoch + 60_000)"#
            )
            let mine = try await server.send(
                "POST",
                Self.path,
                token: guests[0].session,
                body: late
            )
            #expect(mine.status == 401)
            try await server.act("freeze", in: Self.contest.name)
            #expect(try await post("", late, server).problem == "draw-too-early")
            try await server.act("unfreeze", in: Self.contest.name)
            #expect(try await post("", late, server).status == 201)
            let outcome = #"{"randomness": "02"}"#
            #expect(try await post("/june/outcome", outcome, server).status == 409)
            clock.advance(by: .seconds(61))
            #expect(try await post("/june/outcome", outcome, server).status == 200)
            let gone = try await server.send("GET", Self.path + "/may/entrants")
            #expect(gone.problem == "unknown-draw")
        }
    }
}
