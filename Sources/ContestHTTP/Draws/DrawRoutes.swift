import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import Leaderboards
import NIOCore

extension ContestServer {
    /// The prize draw: what is fixed first, what is drawn after, and the list for everybody.
    func addDrawRoutes(to router: Router<BasicRequestContext>) {
        let base = "/v1/contests/:contest/draws"
        router.get(RouterPath(base)) { request, context in
            let (entry, view) = try published(context)
            let draws = await entry.contest.draws.draws
            var bodies: [DrawBody] = []
            for draw in draws { bodies.append(try await body(of: draw, request, entry, view)) }
            return try Answer.json(DrawsBody(draws: bodies))
        }
        router.get(RouterPath(base + "/:draw")) { request, context in
            let (entry, view) = try published(context)
            let draw = try await draw(context, entry)
            return try Answer.json(try await body(of: draw, request, entry, view))
        }
        router.get(RouterPath(base + "/:draw/entrants")) { _, context in
            let (entry, _) = try published(context)
            let draw = try await draw(context, entry)
            guard let bytes = try await entry.contest.entrants(of: draw.name) else {
                throw Problem.entrantsGone
            }
            return Answer.bytes(ByteBuffer(bytes: bytes), "text/csv; charset=utf-8")
        }
        router.post(RouterPath(base)) { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, view) = try published(context)
            return try await prepare(request, entry, view, claims)
        }
        router.post(RouterPath(base + "/:draw/outcome")) { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, view) = try published(context)
            let name = try context.parameters.require("draw")
            let asked = try await request.json(RandomnessBody.self)
            _ = try await entry.contest.draw(name, randomness: asked.randomness, by: claims.name)
            let draw = try await draw(context, entry)
            return try Answer.json(try await body(of: draw, request, entry, view))
        }
        router.post(RouterPath(base + "/:draw/void")) { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, view) = try published(context)
            return try await void(request, context, entry, view, claims)
        }
    }

    /// A draw as it is published, with the names that the reader may see.
    func body(
        of draw: DrawLog.Draw,
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published
    ) async throws -> DrawBody {
        let reader = await reader(request)
        let rules = view.rules.publication
        let isNamed = reader == .organiser || view.showsPeople && rules.names != .hidden
        let drawn = draw.drawn?.thing
        guard isNamed, let drawn else { return DrawBody(draw, names: [:]) }
        let people = await entry.contest.participants(named: drawn.winners + drawn.alternates)
        let names = try await entry.contest.names(
            of: Array(people.values),
            masked: reader == .open && rules.names == .masked
        )
        return DrawBody(draw, names: people.compactMapValues { names[$0] })
    }

    private func draw(
        _ context: BasicRequestContext,
        _ entry: ContestHouse.OpenContest
    ) async throws -> DrawLog.Draw {
        let name = try context.parameters.require("draw")
        guard let draw = await entry.contest.draws[name] else { throw Refusal.unknownDraw }
        return draw
    }

    /// Step 1, or what it would be.
    ///
    /// The list tells everybody how many chances each person has, so that it waits for what hides
    /// marks and freezes boards.
    private func prepare(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        let asked = try await request.json(DrawRequestBody.self, upTo: BodyLimit.contest)
        guard !view.isFrozen, view.showsMarks else { throw Problem.drawTooEarly }
        guard let chances = DrawChances(rawValue: asked.chances ?? DrawChances.lots.rawValue) else {
            throw Problem.invalidParameter("chances")
        }
        let excluded = asked.exclude ?? []
        let people = await entry.contest.participants(named: excluded)
        if let unknown = excluded.first(where: { people[$0] == nil }) {
            throw Problem.invalidParameter("exclude: \(unknown.prefix(40))")
        }
        let units = view.live.boards.units.index
        let nodes = try (asked.excludeUnits ?? []).map { code in
            guard let node = units.node(code: code) else { throw Problem.unknownBoard }
            return node.id
        }
        let wanted = DrawRequest(
            name: asked.name,
            title: asked.title,
            prizes: asked.prizes.map { DrawPrize(name: $0.name, count: $0.count) },
            alternates: asked.alternates ?? 0,
            chances: chances,
            source: asked.source,
            notBefore: LedgerInstant(millisecondsSinceEpoch: asked.notBeforeMs),
            repeatsWinners: asked.repeatsWinners ?? false,
            excluded: Array(people.values),
            excludedUnits: nodes,
            exclusionReason: asked.exclusionReason ?? "",
            reason: asked.reason
        )
        if asked.dryRun ?? false {
            let plan = try await entry.contest.trial(wanted, by: claims.name)
            return try Answer.json(DrawBody(trial: plan, name: asked.name, at: now))
        }
        _ = try await entry.contest.prepare(wanted, by: claims.name)
        guard let draw = await entry.contest.draws[asked.name] else { throw Refusal.unknownDraw }
        return try Answer.json(DrawBody(draw, names: [:]), status: .created)
    }

    /// Takes a draw back, whether prepared or drawn; where rules ask for it, a second organiser
    /// approves first.
    private func void(
        _ request: Request,
        _ context: BasicRequestContext,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        let asked = try await request.json(VoidBody.self)
        guard (1...1_000).contains(asked.reason.utf8.count) else {
            throw Problem.invalidParameter("reason")
        }
        let draw = try await draw(context, entry)
        let act = AmendmentFact(
            kind: .voidDraw,
            actor: claims.name,
            reasonCode: AmendmentKind.voidDraw.rawValue,
            reason: asked.reason,
            details: try DrawLog.details(voiding: draw.name)
        )
        let approvals = view.rules.amending.approvals
        if approvals > 1 {
            let id = try await entry.contest.propose(act, personName: nil)
            return try Answer.json(
                ProposalBody(proposal: id, approvals: approvals),
                status: .accepted
            )
        }
        return try Answer.json(SequenceBody(sequence: try await entry.contest.act(act)))
    }
}

extension Problem {
    static let drawTooEarly = Problem(
        "draw-too-early",
        .conflict,
        "封榜期间，或得分尚未按规则公布时，不能公布抽奖名单",
        "The entrants' list tells marks: not while boards are frozen or marks are hidden."
    )
    static let entrantsGone = Problem(
        "entrants-gone",
        .notFound,
        "名单文件已不在服务器上；可以从账本重新算出",
        "The list is no longer kept here; it follows from the ledger."
    )
}
