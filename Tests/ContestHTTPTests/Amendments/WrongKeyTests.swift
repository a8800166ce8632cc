import Foundation
import Testing

/// A key turns out to be wrong in the middle of a contest: the published example, worked by hand.
///
/// Five questions, no tie-breaker. Q7's key is A and should be C. All have their other four right:
/// 甲 chose A, 乙 C, 丙 B; 丁 never drew Q7 and has four of five.
@Suite struct WrongKeyTests {
    private static let contest = TestContest(
        "wrong-key",
        track: #""attempts_per_day": 1, "paper": {"questions": 5}, "scoring": {"points": 1}"#
    )

    /// Six questions of the contest, of which the last is "Q7", and three for practice.
    private static var bank: TestBank {
        var bank = TestBank()
        bank.questions =
            [0, 3, 6, 9, 12, 15].map { TestQuestion(number: $0, edition: 0) }
            + (60..<63).map { TestQuestion(number: $0, edition: 0) }
        return bank
    }

    private static var disputed: TestQuestion { bank.questions[5] }

    /// The option at a place of the bank's own order.
    private static func option(_ place: Int) -> String { disputed.options?[place] ?? "" }

    /// Q7's key stands at place 1, "A" of the example; "C" is at place 2 and "B" at place 0.
    private static let places = ["甲": 1, "乙": 2, "丙": 0]

    /// Plays the four papers of the example.
    private func play(_ server: TestServer) async throws -> [String: String] {
        let keys = Self.bank.keys
        var left = ["甲", "乙", "丙"]
        var guests: [String: String] = [:]
        for number in 1...60 {
            let guest = try await Guest.register(at: server, in: "wrong-key", number: number)
            let start = try await guest.start()
            let questions = start.json["questions"].list
            let drewIt = questions.contains { $0["stem"].text == Self.disputed.stem }
            let name: String
            if drewIt {
                guard !left.isEmpty else { continue }
                name = left.removeFirst()
            } else {
                guard guests["丁"] == nil else { continue }
                name = "丁"
            }
            for (position, question) in questions.enumerated() {
                let chosen: [String]
                if question["stem"].text == Self.disputed.stem {
                    let text = Self.option(try #require(Self.places[name]))
                    chosen = question["options"].list.filter { $0["text"].text == text }
                        .map { $0["token"].text }
                } else if name == "丁" && position == 4 {
                    chosen = Choice.wrong(question, keys)
                } else {
                    chosen = Choice.right(question, keys)
                }
                let reply = try await guest.respond(start.json["attempt"].text, position, chosen)
                #expect(reply.status == 200)
            }
            #expect(try await guest.submit(start.json["attempt"].text).status == 200)
            guests[name] = guest.pseudonym
            guard guests.count == 4 else { continue }
            let head = try await server.head(of: "wrong-key")
            try await server.waitForBoards(of: "wrong-key", reaching: head)
            return guests
        }
        throw TestServerError.notReachedInTime("four papers")
    }

    /// What the board must say.
    private struct Expected {
        var values: [Int]
        var ranks: [Int]
        var right: Int
        var drawn: Int
    }

    private func check(
        _ expected: Expected,
        _ guests: [String: String],
        _ server: TestServer,
        _ comment: Comment
    ) async throws {
        let board = try await server.must("GET", "/v1/contests/wrong-key/standings")
        for (place, name) in ["甲", "乙", "丙", "丁"].enumerated() {
            let row = board["rows"].list.first {
                $0["participant"].text == guests[name]
            }
            #expect(row?["value"].integer == expected.values[place], comment)
            #expect(row?["rank"].integer == expected.ranks[place], comment)
        }
        let right = board["rows"].list.reduce(0) { $0 + ($1["right"].integer ?? 0) }
        let drawn = board["rows"].list.reduce(0) { $0 + ($1["drawn"].integer ?? 0) }
        #expect(right == expected.right && drawn == expected.drawn, comment)
        // 4 人 and 4 人次 throughout.
        let tallies = try await server.send("GET", "/v1/contests/wrong-key/tallies").json
        #expect(tallies["people"].integer == 4, comment)
        #expect(tallies["attempts"].integer == 4, comment)
    }

    private func amend(_ members: String, _ server: TestServer) async throws -> JSONValue {
        try await server.must(
            "POST",
            "/v1/contests/wrong-key/amendments",
            body: #"{"reason_code": "wrong_key", "reason": "答案有误", \#(members)}"#
        )
    }

    @Test func `each way of mending a wrong key gives the published figures`() async throws {
        try await TestServer.run { server in
            try await server.hold(Self.contest, bank: Self.bank)
            let guests = try await play(server)
            let before = Expected(
                values: [5, 4, 4, 4],
                ranks: [1, 2, 2, 2],
                right: 17,
                drawn: 20
            )
            try await check(before, guests, server, "before")
            let question = #""question": "\#(Self.disputed.id)""#
            let cases: [(String, String, Expected)] = [
                (
                    "corrected", #""kind": "revise_key", "keys": ["C"], \#(question)"#,
                    Expected(values: [4, 5, 4, 4], ranks: [2, 1, 2, 2], right: 17, drawn: 20)
                ),
                (
                    "both keys", #""kind": "accept_keys", "keys": ["B", "C"], \#(question)"#,
                    Expected(values: [5, 5, 4, 4], ranks: [1, 1, 3, 3], right: 18, drawn: 20)
                ),
                (
                    "a point to all", #""kind": "credit_question", \#(question)"#,
                    Expected(values: [5, 5, 5, 4], ranks: [1, 1, 1, 4], right: 19, drawn: 20)
                ),
                (
                    "withdrawn", #""kind": "withdraw_question", \#(question)"#,
                    Expected(values: [4, 4, 4, 4], ranks: [1, 1, 1, 1], right: 16, drawn: 17)
                ),
            ]
            for (name, members, expected) in cases {
                let preview = try await amend(members + #", "dry_run": true"#, server)
                try await check(before, guests, server, "a dry run changes nothing: \(name)")
                #expect(preview["after"]["right"].integer == expected.right)
                #expect(preview["after"]["drawn"].integer == expected.drawn)
                for row in preview["people"].list {
                    let place = ["甲", "乙", "丙", "丁"].firstIndex {
                        guests[$0] == row["participant"].text
                    }
                    let index = try #require(place)
                    #expect(row["rank_before"].integer == before.ranks[index])
                    #expect(row["rank_after"].integer == expected.ranks[index])
                    #expect(row["value_after"].integer == expected.values[index])
                }
                let done = try await amend(members, server)
                try await check(expected, guests, server, "\(name)")
                let sequence = try #require(done["sequence"].integer)
                _ = try await amend(#""kind": "reverse", "amendment": \#(sequence)"#, server)
                try await check(before, guests, server, "reversed: \(name)")
            }
        }
    }

    @Test func `an amended contest is the same after a restart`() async throws {
        let folder = try TestFolder()
        var guests: [String: String] = [:]
        let expected = Expected(
            values: [4, 5, 4, 4],
            ranks: [2, 1, 2, 2],
            right: 17,
            drawn: 20
        )
        try await TestServer.run(in: folder) { server in
            try await server.hold(Self.contest, bank: Self.bank)
            guests = try await play(server)
            _ = try await amend(
                #""kind": "revise_key", "keys": ["C"], "question": "\#(Self.disputed.id)""#,
                server
            )
            try await check(expected, guests, server, "before the restart")
        }
        try await TestServer.run(in: folder) { server in
            try await check(expected, guests, server, "after the restart")
        }
    }
}
