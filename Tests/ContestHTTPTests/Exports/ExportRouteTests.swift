import ContestEngine
import ContestHTTP
import Foundation
import GRDB
import Testing

/// Exports over HTTP: what they say, to whom, and what is on record.
@Suite struct ExportRouteTests {
    /// Six people play once; regions and units by turns, as `Guest.register` gives them.
    private static func played(
        _ contest: TestContest = .national2023,
        in folder: TestFolder,
        _ body: (TestServer, String) async throws -> Void
    ) async throws {
        let clock = TestTime.clock()
        try await TestServer.run(in: folder, clock: clock) { server in
            try await server.hold(contest)
            let keys = TestBank().keys
            var last = 0
            for number in 0..<6 {
                var guest = try await Guest.register(at: server, in: contest.name, number: number)
                last =
                    try await guest.play(think: { clock.advance(by: .milliseconds(700)) }) {
                        number < 2 ? Choice.right($0, keys) : Choice.first($0)
                    }["sequence"].integer ?? 0
            }
            try await server.waitForBoards(of: contest.name, reaching: last)
            try await body(server, "/v1/contests/\(contest.name)")
        }
    }

    private static func lines(_ reply: Reply) -> [JSONValue] {
        reply.text.split(separator: "\n").map { line in
            (try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))) ?? .null
        }
    }

    @Test func `every table comes in every format`() async throws {
        try await Self.played(in: TestFolder()) { server, path in
            let beginnings: [String: [UInt8]] = [
                "csv": [0xEF, 0xBB, 0xBF], "gb18030": [0xB2, 0xE2], "xlsx": [0x50, 0x4B, 3, 4],
                "jsonl": Array("{\"export\":".utf8),
            ]
            for table in ["standings", "people", "attempts", "tallies"] {
                for (format, beginning) in beginnings {
                    let reply = try await server.send(
                        "GET",
                        "\(path)/exports/\(table)?format=\(format)",
                        token: server.admin
                    )
                    #expect(reply.status == 200, "\(table) \(format) \(reply.text.prefix(200))")
                    #expect(reply.bytes.starts(with: beginning), "\(table) \(format)")
                    let ending = format == "gb18030" ? "csv" : format
                    #expect(
                        reply["content-disposition"]
                            == "attachment; filename=\"national-2023-\(table).\(ending)\""
                    )
                }
            }
        }
    }

    @Test func `rows are what the clients were told`() async throws {
        try await Self.played(in: TestFolder()) { server, path in
            func table(_ query: String) async throws -> [JSONValue] {
                let address = "\(path)/exports/\(query)format=jsonl"
                return Self.lines(try await server.send("GET", address, token: server.admin))
            }
            let standings = try await table("standings?")
            let sequence = try #require(standings.first?["sequence"].integer)
            #expect(sequence == (try await server.head(of: "national-2023")))
            #expect(standings.first?["chain"].text.count == 64)
            #expect(standings.first?["preliminary"].isTrue == true)
            #expect(standings.count == 7)
            #expect(standings.dropFirst().prefix(2).allSatisfy { $0["value"].integer == 5 })
            let ranks = standings.dropFirst().map { $0["rank"] }
            #expect(ranks.prefix(2) == [.integer(1), .integer(1)])
            let day = try await table("standings?period=day&")
            #expect(day.dropFirst().map { $0["rank"] } == ranks)
            let attempts = try await table("attempts?")
            #expect(attempts.count == 7)
            #expect(attempts.dropFirst().allSatisfy { $0["elapsed_ms"].integer == 4_200 })
            #expect(attempts.dropFirst().allSatisfy { $0["day"].text == "2026-06-05" })
            #expect(attempts.last?["name"].isNull == true)
            let regions = try await table("tallies?of=regions&")
            let county = try #require(regions.first { $0["code"].text == "1405" })
            #expect(county["people"].integer == 6 && county["attempts"].integer == 6)
            #expect(county["headcount"].integer == 5_000)
            #expect(county["participation"] == .number(0.0012))
            let units = try await table("tallies?of=units&by=day&")
            // The branch, its two parts, the factory.
            let people = units.dropFirst().compactMap { $0["people"].integer }
            #expect(people.sorted() == [2, 2, 2, 4])
            let own = try await table("standings?region=140502&")
            #expect(Set(own.dropFirst().map { $0["name"].text }) == ["选手0", "选手3"])
            #expect(own.first?["notes"].list.contains(.text("仅含地区：下河镇")) == true)
        }
    }

    @Test func `telephone numbers need the role and a reason that goes on record`() async throws {
        let folder = try TestFolder()
        try await Self.played(in: folder) { server, path in
            let entry = try await server.send(
                "POST",
                path + "/participants",
                body: """
                    {"name": "机主", "phone": "13800138000", "consent_version": 1,
                     "region": 3, "unit": 2}
                    """,
                headers: ["Idempotency-Key": "with-a-phone"]
            )
            #expect(entry.status == 201)
            let people = path + "/exports/people?format=jsonl"
            let operating = try await server.tokens.sign(.test([.operator], name: "经办人乙"))
            let plain = try await server.send("GET", people, token: operating)
            #expect(plain.status == 200 && !plain.text.contains("13800138000"))
            #expect(Self.lines(plain).last?["name"].text == "机主")
            let silent = try await server.send("GET", people + "&phones=true", token: operating)
            #expect(silent.problem == "reason-needed")
            let auditing = try await server.tokens.sign(.test([.auditor]))
            let reason = "&phones=true&reason=%E5%8F%91%E5%A5%96"
            let refused = try await server.send("GET", people + reason, token: auditing)
            #expect(refused.problem == "forbidden")
            let whole = try await server.send("GET", people + reason, token: operating)
            #expect(Self.lines(whole).last?["phone"].text == "13800138000")
        }
        let ledger = folder.ledger(of: "national-2023")
        let log = try await DatabaseQueue(path: ledger).read { database in
            try String.fetchAll(database, sql: "SELECT actor || ' ' || subject FROM access_log")
        }
        #expect(log == ["经办人乙 phones of people: 发奖"])
    }

    @Test func `a limited organiser sees only the subtree in every table`() async throws {
        try await Self.played(in: TestFolder()) { server, path in
            let claims = OrganiserClaims.test([.operator], region: "140501")
            let token = try await server.tokens.sign(claims)
            func ask(_ query: String) async throws -> Reply {
                try await server.send("GET", "\(path)/exports/\(query)", token: token)
            }
            for table in ["standings", "people"] {
                let rows = Self.lines(try await ask("\(table)?format=jsonl")).dropFirst()
                #expect(
                    Set(rows.map { $0["name"].text }) == ["选手1", "选手2", "选手4", "选手5"],
                    "\(table)"
                )
            }
            #expect(Self.lines(try await ask("attempts?format=jsonl")).count == 5)
            let tallies = Self.lines(try await ask("tallies?format=jsonl")).dropFirst()
            #expect(Set(tallies.map { $0["code"].text }) == ["140501", "14050101", "14050102"])
            let refused = [
                "standings?region=1405", "standings?region=140502", "people?unit=B",
                "tallies?of=units", "tallies?of=industries", "tallies?of=all",
            ]
            for query in refused {
                #expect(try await ask(query).problem == "forbidden", "\(query)")
            }
            #expect(try await ask("standings?region=14050101").status == 200)
            for route in ["report", "archive", "extract"] {
                let reply = try await server.send("GET", "\(path)/\(route)", token: token)
                #expect(reply.problem == "forbidden", "\(route)")
            }
        }
    }

    @Test func `what is not offered is refused`() async throws {
        try await Self.played(in: TestFolder()) { server, path in
            let wrong = [
                ("exports/losers", "unknown-export"),
                (
                    "exports/standings?format=pdf",
                    "invalid-parameter"
                ), ("exports/standings?limit=3", "invalid-parameter"),
                ("exports/standings?region=none", "unknown-board"),
                ("exports/standings?region=1405&period=day", "unknown-board"),
                ("exports/tallies?of=people", "invalid-parameter"),
                ("report?format=doc", "invalid-parameter"), ("archive", "not-final"),
            ]
            for (address, problem) in wrong {
                let reply = try await server.send("GET", "\(path)/\(address)", token: server.admin)
                #expect(reply.problem == problem, "\(address): \(reply.status)")
            }
            for route in ["exports/standings", "report", "archive", "extract"] {
                let reply = try await server.send("GET", "\(path)/\(route)")
                #expect(reply.problem == "unauthenticated", "\(route)")
                let editor = try await server.tokens.sign(.test([.editor]))
                let other = try await server.send("GET", "\(path)/\(route)", token: editor)
                #expect(other.problem == "forbidden", "\(route)")
            }
        }
    }

    @Test func `the report comes as text, page, JSON and workbook`() async throws {
        try await Self.played(in: TestFolder()) { server, path in
            func report(_ format: String) async throws -> Reply {
                let address = "\(path)/report?format=\(format)"
                return try await server.send("GET", address, token: server.admin)
            }
            let text = try await report("text").text
            #expect(text.hasPrefix("参与“测试”竞赛 6 人，6 人次参与答题\n"))
            let page = try await report("html")
            #expect(page["content-security-policy"]?.contains("script") == false)
            #expect(page["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
            #expect(page.text.contains("参与“测试”竞赛 6 人，6 人次参与答题"))
            let json = try await report("json").json
            #expect(json["whole"]["people"].integer == 6)
            #expect(json["days"][0]["day"].text == "2026-06-05")
            let marks = json["histogram"].list.compactMap { $0["attempts"].integer }
            #expect(marks.reduce(0, +) == 6)
            #expect(json["regions"].list.count == 5)
            #expect(json["preliminary"].isTrue)
            #expect(try await report("xlsx").bytes.starts(with: [0x50, 0x4B]))
        }
    }
}
