import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import NIOCore

/// The three routes that nearly every request of a contest goes to.
enum HotRoute {
    case start(contest: String)
    case respond(contest: String, attempt: [UInt8], position: Int)
    case submit(contest: String, attempt: [UInt8])

    private static let prefix = Array("/v1/contests/".utf8)
    private static let attempts = Array("attempts".utf8)
    private static let responses = Array("responses".utf8)
    private static let submission = Array("submission".utf8)

    /// Recognises `/v1/contests/C/attempts`, `…/attempts/A/responses/N` and
    /// `…/attempts/A/submission`; nil for every other request.
    ///
    /// Works on bytes: splitting a string by characters costs as much as the rest of the route.
    init?(_ request: Request) {
        guard request.method == .post || request.method == .put, var path = request.head.path else {
            return nil
        }
        let route: HotRoute? = path.withUTF8 { path in
            guard path.starts(with: Self.prefix) else { return nil }
            let parts = path.dropFirst(Self.prefix.count).split(
                separator: UInt8(ascii: "/"),
                maxSplits: 5,
                omittingEmptySubsequences: false
            )
            guard parts.count >= 2, parts[1].elementsEqual(Self.attempts) else { return nil }
            let contest = String(decoding: parts[0], as: UTF8.self)
            switch parts.count {
            case 2 where request.method == .post: return .start(contest: contest)
            case 4 where request.method == .post && parts[3].elementsEqual(Self.submission):
                return .submit(contest: contest, attempt: Array(parts[2]))
            case 5 where request.method == .put && parts[3].elementsEqual(Self.responses):
                guard let position = Self.position(parts[4]) else { return nil }
                return .respond(contest: contest, attempt: Array(parts[2]), position: position)
            default: return nil
            }
        }
        guard let route else { return nil }
        self = route
    }

    /// A number of one to three digits.
    private static func position(_ digits: some Collection<UInt8>) -> Int? {
        guard (1...3).contains(digits.count), digits.allSatisfy(\.isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
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
        _ token: [UInt8],
        _ position: Int
    ) async throws -> Response {
        let participant = try participant(request, entry)
        guard let attempt = AttemptID(token, secrets: entry.secrets) else {
            throw Problem(Refusal.unknownAttempt)
        }
        let buffer = try await request.bytes(upTo: BodyLimit.participant)
        guard let body = RespondBody(buffer.readableBytesView) else { throw Self.malformed }
        let tokens = entry.secrets.optionTokens(attempt: attempt, position: position)
        guard let shown = OptionMask(body.options, among: tokens) else {
            throw Problem(Refusal.invalidChoice)
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
        _ token: [UInt8]
    ) async throws -> Response {
        let participant = try participant(request, entry)
        guard let attempt = AttemptID(token, secrets: entry.secrets) else {
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

    static var malformed: Problem {
        .invalidBody("提交的内容格式不正确", "The body is not the JSON object expected.")
    }
}

extension UInt8 {
    /// Whether it is an ASCII digit.
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
