import ContestEngine
import Foundation
import Testing

/// Forged certificates and codes, over HTTP and on the command line.
@Suite struct VerificationTests {
    private static let json = ["Accept": "application/json"]

    /// Somebody's certificate of a contest of one, and a server that is still there.
    private static func certified(
        _ body: (TestServer, JSONValue, Guest) async throws -> Void
    ) async throws {
        try await TestServer.run { server in
            let contest = TestContest.xuchang2023
            try await server.hold(contest)
            try await server.hold(.national2023)
            var guest = try await Guest.register(at: server, in: contest.name, number: 1)
            let keys = TestBank().keys
            try await guest.play { Choice.right($0, keys) }
            let found = try await server.send(
                "GET",
                guest.path + "/me/certificate",
                token: guest.session,
                headers: json
            )
            try await body(server, found.json, guest)
        }
    }

    @Test func `a statement with a character changed is not genuine`() async throws {
        try await Self.certified { server, certificate, _ in
            let statement = Array(certificate["statement"].text)
            #expect(statement.count > 300)
            for place in statement.indices {
                var changed = statement
                changed[place] = statement[place] == "A" ? "B" : "A"
                let path = "/v1/verify?c=\(String(changed))"
                let found = try await server.send("GET", path, headers: Self.json)
                #expect(found.status == 200)
                #expect(found.json["genuine"] == .boolean(false), "\(place)")
                #expect(found.json["name"].isNull && found.json["rank"].isNull)
            }
            for text in ["", ".", "a.b", "%00", String(repeating: "a", count: 4_000)] {
                let found = try await server.send("GET", "/v1/verify?c=\(text)", headers: Self.json)
                #expect(found.json["genuine"] == .boolean(false), "\(text.prefix(9))")
            }
            #expect(try await server.send("GET", "/v1/verify").problem == "invalid-parameter")
            let page = try await server.send("GET", "/v1/verify?c=%3Cscript%3E")
            #expect(page.text.contains("核验未通过") && !page.text.contains("<script"))
        }
    }

    @Test func `a code is genuine for its own claim only`() async throws {
        try await Self.certified { server, certificate, guest in
            var fields = [
                "code": certificate["code"].text, "participant": guest.pseudonym,
                "sequence": "\(certificate["sequence"].integer ?? 0)", "rank": "1", "value": "100",
            ]
            func isGenuine(_ contest: String = "xuchang-2023") async throws -> Bool {
                let query = fields.map { "\($0)=\($1)" }.joined(separator: "&")
                let path = "/v1/contests/\(contest)/verify-code?\(query)"
                let found = try await server.send("GET", path, headers: Self.json)
                #expect(found.status == 200, "\(found.text)")
                return found.json["genuine"].isTrue
            }
            let isRight = try await isGenuine()
            #expect(isRight)
            #expect(try await isGenuine("national-2023") == false)
            let right = fields
            for (name, value) in [
                ("sequence", "1"), ("rank", "2"), ("value", "99.99"),
                ("participant", "0000000000000000"), ("code", ""),
            ] {
                fields = right
                fields[name] = value
                #expect(try await isGenuine() == false, "\(name)")
            }
            let code = Array(certificate["code"].text)
            for place in code.indices where code[place] != "-" {
                fields = right
                var changed = code
                changed[place] = code[place] == "7" ? "8" : "7"
                fields["code"] = String(changed)
                #expect(try await isGenuine() == false, "\(place)")
            }
            fields = right
            fields["code"] = certificate["code"].text.lowercased()
                .split(separator: "-").joined()
            fields["participant"] = nil
            fields["subject"] = "person:\(guest.pseudonym)"
            #expect(try await isGenuine() == true)
        }
    }

    @Test func `a signed head verifies online in both spellings`() async throws {
        try await Self.certified { server, _, guest in
            let head = try await server.must("GET", guest.path + "/head")
            let line = try #require(
                head["line"].text.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
            )
            for text in [head["statement"].text, line] {
                let found = try await server.send("GET", "/v1/verify?c=\(text)", headers: Self.json)
                #expect(found.json["genuine"].isTrue && found.json["of"].text == "head")
                #expect(found.json["chain"] == head["chain"])
            }
        }
    }

    /// Runs the built program; returns its exit code and what it printed.
    private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("safetyquiz")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test func `the command line checks offline what the server signed`() async throws {
        try await Self.certified { server, certificate, guest in
            let keys = try await server.send("GET", "/v1/keys").json["keys"]
            let key = keys[0]["public_key"].text
            let head = try await server.must("GET", guest.path + "/head")["line"].text
            let printed = try run([
                "anchor", "--contest", "xuchang-2023", "--url", server.url, "--token", server.admin,
            ])
            #expect(printed.status == 0 && printed.output.hasPrefix("safetyquiz-head/1 contest="))
            let anchored = try run(["verify-head", printed.output, "--key", key])
            #expect(anchored.status == 0 && anchored.output.contains("真实"))
            let changed = head.replacingOccurrences(of: "xuchang", with: "xuchanh")
            #expect(try run(["verify-head", changed, "--key", key]).status == 1)
            let foreign = StatementSigner(master: [UInt8](repeating: 1, count: 32)).key.text
            #expect(try run(["verify-head", head, "--key", foreign]).status == 1)
            #expect(try run(["verify-head", head, "--key", "x"]).status == 65)
            let statement = certificate["statement"].text
            for text in [statement, certificate["address"].text] {
                let found = try run(["verify-code", text, "--key", key, "--name", "选手1"])
                #expect(found.status == 0 && found.output.contains(guest.pseudonym))
                #expect(found.output.contains("名次 1 成绩 100"))
            }
            let other = ["verify-code", statement, "--key", key, "--name", "选手2"]
            #expect(try run(other).status == 1)
            #expect(try run(["verify-code", head, "--key", key]).status == 1)
            #expect(try run(["verify-code", statement + "A", "--key", key]).status == 1)
            let file = server.folder.path + "/certificate.html"
            let saved = try run([
                "certificate", "--contest", "xuchang-2023", "--participant", guest.pseudonym,
                "--output", file, "--url", server.url, "--token", server.admin,
            ])
            #expect(saved.status == 0)
            #expect(try String(contentsOfFile: file, encoding: .utf8).contains("选手1"))
        }
    }
}
