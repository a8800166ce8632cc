/// A participant who plays over HTTP and keeps what was acknowledged.
struct Guest: Sendable {
    let server: TestServer
    /// `/v1/contests/NAME`.
    let path: String
    /// The answer to the registration.
    let account: JSONValue
    /// The receipts of the ended attempts, in their order.
    var receipts: [JSONValue] = []

    var session: String { account["session"].text }
    var pseudonym: String { account["participant"].text }

    /// Enters a contest.
    ///
    /// The region and the unit are the trees' leaves of a number.
    static func register(
        at server: TestServer,
        in contest: String,
        number: Int,
        trees: Bool = true
    ) async throws -> Guest {
        let leaves = trees ? #", "region": \#(3 + number % 3), "unit": \#(2 + number % 3)"# : ""
        let reply = try await server.send(
            "POST",
            "/v1/contests/\(contest)/participants",
            body: #"{"name": "选手\#(number)", "consent_version": 1\#(leaves)}"#,
            headers: ["Idempotency-Key": "guest-key-\(number)"]
        )
        guard reply.status == 201 else {
            throw UnexpectedReply(request: "register \(number)", reply: reply)
        }
        return Guest(server: server, path: "/v1/contests/\(contest)", account: reply.json)
    }

    func get(_ path: String) async throws -> Reply {
        try await server.send("GET", self.path + path, token: session)
    }

    func start(_ track: String = "main") async throws -> Reply {
        try await server.send(
            "POST",
            path + "/attempts",
            token: session,
            body: #"{"track": "\#(track)"}"#
        )
    }

    func respond(
        _ attempt: String,
        _ position: Int,
        _ options: [String],
        revision: Int? = nil
    ) async throws -> Reply {
        let list = options.map { "\"\($0)\"" }.joined(separator: ",")
        let revision = revision.map { ",\"revision\":\($0)" } ?? ""
        return try await server.send(
            "PUT",
            path + "/attempts/\(attempt)/responses/\(position)",
            token: session,
            body: "{\"options\":[\(list)]\(revision)}"
        )
    }

    func submit(_ attempt: String) async throws -> Reply {
        try await server.send("POST", path + "/attempts/\(attempt)/submission", token: session)
    }

    /// Plays an attempt from start to receipt, thinking a while before each answer.
    ///
    /// - Parameters:
    ///   - choose: The tokens chosen for a question.
    ///   - think: Called before each request, for instance to move a clock.
    /// - Returns: The submission's receipt.
    @discardableResult
    mutating func play(
        _ track: String = "main",
        think: () -> Void = {},
        choose: (JSONValue) -> [String]
    ) async throws -> JSONValue {
        let start = try await start(track)
        guard start.status == 200 else { throw UnexpectedReply(request: "start", reply: start) }
        let attempt = start.json["attempt"].text
        var pending = start.json["questions"].list.filter { $0["revision"].integer == 0 }
        while let question = pending.first {
            pending.removeFirst()
            think()
            let position = question["position"].integer ?? -1
            let reply = try await respond(attempt, position, choose(question))
            guard reply.status == 200 else {
                throw UnexpectedReply(request: "respond \(position)", reply: reply)
            }
            if !reply.json["next"].isNull { pending.append(reply.json["next"]) }
        }
        think()
        let reply = try await submit(attempt)
        guard reply.status == 200 else { throw UnexpectedReply(request: "submit", reply: reply) }
        receipts.append(reply.json)
        return reply.json
    }
}

/// How a participant chooses.
enum Choice {
    /// The right options of a question.
    static func right(_ question: JSONValue, _ keys: [String: Set<String>]) -> [String] {
        let right = keys[question["stem"].text] ?? []
        return question["options"].list.filter { right.contains($0["text"].text) }
            .map { $0["token"].text }
    }

    /// One option that is not the whole key.
    static func wrong(_ question: JSONValue, _ keys: [String: Set<String>]) -> [String] {
        let right = Self.right(question, keys)
        let others = question["options"].list.map { $0["token"].text }
            .filter { !right.contains($0) }
        return Array(others.prefix(1))
    }

    /// The first option shown.
    static func first(_ question: JSONValue) -> [String] {
        question["options"].list.prefix(1).map { $0["token"].text }
    }
}
