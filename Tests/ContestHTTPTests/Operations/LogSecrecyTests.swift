import Foundation
import Testing

@Suite struct LogSecrecyTests {
    /// What must never stand in a log: names, phones, PINs, codes, sessions.
    private static let name = "欧阳密探"
    private static let phone = "13900007788"
    private static let pin = "7733119"

    @Test func `a log at trace tells nothing of the people who played`() async throws {
        let folder = try TestFolder()
        let port = try ServerProcess.freePort()
        let log = folder.path + "/log"
        let server = try await ServerProcess.start(
            in: folder,
            port: port,
            options: ["--log-level", "trace", "--log-format", "json"],
            log: log
        )
        let remote = RemoteServer(port: port)
        try #require(await remote.isReady())
        let token = try await ServerProcess.token(in: folder)
        let secrets = try await play(remote, token: token) + [token]
        server.send(SIGTERM)
        #expect(await server.exit() == 0)
        await remote.close()

        let text = try String(contentsOfFile: log, encoding: .utf8)
        for secret in secrets {
            #expect(!text.contains(secret), "the log has \(secret.prefix(12))…")
        }
        // The log is one of this run, each line an object, or its silence would show nothing.
        let lines = text.split(separator: "\n")
        #expect(lines.count > 2)
        for line in lines {
            let object = try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
            #expect(object["level"] != nil && object["message"] != nil)
        }
        #expect(secrets.contains { (text + Self.name).contains($0) }, "a planted name is found")
    }

    /// Registers, signs in with right and wrong PINs, corrects, plays, errs and erases.
    ///
    /// - Returns: What must not be logged.
    private func play(_ remote: RemoteServer, token: String) async throws -> [String] {
        let bank = try TestBank().json
        let path = "/v1/contests/roster"
        let contest = CrashTests.contest(
            "roster",
            rest: #""identity": "roster", "publication": {"personal_boards": true},"#
        )
        func send(_ method: String, _ path: String, _ token: String?, _ body: String?) async throws
            -> Reply
        {
            try #require(await remote.send(method, path, token: token, body: body), "\(path)")
        }
        let checked = try await send("PUT", "/v1/banks/safety-month", token, bank)
        _ = try await send(
            "PUT",
            "/v1/banks/safety-month?digest=\(checked.json["digest"].text)",
            token,
            bank
        )
        #expect(try await send("PUT", path, token, contest.json).status == 200)
        let act = #"{"kind":"open","reason_code":"t","reason":"t"}"#
        #expect(try await send("POST", path + "/acts", token, act).status == 200)
        let roster = try #require(
            await remote.send(
                "PUT",
                path + "/roster",
                token: token,
                body: "姓名,手机,口令\n\(Self.name),\(Self.phone),\(Self.pin)\n",
                type: "text/csv"
            )
        )
        #expect(roster.status == 200, "\(roster.text)")
        func signIn(_ pin: String) async throws -> Reply {
            try await send(
                "POST",
                path + "/sessions",
                nil,
                #"{"name": "\#(Self.name)", "pin": "\#(pin)", "consent_version": 1}"#
            )
        }
        #expect(try await signIn("0000000").status == 401)
        let account = try await signIn(Self.pin)
        #expect(account.status == 200, "\(account.text)")
        let session = account.json["session"].text
        let code = account.json["recovery_code"].text
        _ = try await send("POST", path + "/sessions", nil, #"{"recovery_code": "\#(code)"}"#)
        let start = try await send("POST", path + "/attempts", session, #"{"track":"main"}"#)
        #expect(start.status == 200, "\(start.text)")
        let attempt = start.json["attempt"].text
        _ = try await send(
            "PUT",
            path + "/attempts/\(attempt)/responses/0",
            session,
            "{\(Self.name)"
        )
        _ = try await send("POST", path + "/attempts/\(attempt)/submission", session, nil)
        _ = try await send("GET", path + "/standings?name=\(Self.phone)", token, nil)
        _ = try await send("GET", path + "/exports/people?reason=\(Self.phone)", token, nil)
        #expect(try await send("DELETE", path + "/me", session, nil).status == 204)
        return [Self.name, Self.phone, Self.pin, session, code]
    }
}
