import Testing

extension TestServer {
    /// Imports the bank and the contest with both trees, and opens it.
    func hold(
        _ contest: TestContest,
        bank: TestBank = TestBank(),
        trees: Bool = true,
        opening: Bool = true
    ) async throws {
        let path = "/v1/contests/\(contest.name)"
        try await put(bank)
        try await must("PUT", path, body: contest.json)
        if trees {
            try await must("PUT", path + "/regions", body: TestContest.regions, type: "text/csv")
            try await must("PUT", path + "/units", body: TestContest.units, type: "text/csv")
        }
        if opening { try await act("open", in: contest.name) }
    }

    /// Checks a bank and stores what was checked.
    func put(_ bank: TestBank) async throws {
        let path = "/v1/banks/\(bank.bank)"
        let checked = try await must("PUT", path, body: bank.json)
        try await must("PUT", path + "?digest=\(checked["digest"].text)", body: bank.json)
    }

    /// Carries out an organiser's act.
    @discardableResult
    func act(_ kind: String, in contest: String, until: Int64? = nil) async throws -> JSONValue {
        let until = until.map { ", \"until_ms\": \($0)" } ?? ""
        return try await must(
            "POST",
            "/v1/contests/\(contest)/acts",
            body: "{\"kind\": \"\(kind)\", \"reason_code\": \"test\", \"reason\": \"测试\"\(until)}"
        )
    }

    /// An organiser's request that must succeed.
    @discardableResult
    func must(
        _ method: String,
        _ path: String,
        token: String? = nil,
        body: String? = nil,
        type: String = "application/json"
    ) async throws -> JSONValue {
        let reply = try await send(
            method,
            path,
            token: token ?? admin,
            bytes: body.map { Array($0.utf8) },
            type: type
        )
        guard (200..<300).contains(reply.status) else {
            throw UnexpectedReply(request: "\(method) \(path)", reply: reply)
        }
        return reply.json
    }

    /// Waits until the published boards have reached a place in the ledger.
    func waitForBoards(of contest: String, reaching sequence: Int) async throws {
        try await poll("boards at \(sequence)") {
            let tallies = try await send("GET", "/v1/contests/\(contest)/tallies")
            return (tallies.json["sequence"].integer ?? 0) >= sequence
        }
    }

    /// Asks again and again until something is so; gives up after twenty seconds.
    func poll(_ what: String, until isSo: () async throws -> Bool) async throws {
        let latest = ContinuousClock.now + .seconds(20)
        var tries = 0
        while ContinuousClock.now < latest || tries < 100 {
            tries += 1
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw TestServerError.notReachedInTime(what)
    }

    /// The ledger's last sequence as readiness tells it.
    func head(of contest: String) async throws -> Int {
        let ready = try await send("GET", "/readyz", token: admin).json
        let line = ready["contests"].list.first { $0["contest"].text == contest }
        return try #require(line?["sequence"].integer)
    }
}
