import Foundation
import Testing

/// Tokens and cursors that the server did not make.
@Suite struct ForgeryTests {
    /// A change to a token that leaves it another one.
    private func mutated(_ token: String, using random: inout SeededRandom) -> String {
        var bytes = Array(token.utf8)
        let digits = Array("0123456789abcdef".utf8)
        while String(decoding: bytes, as: UTF8.self) == token {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0...3: bytes[place] = digits.randomElement(using: &random) ?? 0x30
            case 4: bytes.swapAt(place, Int.random(in: bytes.indices, using: &random))
            case 5: bytes.remove(at: place)
            case 6: bytes.insert(digits.randomElement(using: &random) ?? 0x30, at: place)
            default: bytes[place] = UInt8.random(in: 0x41...0x7A, using: &random)
            }
            if bytes.count < 2 { bytes = Array(token.utf8) }
        }
        let safe = bytes.filter {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F
        }
        let text = String(decoding: safe, as: UTF8.self)
        return text == token ? text + "0" : text
    }

    /// Sends mutations many at a time; returns those that were not refused as they should be.
    private func accepted(
        _ token: String,
        count: Int,
        seed: UInt64,
        _ isRefused: @escaping @Sendable (String) async throws -> Bool
    ) async throws -> [String] {
        var random = SeededRandom(seed: seed)
        let mutations = (0..<count).map { _ in mutated(token, using: &random) }
        return try await withThrowingTaskGroup(of: [String].self) { group in
            for share in 0..<8 {
                group.addTask {
                    var accepted: [String] = []
                    for index in stride(from: share, to: mutations.count, by: 8) {
                        if try await !isRefused(mutations[index]) {
                            accepted.append(mutations[index])
                        }
                    }
                    return accepted
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    @Test func `none of two thousand mutated tokens and cursors is accepted`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            var guests: [Guest] = []
            for number in 0..<3 {
                var guest = try await Guest.register(at: server, in: contest.name, number: number)
                let receipt = try await guest.play(choose: Choice.first)
                guests.append(guest)
                try await server.waitForBoards(
                    of: contest.name,
                    reaching: receipt["sequence"].integer ?? 0
                )
            }
            let guest = guests[0]
            let board = try await guest.get("/boards/overall?limit=1").json
            let attempt = guest.receipts[0]["attempt"].text
            let cursor = board["next"].text
            try #require(!cursor.isEmpty && !attempt.isEmpty)

            let sessions = try await accepted(guest.session, count: 600, seed: 1) {
                let reply = try await server.send("GET", guest.path + "/me", token: $0)
                return reply.status == 401 && reply.problem == "unauthenticated"
            }
            let attempts = try await accepted(attempt, count: 500, seed: 2) {
                try await guest.get("/attempts/\($0)").problem == "unknown-attempt"
            }
            let cursors = try await accepted(cursor, count: 500, seed: 3) {
                try await guest.get("/boards/overall?cursor=\($0)").problem == "invalid-cursor"
            }
            let organisers = try await accepted(server.admin, count: 400, seed: 4) {
                try await server.send("GET", "/v1/banks", token: $0).problem == "unauthenticated"
            }
            #expect(sessions == [] && attempts == [] && cursors == [] && organisers == [])
            #expect(try await guest.get("/me").status == 200)
            #expect(try await guest.get("/boards/overall?limit=1&cursor=\(cursor)").status == 200)
        }
    }

    @Test func `what one person or contest was given is worth nothing to another`() async throws {
        try await TestServer.run { server in
            let (first, second) = (TestContest.national2023, TestContest.xuchang2023)
            try await server.hold(first)
            try await server.hold(second)
            let guest = try await Guest.register(at: server, in: first.name, number: 1)
            let other = try await Guest.register(at: server, in: first.name, number: 2)
            let stranger = try await Guest.register(at: server, in: second.name, number: 1)
            let attempt = try await guest.start().json["attempt"].text
            #expect(try await other.get("/attempts/\(attempt)").problem == "unknown-attempt")
            #expect(try await other.submit(attempt).problem == "unknown-attempt")
            #expect(try await stranger.get("/attempts/\(attempt)").problem == "unknown-attempt")
            let abroad = try await server.send("GET", guest.path + "/me", token: stranger.session)
            #expect(abroad.problem == "unauthenticated")
            let asSession = try await server.send("GET", guest.path + "/me", token: attempt)
            #expect(asSession.problem == "unauthenticated")
            let code = stranger.account["recovery_code"].text
            let recovery = try await server.send(
                "POST",
                guest.path + "/sessions",
                body: "{\"recovery_code\":\"\(code)\"}"
            )
            #expect(recovery.problem == "wrong-credentials")
        }
    }

    /// Claims of an admin under algorithms and keys that are not the server's.
    @Test func `an organiser's token without our signature is refused`() async throws {
        func encoded(_ text: String) -> String {
            Data(text.utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
                .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
        }
        let claims = encoded(#"{"sub":"x","exp":4102444800,"roles":["admin"]}"#)
        let heads = [
            #"{"alg":"none","typ":"JWT"}"#, #"{"alg":"None"}"#, #"{"alg":"HS256"}"#,
            #"{"alg":"RS256"}"#, #"{"alg":"HS512"}"#, #"{}"#, #"{"alg":7}"#,
        ]
        try await TestServer.run { server in
            for head in heads {
                for signature in ["", "AA", String(repeating: "A", count: 43)] {
                    let token = "\(encoded(head)).\(claims).\(signature)"
                    let reply = try await server.send("GET", "/v1/banks", token: token)
                    #expect(reply.problem == "unauthenticated", "\(head) \(signature)")
                }
            }
        }
    }
}
