import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import NIOCore

/// The three routes that nearly every request of a contest goes to.
enum HotRoute {
    case start(contest: String)
    case respond(contest: String, attempt: Substring.UTF8View, position: Int)
    case submit(contest: String, attempt: Substring.UTF8View)

    private static let prefix = "/v1/contests/"

    /// Recognises `/v1/contests/C/attempts`, `…/attempts/A/responses/N` and
    /// `…/attempts/A/submission`; nil for every other request.
    init?(_ request: Request) {
        guard let path = request.head.path, path.hasPrefix(Self.prefix) else { return nil }
        let parts = path.dropFirst(Self.prefix.count).split(
            separator: "/",
            maxSplits: 5,
            omittingEmptySubsequences: false
        )
        guard parts.count >= 2, parts[1] == "attempts" else { return nil }
        switch (parts.count, request.method) {
        case (2, .post): self = .start(contest: String(parts[0]))
        case (4, .post) where parts[3] == "submission":
            self = .submit(contest: String(parts[0]), attempt: parts[2].utf8)
        case (5, .put) where parts[3] == "responses":
            guard parts[4].utf8.count <= 3, parts[4].utf8.allSatisfy(\.isDigit),
                let position = Int(parts[4])
            else { return nil }
            self = .respond(
                contest: String(parts[0]),
                attempt: parts[2].utf8,
                position: position
            )
        default: return nil
        }
    }
}

extension ContestServer {
    func answer(_ route: HotRoute, _ request: Request) async throws -> Response {
        switch route {
        case .start(let name):
            let entry = try contest(name)
            return try await start(request, entry)
        case .respond(let name, let token, let position):
            let entry = try contest(name)
            return try await respond(request, entry, token, position)
        case .submit(let name, let token):
            let entry = try contest(name)
            return try await submit(request, entry, token)
        }
    }

    private func start(
        _ request: Request,
        _ entry: ContestHouse.OpenContest
    ) async throws -> Response {
        let participant = try participant(request, entry)
        let buffer = try await request.bytes(upTo: BodyLimit.participant)
        guard let body = StartBody(buffer.readableBytesView) else { throw Self.malformed }
        guard
            let track = body.track ?? entry.contest.published?.rules.tracks.first?.name
        else { throw Problem(Refusal.unknownTrack) }
        let view = try await entry.contest.start(participant, track: track)
        meters.started.increment()
        var json = JSONWriter(capacity: 2_048)
        json.attempt(view, entry.secrets)
        return Answer.bytes(json.buffer, Answer.jsonType)
    }

    private func respond(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ token: Substring.UTF8View,
        _ position: Int
    ) async throws -> Response {
        let participant = try participant(request, entry)
        guard let attempt = AttemptID(Array(token), secrets: entry.secrets) else {
            throw Problem(Refusal.unknownAttempt)
        }
        let buffer = try await request.bytes(upTo: BodyLimit.participant)
        guard let body = RespondBody(buffer.readableBytesView) else { throw Self.malformed }
        let tokens = entry.secrets.optionTokens(attempt: attempt, position: position)
        var shown = OptionMask.empty
        for option in body.options {
            guard let place = tokens.firstIndex(of: option) else {
                throw Problem(Refusal.invalidChoice)
            }
            shown.bits |= OptionMask.option(place).bits
        }
        let receipt = try await entry.contest.respond(
            attempt,
            of: participant,
            position: position,
            revision: body.revision,
            shown: shown
        )
        meters.responded.increment()
        var json = JSONWriter(capacity: 1_024)
        json.response(receipt, token: token, entry.secrets)
        return Answer.bytes(json.buffer, Answer.jsonType)
    }

    private func submit(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ token: Substring.UTF8View
    ) async throws -> Response {
        let participant = try participant(request, entry)
        guard let attempt = AttemptID(Array(token), secrets: entry.secrets) else {
            throw Problem(Refusal.unknownAttempt)
        }
        let buffer = try await request.bytes(upTo: BodyLimit.participant)
        var parser = FlatJSON(buffer.readableBytesView)
        guard parser.isEmpty || (parser.begin() && parser.nextKey() == nil && parser.isComplete)
        else { throw Self.malformed }
        let receipt = try await entry.contest.submit(attempt, of: participant)
        meters.submitted.increment()
        var json = JSONWriter(capacity: 384)
        json.submission(receipt, token: token, entry.secrets)
        return Answer.bytes(json.buffer, Answer.jsonType)
    }

    private static var malformed: Problem {
        .invalidBody("提交的内容格式不正确", "The body is not the JSON object expected.")
    }
}

extension UInt8 {
    /// Whether it is an ASCII digit.
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
