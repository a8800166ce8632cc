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
    init?(_ request: HTTPRequest) {
        guard request.method == .post || request.method == .put, var path = request.path else {
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

    /// The contest's name in the address.
    var contest: String {
        switch self {
        case .start(let contest), .respond(let contest, _, _), .submit(let contest, _): contest
        }
    }

    /// The attempt's token in the address; none for a start.
    var token: [UInt8] {
        switch self {
        case .start: []
        case .respond(_, let token, _), .submit(_, let token): token
        }
    }
}

extension HotRoute {
    /// What an authenticated participant asks for by this route and a body.
    ///
    /// - Throws: The problem with the address or the body.
    func act(
        by participant: ParticipantIndex,
        body: ByteBuffer,
        of entry: ContestHouse.OpenContest
    ) throws(Problem) -> AttemptAct {
        let bytes = body.readableBytesView
        switch self {
        case .start:
            guard let body = StartBody(bytes) else { throw .malformed(bytes) }
            guard let track = body.track ?? entry.contest.published?.rules.tracks.first?.name else {
                throw Problem(Refusal.unknownTrack)
            }
            return .start(participant, track: track)
        case .respond(_, let token, let position):
            let attempt = try attempt(token, entry)
            guard let body = RespondBody(bytes) else { throw .malformed(bytes) }
            let tokens = entry.secrets.optionTokens(attempt: attempt, position: position)
            guard let shown = OptionMask(body.options, among: tokens) else {
                throw Problem(Refusal.invalidChoice)
            }
            return .response(
                attempt,
                participant,
                position: position,
                revision: body.revision,
                shown: shown
            )
        case .submit(_, let token):
            let attempt = try attempt(token, entry)
            var parser = FlatJSON(bytes)
            guard parser.isEmpty || (parser.begin() && parser.nextKey() == nil && parser.isComplete)
            else { throw .malformed(bytes) }
            return .submission(attempt, participant)
        }
    }

    private func attempt(
        _ token: [UInt8],
        _ entry: ContestHouse.OpenContest
    ) throws(Problem) -> AttemptID {
        guard let attempt = AttemptID(token, secrets: entry.secrets) else {
            throw Problem(Refusal.unknownAttempt)
        }
        return attempt
    }
}

extension ContestServer {
    /// Answers a hot route the ordinary way: whatever `FrontHandler` lets by.
    func answer(_ route: HotRoute, _ request: Request) async throws -> Response {
        let entry = try contest(route.contest)
        let participant = try participant(request.headers, entry)
        let body = try await request.bytes(upTo: BodyLimit.participant)
        let reply = try await perform(
            try route.act(by: participant, body: body, of: entry),
            entry.contest
        )
        meters.count(reply)
        return Answer.bytes(JSONWriter.reply(reply, route.token, entry.secrets), Answer.jsonType)
    }

    private func perform(_ act: AttemptAct, _ contest: Contest) async throws -> AttemptReply {
        switch act {
        case .start(let participant, let track):
            .attempt(try await contest.start(participant, track: track))
        case .response(let attempt, let participant, let position, let revision, let shown):
            .response(
                try await contest.respond(
                    attempt,
                    of: participant,
                    position: position,
                    revision: revision,
                    shown: shown
                )
            )
        case .submission(let attempt, let participant):
            .submission(try await contest.submit(attempt, of: participant))
        }
    }

    static var malformed: Problem {
        .invalidBody("提交的内容格式不正确", "The body is not the JSON object expected.")
    }
}

extension Problem {
    /// Why a body that the hot routes could not read is none of theirs.
    static func malformed(_ bytes: some Collection<UInt8>) -> Problem {
        RepeatedField.name(in: bytes).map(repeatedField) ?? ContestServer.malformed
    }
}

extension JSONWriter {
    /// The body that answers an act.
    static func reply(
        _ reply: AttemptReply,
        _ token: [UInt8],
        _ secrets: ContestSecrets
    ) -> ByteBuffer {
        var json: JSONWriter
        switch reply {
        case .attempt(let view):
            json = JSONWriter(capacity: 2_048)
            json.attempt(view, secrets)
        case .response(let receipt):
            json = JSONWriter(capacity: 1_024)
            json.response(receipt, token: token, secrets)
        case .submission(let receipt):
            json = JSONWriter(capacity: 384)
            json.submission(receipt, token: token, secrets)
        }
        return json.buffer
    }
}

extension UInt8 {
    /// Whether it is an ASCII digit.
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
