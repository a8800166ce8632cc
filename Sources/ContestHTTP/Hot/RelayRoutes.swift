import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import NIOCore

extension ContestServer {
    /// A school hall or a gateway hands in what many people did, in one request.
    ///
    /// Each line is decided on its own and answered by a line of the same number; the request itself
    /// fails only when it is no batch at all. An organiser's token of the role `relay` opens it, so
    /// that nobody else can make the server read half a megabyte.
    func addRelayRoutes(to router: Router<BasicRequestContext>) {
        router.post("/v1/contests/:contest/relay") { request, context in
            _ = try await tokens.require(.relay, of: request)
            let entry = try contest(context.parameters.require("contest"))
            let body = try await request.bytes(upTo: BodyLimit.relay)
            return try await relay(body, to: entry)
        }
    }

    private func relay(
        _ body: ByteBuffer,
        to entry: ContestHouse.OpenContest
    ) async throws -> Response {
        let view = body.readableBytesView
        let lines = view.split(
            separator: UInt8(ascii: "\n"),
            maxSplits: Contest.relayLimit + 1,
            omittingEmptySubsequences: true
        )
        guard lines.count <= Contest.relayLimit else { throw Problem.relayTooLong }
        let batch = RelayBatch(lines, entry.secrets, now: now)
        let outcomes = await entry.contest.relay(batch.acts)
        var json = JSONWriter(capacity: 384 * lines.count)
        var next = outcomes.makeIterator()
        for (index, line) in batch.lines.enumerated() {
            switch line {
            case .refused(let problem): refuse(index, problem, &json)
            case .act(let token):
                switch next.next() ?? .failure(.outcomeUnknown) {
                case .success(let receipt):
                    meters.count(receipt)
                    json.relayed(index, receipt, token: token, entry.secrets)
                case .failure(let refusal): refuse(index, Problem(refusal), &json)
                }
            }
        }
        return Answer.bytes(json.buffer, "application/x-ndjson")
    }

    private func refuse(_ index: Int, _ problem: Problem, _ json: inout JSONWriter) {
        meters.refused(problem.name)
        json.relayed(index, problem)
    }
}

/// The lines of a relayed batch, read: what the engine is asked, and what never reaches it.
private struct RelayBatch {
    enum Line {
        /// The next of `acts`, with the attempt's token as the line named it.
        case act(token: [UInt8])
        case refused(Problem)
    }

    private(set) var lines: [Line] = []
    private(set) var acts: [AttemptAct] = []

    init(
        _ source: [some Collection<UInt8>],
        _ secrets: ContestSecrets,
        now: LedgerInstant
    ) {
        lines.reserveCapacity(source.count)
        acts.reserveCapacity(source.count)
        for bytes in source {
            guard let line = RelayLine(bytes) else {
                lines.append(.refused(.malformed(bytes)))
                continue
            }
            do throws(Problem) {
                acts.append(try Self.act(line, secrets, now))
                lines.append(.act(token: line.attempt))
            } catch {
                lines.append(.refused(error))
            }
        }
    }

    private static func act(
        _ line: RelayLine,
        _ secrets: ContestSecrets,
        _ now: LedgerInstant
    ) throws(Problem) -> AttemptAct {
        guard let session = SessionToken(line.session, secrets: secrets, now: now) else {
            throw .unauthenticated
        }
        guard let attempt = AttemptID(line.attempt, secrets: secrets) else {
            throw Problem(Refusal.unknownAttempt)
        }
        guard let response = line.response else {
            return .submission(attempt, session.participant)
        }
        let tokens = secrets.optionTokens(attempt: attempt, position: response.position)
        guard let shown = OptionMask(response.options, among: tokens) else {
            throw Problem(Refusal.invalidChoice)
        }
        return .response(
            attempt,
            session.participant,
            position: response.position,
            revision: response.revision,
            shown: shown
        )
    }
}

extension OptionMask {
    /// The places of option tokens in the order shown; nil when one is none of this question's.
    init?(_ options: [UInt32], among tokens: [UInt32]) {
        self = .empty
        for option in options {
            guard let place = tokens.firstIndex(of: option) else { return nil }
            bits |= OptionMask.option(place).bits
        }
    }
}

extension JSONWriter {
    /// One line of a batch that is in the ledger; lines are numbered from one.
    mutating func relayed(
        _ index: Int,
        _ receipt: AttemptReply,
        token: [UInt8],
        _ secrets: ContestSecrets
    ) {
        raw("{\"line\":")
        integer(index + 1)
        raw(",\"status\":200,\"receipt\":")
        switch receipt {
        case .attempt(let view): attempt(view, secrets)
        case .response(let receipt): response(receipt, token: token, secrets)
        case .submission(let receipt): submission(receipt, token: token, secrets)
        }
        raw("}\n")
    }

    /// One line of a batch that was refused.
    mutating func relayed(_ index: Int, _ problem: Problem) {
        raw("{\"line\":")
        integer(index + 1)
        raw(",\"status\":")
        integer(problem.status.code)
        raw(",\"problem\":{\"type\":")
        plain("urn:safetyquiz:problem:\(problem.name)")
        raw(",\"title\":")
        plain(problem.name)
        raw(",\"status\":")
        integer(problem.status.code)
        raw(",\"detail\":")
        string(problem.chinese)
        raw("}}\n")
    }
}
