import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird

extension ContestServer {
    /// 初步, 公示, 异议, 最终, 更正; and what a person may correct of themself.
    func addPublicationRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/contests/:contest/announcements") { _, context in
            let (entry, _) = try published(context)
            return try Answer.json(AnnouncementsBody(await entry.contest.publication))
        }
        router.post("/v1/contests/:contest/announcements") { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            let body = try await request.json(AnnouncementBody.self)
            guard let state = PublicationState(rawValue: body.state),
                (1...1_000).contains(body.reason.utf8.count)
            else { throw Problem.invalidParameter("state") }
            let sequence = try await entry.contest.announce(
                state,
                by: claims.name,
                reason: body.reason
            )
            return try Answer.json(SequenceBody(sequence: sequence))
        }
        router.get("/v1/contests/:contest/objections") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            return try Answer.json(try await objections(of: entry.contest))
        }
        router.post("/v1/contests/:contest/objections") { request, context in
            let (entry, _) = try published(context)
            return try await object(request, entry)
        }
        router.post("/v1/contests/:contest/objections/:number/outcome") { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            return try await resolve(request, context, entry, claims)
        }
        router.patch("/v1/contests/:contest/me") { request, context in
            let (entry, _) = try published(context)
            return try await correct(request, entry)
        }
    }

    /// A participant objects, or an organiser for somebody who came in person.
    private func object(
        _ request: Request,
        _ entry: ContestHouse.OpenContest
    ) async throws -> Response {
        let actor: String
        if let claims = try? await tokens.require(.operator, of: request) {
            actor = claims.name
        } else {
            let participant = try participant(request, entry)
            guard let name = await entry.contest.pseudonyms(of: [participant]).first ?? nil else {
                throw Problem.unauthenticated
            }
            actor = name.description
        }
        let body = try await request.json(ObjectionBody.self)
        guard let subject = ObjectionSubject(rawValue: body.about) else {
            throw Problem.invalidParameter("about")
        }
        let number = try await entry.contest.object(subject, text: body.text, by: actor)
        return try Answer.json(ObjectionNumberBody(number: number), status: .created)
    }

    private func resolve(
        _ request: Request,
        _ context: BasicRequestContext,
        _ entry: ContestHouse.OpenContest,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        let body = try await request.json(OutcomeBody.self)
        guard let number = Int(try context.parameters.require("number")),
            let outcome = ObjectionOutcome.Decision(rawValue: body.outcome),
            (1...1_000).contains(body.reason.utf8.count), (body.amendments ?? []).count <= 100
        else { throw Problem.invalidParameter("outcome") }
        let sequence = try await entry.contest.resolve(
            ObjectionOutcome(number: number, outcome: outcome, amendments: body.amendments ?? []),
            text: body.reason,
            by: claims.name
        )
        return try Answer.json(SequenceBody(sequence: sequence))
    }

    private func objections(of contest: Contest) async throws -> ObjectionsBody {
        let log = await contest.publication
        var lines: [ObjectionsBody.Line] = []
        for objection in log.objections {
            let number = objection.thing.number
            let outcome = log.outcomes[number]
            lines.append(
                ObjectionsBody.Line(
                    number: number,
                    atMs: objection.at.millisecondsSinceEpoch,
                    by: objection.actor,
                    about: objection.thing.about.rawValue,
                    text: try await contest.text(ofObjection: number),
                    outcome: outcome?.thing.outcome.rawValue,
                    amendments: outcome?.thing.amendments ?? []
                )
            )
        }
        return ObjectionsBody(objections: lines)
    }

    private func correct(
        _ request: Request,
        _ entry: ContestHouse.OpenContest
    ) async throws -> Response {
        let participant = try participant(request, entry)
        let body = try await request.json(SelfCorrectionBody.self)
        let sequence = try await entry.contest.correct(
            participant,
            SelfCorrection(
                name: body.name,
                region: body.region.map(NodeID.init(rawValue:)),
                unit: body.unit.map(NodeID.init(rawValue:))
            )
        )
        return try Answer.json(SequenceBody(sequence: sequence))
    }
}
