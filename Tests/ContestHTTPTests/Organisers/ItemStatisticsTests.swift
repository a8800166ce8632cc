import ContestEngine
import ContestHTTP
import Foundation
import GRDB
import Testing

/// Item statistics over HTTP, against sums of what the clients themselves sent.
@Suite struct ItemStatisticsTests {
    private static let contest = TestContest(
        "items",
        track: """
            "attempts_per_day": 9, "paper": {"questions": 10}, "delivery": "one_at_a_time",
            "feedback": "never", "scoring": {"points": 1}
            """
    )

    /// What a client knows of one question.
    private struct Known {
        var drawn = 0
        var right = 0
        var people: Set<Int> = []
    }

    @Test func `the figures are those that the clients' own answers add up to`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            try await server.hold(Self.contest)
            let bank = TestBank()
            let keys = bank.keys
            var known: [String: Known] = [:]
            for number in 0..<12 {
                var guest = try await Guest.register(at: server, in: "items", number: number)
                for _ in 0..<2 {
                    try await guest.play(think: { clock.advance(by: .milliseconds(2_300)) }) {
                        question in
                        let isRight = number > 3
                        let chosen =
                            isRight ? Choice.right(question, keys) : Choice.wrong(question, keys)
                        known[question["stem"].text, default: Known()].drawn += 1
                        known[question["stem"].text]?.right += isRight ? 1 : 0
                        known[question["stem"].text]?.people.insert(number)
                        return chosen
                    }
                }
                // Practice does not count.
                try await guest.play("practice") { Choice.first($0) }
            }
            let rows = try await pages(server, token: server.admin, limit: 25)
            #expect(rows.map { $0["question"].text } == bank.questions.map(\.id))
            for row in rows {
                let expected = known[row["stem"].text] ?? Known()
                #expect(row["drawn"].integer == expected.drawn)
                #expect(row["right"].integer == expected.right)
                #expect(row["people"].integer == expected.people.count)
                #expect(row["omitted"].integer == 0 && row["reports"].integer == 0)
                let question = try #require(
                    bank.questions.first { $0.id == row["question"].text }
                )
                if question.options != nil { #expect(row["key"].text == question.key.joined()) }
                if expected.drawn > 0 { #expect(row["median_s"] == .number(2.3)) }
            }
        }
    }

    @Test func `who may not read keys sees none, and who may is logged`() async throws {
        let folder = try TestFolder()
        try await TestServer.run(in: folder) { server in
            try await server.hold(Self.contest)
            var guest = try await Guest.register(at: server, in: "items", number: 0)
            try await guest.play { Choice.first($0) }
            let path = "/v1/contests/items/items?limit=500"
            let plain = try await server.tokens.sign(.test([.operator], name: "操作员"))
            for row in try await server.must("GET", path, token: plain)["rows"].list {
                for field in ["key", "options", "strong", "weak"] { #expect(row[field].isNull) }
            }
            let auditor = try await server.tokens.sign(.test([.auditor], name: "审计员甲"))
            let rows = try await server.must("GET", path, token: auditor)["rows"].list
            #expect(rows.allSatisfy { !$0["key"].text.isEmpty && !$0["strong"].isNull })
            #expect(rows.contains { !$0["strong"]["options"].list.isEmpty })
        }
        let log = try await DatabaseQueue(path: folder.ledger(of: "items")).read { database in
            try String.fetchAll(database, sql: "SELECT actor || ' ' || subject FROM access_log")
        }
        #expect(log == ["审计员甲 item statistics with keys"])
    }

    @Test func `a walk stays on its report, and one that is gone is told`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            try await server.hold(Self.contest)
            var guest = try await Guest.register(at: server, in: "items", number: 0)
            var cursors: [String] = []
            for _ in 0..<3 {
                try await guest.play { Choice.first($0) }
                clock.advance(by: .seconds(600))
                let page = try await server.must("GET", "/v1/contests/items/items?limit=2")
                cursors.append(page["next"].text)
            }
            #expect(Set(cursors).count == 3)
            for (cursor, status) in zip(cursors, [410, 200, 200]) {
                let path = "/v1/contests/items/items?limit=2&cursor=\(cursor)"
                let reply = try await server.send("GET", path, token: server.admin)
                #expect(reply.status == status)
            }
            let forged = try await server.send(
                "GET",
                "/v1/contests/items/items?cursor=x",
                token: server.admin
            )
            #expect(forged.problem == "invalid-cursor")
        }
    }

    @Test func `a question is the same over bank versions, until its options change`()
        async throws
    {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            try await server.hold(Self.contest)
            // The second version comes in another order, with other keys, and one question (a single
            // one) has a new option in place of an old one.
            var second = TestBank(edition: 1)
            second.questions.reverse()
            let place = try #require(second.questions.firstIndex { $0.id == "q-0" })
            second.questions[place].options?[3] = "戊项 0"
            let banks = [TestBank(), second]
            // By question and option texts: drawn and right.
            var known: [String: (drawn: Int, right: Int)] = [:]
            for (version, bank) in banks.enumerated() {
                if version > 0 {
                    try await server.put(bank)
                    let path = "/v1/contests/items?reason=test"
                    try await server.must("PUT", path, body: Self.contest.json)
                }
                for number in 0..<8 {
                    var guest = try await Guest.register(
                        at: server,
                        in: "items",
                        number: version * 8 + number
                    )
                    for round in 0..<4 {
                        try await guest.play { question in
                            let asked = bank.questions.first { $0.stem == question["stem"].text }
                            let name = Self.name(asked)
                            known[name, default: (0, 0)].drawn += 1
                            known[name]?.right += round % 2
                            return round % 2 == 1
                                ? Choice.right(question, bank.keys)
                                : Choice.wrong(question, bank.keys)
                        }
                    }
                }
            }
            let rows = try await pages(server, token: server.admin, limit: 500)
            #expect(rows.count == 73)
            #expect(rows.prefix(72).map { $0["question"].text } == second.questions.map(\.id))
            #expect(rows.last?["question"].text == "q-0")
            for row in rows {
                let texts = row["options"].list.map(\.text).joined(separator: "|")
                let expected = known[row["question"].text + "|" + texts] ?? (0, 0)
                #expect(row["drawn"].integer == expected.drawn, "\(row["question"].text)")
                #expect(row["right"].integer == expected.right, "\(row["question"].text)")
                let versions = row["bank_versions"].list.compactMap(\.integer)
                let isSplit = row["question"].text == "q-0"
                #expect(versions == (isSplit ? [texts.contains("戊") ? 2 : 1] : [1, 2]))
            }
        }
    }

    /// A question's identifier with its options, as the bank orders them.
    private static func name(_ question: TestQuestion?) -> String {
        let options = question?.options ?? ["正确", "错误"]
        return ([question?.id ?? ""] + options).joined(separator: "|")
    }

    private func pages(_ server: TestServer, token: String, limit: Int) async throws
        -> [JSONValue]
    {
        var rows: [JSONValue] = []
        var cursor = ""
        repeat {
            let page = try await server.must(
                "GET",
                "/v1/contests/items/items?limit=\(limit)\(cursor)",
                token: token
            )
            rows += page["rows"].list
            cursor = page["next"].isNull ? "" : "&cursor=" + page["next"].text
        } while !cursor.isEmpty && rows.count < 1_000
        return rows
    }
}
