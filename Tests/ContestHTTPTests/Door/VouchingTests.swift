import ContestEngine
import ContestModel
import Foundation
import Synchronization
import Testing

@testable import ContestHTTP

/// Whose tokens win the places that are kept for organisers.
@Suite struct VouchingTests {
    private static let keys = MasterKeys([UInt8](repeating: 7, count: 32))

    private func claims(after seconds: Int = 60, id: String? = nil) -> OrganiserClaims {
        OrganiserClaims(
            name: "李审计",
            roles: [.auditor],
            id: id,
            expiresAt: AnchoredClock().now().advanced(by: .seconds(seconds))
        )
    }

    @Test func `what the JWT library signs is known, and no text near it is`() async throws {
        let tokens = await OrganiserTokens(keys: Self.keys)
        let token = try await tokens.sign(claims())
        #expect(tokens.isSigned(token[...]))
        let bytes = Array(token.utf8)
        for index in bytes.indices {
            var other = bytes
            other[index] = other[index] == 0x41 ? 0x42 : 0x41
            #expect(!tokens.isSigned(String(decoding: other, as: UTF8.self)[...]), "\(index)")
            #expect(!tokens.isSigned(token.prefix(index)), "\(index)")
        }
        for text in ["", ".", "..", "...", "eyJ", "eyJ.eyJ", token + ".", "." + token, token + "A"]
        {
            #expect(!tokens.isSigned(text[...]), "\(text)")
        }
        #expect(!tokens.isSigned((token + String(repeating: "A", count: 5_000))[...]))
    }

    @Test func `a token that has ended, was revoked or is another server's wins nothing`()
        async throws
    {
        let revoked = Mutex<Set<String>>([])
        let tokens = await OrganiserTokens(keys: Self.keys) { claims in
            revoked.withLock { $0.contains(claims.id ?? "") }
        }
        let late = try await tokens.sign(claims(after: -1))
        #expect(!tokens.isSigned(late[...]))
        let leaked = try await tokens.sign(claims(id: "a"))
        #expect(tokens.isSigned(leaked[...]))
        revoked.withLock { _ = $0.insert("a") }
        #expect(!tokens.isSigned(leaked[...]))
        let others = await OrganiserTokens(keys: MasterKeys([UInt8](repeating: 8, count: 32)))
        #expect(!tokens.isSigned(try await others.sign(claims())[...]))
        // A rotation keeps them, and a leak ends them.
        for isRevoking in [false, true] {
            let rotated = try #require(
                Self.keys.rotated(to: [UInt8](repeating: 9, count: 32), revoking: isRevoking)
            )
            let next = await OrganiserTokens(keys: rotated)
            #expect(next.isSigned(try await tokens.sign(claims())[...]) == !isRevoking)
        }
    }

    /// Forged tokens on bodies that never end: with the check they take none of the organisers'
    /// places; without it, which is the control, they take all 32 for as long as they like.
    @Test(arguments: [true, false])
    func `a flood of forged tokens does not keep an organiser out`(_ isChecking: Bool) async throws
    {
        let limits = FrontDoorLimits(disabled: isChecking ? [] : [.vouching])
        try await TestServer.run(in: TestFolder(), limits: limits) { server in
            try await server.hold(.national2023)
            let forged = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.\(String(repeating: "A", count: 43))"
            let flood = try (0..<64).map { _ in try RawConnection(to: server.url) }
            for connection in flood {
                try connection.send(
                    "POST /v1/contests/national-2023/participants HTTP/1.1\r\nHost: quiz\r\n"
                        + "Authorization: Bearer \(forged)\r\nIdempotency-Key: flood-flood\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{\"name\":"
                )
            }
            if isChecking {
                // By then the flood is there: its connections were made before this one.
                for _ in 1...40 {
                    let reply = try await server.send("GET", "/metrics", token: server.admin)
                    #expect(reply.status == 200)
                }
            } else {
                try await server.poll("a full house") {
                    try await server.send("GET", "/metrics", token: server.admin).status == 503
                }
            }
            withExtendedLifetime(flood) {}
        }
    }
}
