import ContestEngine
import ContestModel
import Hummingbird
import Logging

extension ContestServer {
    func addGrantRoutes(to router: Router<BasicRequestContext>) {
        router.post("/v1/contests/:contest/me/grants") { request, context in
            let (entry, _) = try published(context)
            return try await claimShare(request, entry)
        }
        router.post("/v1/contests/:contest/grants") { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            return try await grant(request, entry, claims)
        }
    }

    /// An extra attempt for having shared the contest, as often a day as its rules say.
    private func claimShare(
        _ request: Request,
        _ entry: ContestHouse.OpenContest
    ) async throws -> Response {
        let participant = try participant(request, entry)
        let body = try await request.json(GrantBody.self)
        // An invitation is granted by the invited person's registration, an organiser's grant by
        // the organiser; a participant can only claim a share.
        guard body.source == GrantSource.share.rawValue else {
            throw Problem(Refusal.grantNotOffered)
        }
        let sequence = try await entry.contest.grant(
            participant,
            track: body.track,
            source: .share,
            key: try idempotencyKey(
                request,
                scope: "grant/\(participant.rawValue)/\(body.track)"
            )
        )
        return try Answer.json(SequenceBody(sequence: sequence))
    }

    /// An extra attempt today for one participant, given by an organiser, with a reason in the log.
    private func grant(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        let body = try await request.json(OrganiserGrantBody.self)
        guard !body.reason.isEmpty, body.reason.utf8.count <= 1_000 else {
            throw Problem.invalidBody(
                "事由不能为空，至多 1000 字节",
                "A reason of 1 to 1000 bytes is needed."
            )
        }
        let participant = try await participant(named: body.participant, in: entry)
        let key = try idempotencyKey(
            request,
            scope: "organiser-grant/\(participant.rawValue)/\(body.track)"
        )
        try await entry.contest.noteGrant(
            to: body.participant,
            track: body.track,
            reason: body.reason,
            by: claims.name
        )
        let sequence = try await entry.contest.grant(
            participant,
            track: body.track,
            source: .organiser,
            key: key
        )
        return try Answer.json(SequenceBody(sequence: sequence))
    }

    /// Whether a text has the form of a participant's public name.
    static func isPseudonym(_ text: String) -> Bool {
        text.utf8.count == 16
            && text.utf8.allSatisfy {
                $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    /// The participant of a public name; a problem where there is none.
    func participant(
        named name: String,
        in entry: ContestHouse.OpenContest
    ) async throws -> ParticipantIndex {
        guard Self.isPseudonym(name), let bits = UInt64(name, radix: 16),
            let participant = await entry.contest.participant(Pseudonym(bits: bits))
        else {
            throw Problem("unknown-participant", .notFound, "没有这名参赛者", "No such participant.")
        }
        return participant
    }

    /// Gives the inviter an extra attempt for a person who has entered, once; a name that nobody has
    /// or an offer that is used up changes nothing for the invited.
    func thank(
        _ inviter: String,
        for receipt: RegistrationReceipt,
        _ entry: ContestHouse.OpenContest,
        _ rules: ContestRules
    ) async {
        let track = rules.tracks.first { $0.grants.contains { $0.source == .invite } }
        guard let track, let bits = UInt64(inviter, radix: 16),
            let participant = await entry.contest.participant(Pseudonym(bits: bits)),
            participant != receipt.participant,
            let key = IdempotencyKey(
                bytes: ServerSecrets.idempotencyKey("invite", "\(receipt.participant.rawValue)")
            )
        else { return }
        do {
            _ = try await entry.contest.grant(
                participant,
                track: track.name,
                source: .invite,
                key: key
            )
        } catch {
            logger.debug("an invitation gave nothing", metadata: ["reason": "\(error)"])
        }
    }
}
