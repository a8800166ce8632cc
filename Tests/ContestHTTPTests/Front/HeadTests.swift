import Foundation
import Testing

/// HEAD is GET without the body (RFC 9110, 9.3.2), on the wire.
@Suite struct HeadTests {
    private static let contest = "/v1/contests/national-2023"

    private func request(_ method: String, _ path: String, _ token: String) -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: quiz\r\nAuthorization: Bearer \(token)\r\n\r\n"
    }

    @Test(arguments: [
        ("/", 200), ("/page.css", 200), ("/v1/openapi.json", 200), ("/healthz", 200),
        ("/readyz", 200), ("/metrics", 200), ("/v1/contests", 200), (contest, 200),
        (contest + "/boards/overall", 200), (contest + "/tallies/units", 200),
        (contest + "/nothing", 404), (contest + "/participants", 404), ("/v1/contests/none", 404),
    ])
    func `HEAD has GET's status and length and no body`(_ path: String, _ status: Int) async throws
    {
        try await TestServer.run { server in
            try await server.hold(.national2023)
            let wire = try RawConnection(to: server.url)
            for _ in 1...2 {
                try wire.send(request("HEAD", path, server.admin))
                let head = try await wire.head()
                #expect(head.first?.hasPrefix("HTTP/1.1 \(status) ") == true, "\(head)")
                // Whatever came of a body would stand before this answer's first line.
                try wire.send(request("GET", path, server.admin))
                let answer = try await wire.answer()
                #expect(answer.status == status)
                let length = head.compactMap { line -> Int? in
                    let parts = line.lowercased().split(separator: ":")
                    guard parts.first == "content-length" else { return nil }
                    return parts.last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
                }
                // Metrics count what was asked for meanwhile, and clocks go on.
                let isSteady = path != "/metrics" && path != "/readyz"
                let expected = isSteady ? [answer.body.utf8.count] : length.prefix(1).map(\.self)
                #expect(length == expected && length.count == 1, "\(head)")
            }
        }
    }

    @Test func `HEAD of what is written as it goes ends with its head, and holds no place`()
        async throws
    {
        try await TestServer.run { server in
            try await server.hold(.national2023)
            let wire = try RawConnection(to: server.url)
            for path in ["/boards/overall/events", "/exports/standings?format=csv"] {
                for _ in 1...8 {
                    try wire.send(request("HEAD", Self.contest + path, server.admin))
                    let head = try await wire.head()
                    #expect(head.first?.hasPrefix("HTTP/1.1 200 ") == true, "\(path): \(head)")
                    #expect(!head.contains { $0.lowercased().hasPrefix("content-length") })
                }
                try wire.send(request("GET", "/healthz", server.admin))
                let answer = try await wire.answer()
                #expect(answer.status == 200 && answer.body == "ok\n")
            }
            let metrics = try await server.send("GET", "/metrics", token: server.admin).text
            #expect(metrics.contains("\nsafetyquiz_board_watchers 0.0\n"))
        }
    }
}
