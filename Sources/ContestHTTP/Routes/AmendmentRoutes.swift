import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import Leaderboards

extension ContestServer {
    func addAmendmentRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/contests/:contest/amendments") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            let records = try await entry.contest.amendments()
            return try Answer.json(
                AmendmentsBody(amendments: records.map(AmendmentsBody.Line.init))
            )
        }
        router.post("/v1/contests/:contest/amendments") { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, view) = try published(context)
            return try await amend(request, entry, view, claims)
        }
        router.get("/v1/contests/:contest/proposals") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            let proposals = try await entry.contest.proposals()
            return try Answer.json(ProposalsBody(proposals: proposals.map(ProposalsBody.Line.init)))
        }
        router.post("/v1/contests/:contest/proposals/:proposal/approve") { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            let id = try context.parameters.require("proposal")
            let sequence = try await entry.contest.approve(id, by: claims.name)
            return try Answer.json(SequenceBody(sequence: sequence))
        }
        router.delete("/v1/contests/:contest/proposals/:proposal") { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            try await entry.contest.discard(context.parameters.require("proposal"))
            return Response(status: .noContent)
        }
    }

    /// Says what an amendment would change, carries it out, or puts it to a second organiser.
    private func amend(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        let body = try await request.json(AmendmentBody.self, upTo: BodyLimit.contest)
        let reader = AmendmentReader(contest: entry.contest, view: view, body: body)
        let act = try await reader.act(by: claims.name)
        if body.dryRun ?? false {
            let comparison = try await entry.contest.preview(act)
            let people = comparison.people.map(\.participant)
            let names = await entry.contest.pseudonyms(of: people)
            return try Answer.json(AmendmentPreviewBody(comparison, names: names))
        }
        if view.rules.amending.approvals > 1 {
            let id = try await entry.contest.propose(act, personName: body.name)
            return try Answer.json(
                ProposalBody(proposal: id, approvals: view.rules.amending.approvals),
                status: .accepted
            )
        }
        let sequence = try await entry.contest.amend(act, personName: body.name)
        return try Answer.json(SequenceBody(sequence: sequence))
    }
}
