import Foundation
import Testing

/// Whatever comes in, the answer is a 4xx with a stable type, and the server lives on.
@Suite struct BadInputTests {
    struct Table: Sendable, CustomTestStringConvertible {
        var name: String
        var requests: [BadRequest]

        var testDescription: String { name }
    }

    static let tables = [
        Table(name: "bodies", requests: BadRequest.bodies),
        Table(name: "repeated fields", requests: BadRequest.repeated),
        Table(name: "registrations", requests: BadRequest.registrations),
        Table(name: "idempotency keys", requests: BadRequest.keys),
        Table(name: "paths", requests: BadRequest.paths),
        Table(name: "parameters", requests: BadRequest.parameters),
        Table(name: "attempts", requests: BadRequest.attempts),
        Table(name: "methods", requests: BadRequest.methods),
        Table(name: "sessions", requests: BadRequest.sessions),
        Table(name: "organisers", requests: BadRequest.organisers),
    ]

    @Test(arguments: tables)
    func `bad input is refused with a stable type`(_ table: Table) async throws {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let attempt = try await guest.start().json["attempt"].text
            let before = try await server.head(of: contest.name)
            for bad in table.requests {
                let reply = try await send(bad, as: guest, attempt)
                let request =
                    "\(bad.method) \(bad.path) \(bad.bytes.map { String(decoding: $0.prefix(200), as: UTF8.self) } ?? "")"
                #expect(reply.isRefusal, "\(request): \(reply.status) \(reply.text.prefix(300))")
                if let problem = bad.problem {
                    #expect(reply.problem == problem, "\(request): \(reply.text.prefix(300))")
                }
            }
            #expect(try await server.head(of: contest.name) == before, "something was written")
            #expect(try await server.send("GET", "/healthz").text == "ok\n")
            #expect(try await guest.submit(attempt).status == 200)
        }
    }

    private func send(_ bad: BadRequest, as guest: Guest, _ attempt: String) async throws -> Reply {
        func filled(_ text: String) -> String {
            text.replacingOccurrences(of: "{c}", with: guest.path)
                .replacingOccurrences(of: "{a}", with: attempt)
        }
        let token: String? =
            switch bad.sender {
            case .nobody: nil
            case .guest: guest.session
            case .admin: guest.server.admin
            case .token(let text): filled(text)
            }
        return try await guest.server.send(
            bad.method,
            filled(bad.path),
            token: token,
            bytes: bad.bytes,
            type: bad.type,
            headers: bad.key.map { ["Idempotency-Key": $0] } ?? [:]
        )
    }

    @Test func `a body past its limit is refused, with and without a length`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let large = "{\"track\":\"\(String(repeating: "m", count: 70 << 10))\"}"
            for path in ["/participants", "/sessions", "/attempts"] {
                let reply = try await server.send(
                    "POST",
                    guest.path + path,
                    token: guest.session,
                    body: large,
                    headers: ["Idempotency-Key": "large-body-key"]
                )
                #expect(reply.status == 413 && reply.problem == "body-too-large", "\(path)")
                let chunked = try await server.stream(
                    "POST",
                    guest.path + path,
                    token: guest.session,
                    bytes: Array(large.utf8)
                )
                #expect(chunked.status == 413 && chunked.problem == "body-too-large", "\(path)")
            }
            #expect(try await server.send("GET", "/healthz").status == 200)
        }
    }
}
