import ContestEngine
import Foundation

/// A contest that is played, frozen or not, and played on by others; every endpoint's bytes before
/// and after.
struct FrozenWalk {
    static let contest = TestContest(
        "frozen",
        track: #""paper": {"questions": 10}, "scoring": {"points": 5}"#,
        rest: """
            "ranking": {"value": "best", "time": "of_best", "breakers": ["time"]},
            "publication": {"personal_boards": true},
            """
    )
    static let path = "/v1/contests/frozen"

    /// What may differ although nothing leaks, and why.
    static let masks: [(pattern: String, reason: String)] = [
        (#""now_ms":[0-9]+"#, "the server's own clock, for countdowns"),
        (#""session":"[0-9a-f]+""#, "made of the clock: it ends twelve hours from now"),
        (#""session_expires_at_ms":[0-9]+"#, "the same"),
        (#"retry: [0-9]+"#, "spread over the watchers so that they do not come back together"),
    ]
    /// Headers that may differ.
    static let maskedHeaders: Set<String> = ["date"]

    /// The questions to one board of people.
    static func family(_ board: String, others: [String]) -> [String] {
        [
            board, board + "?limit=2", board + "/place?value=30", board + "/percentiles",
            board + "/place?value=45&time_ms=1000", board + "/percentiles?p=0,33.3,100",
            board + "/histogram", board + "/histogram?step=5", board + "/around",
            board + "/around?radius=50",
        ] + others.map { board + "/around?participant=" + $0 }
    }

    static let peopleBoards = [
        "/boards/overall", "/boards/day", "/boards/week", "/regions/1/board", "/regions/3/board",
        "/regions/4/board", "/units/1/board", "/units/2/board", "/units/4/board",
    ]
    static let groupRankings = [
        "/tallies", "/tallies/regions", "/tallies/regions?parent=1", "/tallies/units",
        "/tallies/units?parent=1", "/tallies/regions/around?node=3", "/tallies/units/around?node=2",
    ]
    static let streams =
        peopleBoards.map { $0 + "/events" } + [
            "/tallies/regions/events", "/tallies/units/events?parent=1",
        ]
    static let others = [
        "", "/rules", "/regions", "/units", "/me", "/me/attempts", "/standings", "/audit-view",
        "/bank", "/unit-codes", "/boards/month", "/regions/77/board", "/draws", "/draws/june",
        "/draws/june/entrants", "/announcements",
    ]

    let server: TestServer
    let clock: ManualClock
    let isFreezing: Bool

    /// The requests whose bytes changed, by who asked: the public, a participant who does nothing
    /// meanwhile, and an organiser.
    struct Outcome {
        var open: Set<String> = []
        var bystander: Set<String> = []
        var organiser: Set<String> = []
        var requestCount = 0
    }

    func run() async throws -> Outcome {
        let keys = TestBank().keys
        try await server.hold(Self.contest)
        var guests: [Guest] = []
        for number in 0..<7 {
            guests.append(
                try await Guest.register(at: server, in: Self.contest.name, number: number)
            )
            let skill = number * 14
            var random = SeededRandom(seed: UInt64(number))
            try await guests[number].play(think: { clock.advance(by: .seconds(1)) }) {
                random.happens(skill) ? Choice.right($0, keys) : Choice.wrong($0, keys)
            }
        }
        let bystander = guests[0]
        let open = try await bystander.start().json["attempt"].text
        try await settle(server.head(of: Self.contest.name))
        if isFreezing { try await server.act("freeze", in: Self.contest.name) }
        let asked = try await questions(bystander, guests[3].pseudonym, open)
        let before = try await answers(asked, bystander)
        try await playOn(guests: Array(guests[1...4]), keys)
        let after = try await answers(asked, bystander)
        var outcome = Outcome(requestCount: before.count)
        for (request, answer) in before where after[request] != answer {
            switch request.sender {
            case "open": outcome.open.insert(request.path)
            case "bystander": outcome.bystander.insert(request.path)
            default: outcome.organiser.insert(request.path)
            }
        }
        return outcome
    }

    /// Others submit, better than before, and somebody new enters.
    private func playOn(guests: [Guest], _ keys: [String: Set<String>]) async throws {
        var last = 0
        for var guest in guests {
            let receipt = try await guest.play(think: { clock.advance(by: .seconds(2)) }) {
                Choice.right($0, keys)
            }
            last = receipt["sequence"].integer ?? 0
        }
        for number in 20..<23 {
            var guest = try await Guest.register(
                at: server,
                in: Self.contest.name,
                number: number
            )
            last = try await guest.play { Choice.right($0, keys) }["sequence"].integer ?? 0
        }
        try await settle(last)
    }

    private func settle(_ sequence: Int) async throws {
        try await server.poll("the organisers' boards at \(sequence)") {
            let tallies = try await server.must("GET", Self.path + "/tallies")
            return (tallies["sequence"].integer ?? 0) >= sequence
        }
    }
}

extension FrozenWalk {
    struct Question: Hashable {
        var sender: String
        var method: String
        var path: String
        var body: String?
        var tag: String?
    }

    /// Everything that can be asked, with cursors and ETags of the first pages.
    private func questions(_ guest: Guest, _ other: String, _ open: String) async throws
        -> [Question]
    {
        let attempt = guest.receipts[0]["attempt"].text
        let paths =
            Self.peopleBoards.flatMap {
                Self.family($0, others: [guest.pseudonym, other, "0123456789abcdef"])
            } + Self.groupRankings + Self.others + ["/attempts/\(attempt)", "/attempts/\(open)"]
        var questions: [Question] = []
        for sender in ["open", "bystander", "organiser"] {
            questions += paths.map {
                Question(sender: sender, method: "GET", path: Self.path + $0)
            }
            questions += ["/v1/contests", "/healthz", "/readyz", "/metrics"].map {
                Question(sender: sender, method: "GET", path: $0)
            }
            questions += (sender == "organiser" ? [] : Self.streams).map {
                Question(sender: sender, method: "EVENTS", path: Self.path + $0)
            }
        }
        for board in Self.peopleBoards {
            let first = try await server.send("GET", Self.path + board + "?limit=1")
            let next = "?limit=1&cursor=" + first.json["next"].text
            questions.append(
                Question(sender: "open", method: "GET", path: Self.path + board + next)
            )
            let path = Self.path + board + "?limit=1"
            questions.append(
                Question(sender: "open", method: "GET", path: path, tag: first["etag"])
            )
        }
        let code = guest.account["recovery_code"].text
        questions += [
            Question(
                sender: "open",
                method: "POST",
                path: Self.path + "/sessions",
                body: #"{"recovery_code":"\#(code)"}"#
            ),
            Question(
                sender: "bystander",
                method: "POST",
                path: Self.path + "/attempts",
                body: #"{"track":"main"}"#
            ),
            Question(
                sender: "bystander",
                method: "POST",
                path: Self.path + "/attempts/\(attempt)/submission"
            ),
        ]
        return questions
    }

    private func answers(_ questions: [Question], _ guest: Guest) async throws
        -> [Question: String]
    {
        let tokens = ["bystander": guest.session, "organiser": server.admin]
        var answers: [Question: String] = [:]
        for question in questions {
            let token = tokens[question.sender]
            if question.method == "EVENTS" {
                var stream = try await server.watch(question.path, token: token)
                let block = stream.status == 200 ? try await stream.event() : nil
                let lines = (block?.fields ?? []).map { $0.joined(separator: ": ") }
                answers[question] = masked(stream.status, stream.headers, lines.joined())
                continue
            }
            let reply = try await server.send(
                question.method,
                question.path,
                token: token,
                bytes: question.body.map { Array($0.utf8) },
                headers: question.tag.map { ["If-None-Match": $0] } ?? [:]
            )
            answers[question] = masked(reply.status, reply.headers, reply.text)
        }
        return answers
    }

    private func masked(_ status: Int, _ headers: [Reply.Header], _ body: String) -> String {
        let lines = headers.filter { !Self.maskedHeaders.contains($0.name) }
            .map { "\($0.name): \($0.value)" }
        return Self.masks.reduce("\(status)\n\(lines.joined(separator: "\n"))\n\n\(body)") {
            $0.replacingOccurrences(of: $1.pattern, with: "…", options: .regularExpression)
        }
    }
}
