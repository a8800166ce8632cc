import Testing

/// The hot routes are answered on the connection itself; HTTP/1.1's order must hold all the same.
@Suite struct FrontOrderTests {
    private static let contest = TestContest(
        "front",
        track: """
            "paper": {"questions": 5}, "delivery": "whole_paper", "feedback": "after_submission"
            """
    )

    /// A request as bytes.
    private func request(
        _ method: String,
        _ path: String,
        _ session: String,
        _ body: String = "",
        chunked: Bool = false
    ) -> String {
        let framing =
            chunked ? "Transfer-Encoding: chunked" : "Content-Length: \(body.utf8.count)"
        let size = String(body.utf8.count, radix: 16)
        let content = chunked ? "\(size)\r\n\(body)\r\n0\r\n\r\n" : body
        return "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
            + "Authorization: Bearer \(session)\r\n\(framing)\r\n\r\n\(content)"
    }

    /// A person with an attempt under way, and what to send to answer its first question.
    private func play(
        _ server: TestServer,
        _ body: (_ path: String, _ session: String, _ options: String) async throws -> Void
    ) async throws {
        try await server.hold(Self.contest)
        let guest = try await Guest.register(at: server, in: Self.contest.name, number: 1)
        let start = try await guest.start().json
        let token = try #require(Choice.first(start["questions"][0]).first)
        let path = "\(guest.path)/attempts/\(start["attempt"].text)"
        try await body(path, guest.session, "{\"options\":[\"\(token)\"]}")
    }

    @Test func `answers come in the order of requests sent at once`() async throws {
        try await TestServer.run { server in
            try await play(server) { path, session, options in
                let connection = try RawConnection(to: server.url)
                try connection.send(
                    request("PUT", path + "/responses/0", session, options)
                        + request("GET", "/healthz", session)
                        + request("PUT", path + "/responses/1", session, "{}")
                        + request("POST", path + "/submission", session)
                        + request("GET", "/v1/contests/front", session)
                        + request("POST", path + "/submission", session)
                )
                var answers: [(status: Int, body: String)] = []
                for _ in 0..<6 { answers.append(try await connection.answer()) }
                #expect(answers.map(\.status) == [200, 200, 400, 200, 200, 200])
                #expect(answers[0].body.contains("\"position\":0"))
                #expect(answers[1].body == "ok\n")
                #expect(answers[2].body.contains("invalid-body"))
                #expect(answers[3].body.contains("\"answered\":1"))
                #expect(answers[4].body.contains("\"contest\":\"front\""))
                #expect(answers[5].body == answers[3].body)
            }
        }
    }

    @Test func `a client that has finished sending still gets its answer`() async throws {
        try await TestServer.run { server in
            try await play(server) { path, session, options in
                let connection = try RawConnection(to: server.url)
                try connection.send(
                    request("PUT", path + "/responses/0", session, options)
                        + request("POST", path + "/submission", session)
                )
                connection.finishSending()
                let response = try await connection.answer()
                let submission = try await connection.answer()
                #expect(response.body.contains("\"revision\":1"))
                #expect(submission.body.contains("\"answered\":1"))
            }
        }
    }

    @Test func `the ordinary way gives the same bytes`() async throws {
        try await TestServer.run { server in
            try await play(server) { path, session, options in
                let connection = try RawConnection(to: server.url)
                // Chunked bodies are left to the routes behind.
                for chunked in [false, true] {
                    try connection.send(
                        request("PUT", path + "/responses/0", session, options, chunked: chunked)
                    )
                }
                let first = try await connection.answer()
                let second = try await connection.answer()
                #expect(
                    first.status == 200 && first.status == second.status
                        && first.body == second.body
                )
            }
        }
    }
}
