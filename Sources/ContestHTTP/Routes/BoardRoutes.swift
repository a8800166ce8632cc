import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import Leaderboards

extension ContestServer {
    func addBoardRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/contests/:contest/tallies") { _, context in
            let (_, view) = try published(context)
            return try Answer.json(TalliesBody(view, view.open))
        }
        router.get("/v1/contests/:contest/tallies/regions") { request, context in
            try groupTallies(request, published(context), \.regions)
        }
        router.get("/v1/contests/:contest/tallies/units") { request, context in
            try groupTallies(request, published(context), \.units)
        }
        router.get("/v1/contests/:contest/boards/:period") { request, context in
            let (entry, view) = try published(context)
            let period = try period(context)
            return try await page(request, entry, view, "\(period.rawValue)", period) {
                $0.people(in: period)
            }
        }
        router.get("/v1/contests/:contest/boards/:period/around") { request, context in
            let (entry, view) = try published(context)
            return try await around(request, entry, view, period(context))
        }
        router.get("/v1/contests/:contest/regions/:node/board") { request, context in
            let (entry, view) = try published(context)
            let node = try node(context)
            return try await page(request, entry, view, "r\(node.rawValue)", .overall) {
                $0.regions.people(of: node)
            }
        }
        router.get("/v1/contests/:contest/units/:node/board") { request, context in
            let (entry, view) = try published(context)
            let node = try node(context)
            return try await page(request, entry, view, "u\(node.rawValue)", .overall) {
                $0.units.people(of: node)
            }
        }
    }

    private func period(_ context: BasicRequestContext) throws -> BoardPeriod {
        guard let period = BoardPeriod(rawValue: try context.parameters.require("period")) else {
            throw Problem.unknownBoard
        }
        return period
    }

    private func node(_ context: BasicRequestContext) throws -> NodeID {
        let text = try context.parameters.require("node")
        guard text.utf8.allSatisfy(\.isDigit), let number = Int32(text) else {
            throw Problem.unknownBoard
        }
        return NodeID(rawValue: number)
    }

    /// A page of a board of people, from the snapshot that the walk began on.
    private func page(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ name: String,
        _ period: BoardPeriod,
        _ select: (ContestBoards) -> PeopleBoard?
    ) async throws -> Response {
        let isOrganiser = try await reader(request, view)
        let limit = try integer(request, "limit", in: 1...200) ?? 50
        let start = try cursor(request, entry)
        let present = isOrganiser ? view.live : view.open
        var snapshot = present
        if let start, start.sequence != present.sequence {
            guard let kept = snapshots.find(start.sequence, of: entry.contest.name, at: now) else {
                throw Problem.staleCursor
            }
            // A walk that began before a freeze must not go on past it.
            guard isOrganiser || kept.sequence <= view.open.sequence else {
                throw Problem.staleCursor
            }
            snapshot = kept
        }
        let tag =
            "\"\(view.edition)-\(snapshot.sequence)-\(name)-\(start?.position ?? 0)-\(limit)"
            + "-\(snapshot.boards.day.number)-\(isOrganiser ? "o" : "p")\""
        if request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        guard let board = select(snapshot.boards) else { throw Problem.unknownBoard }
        let position = start?.position ?? 0
        let rows = board.rows(from: position, count: limit)
        let end = position + rows.count
        if end < board.count { snapshots.keep(snapshot, of: entry.contest.name, at: now) }
        let body = BoardBody(
            snapshot,
            view,
            period,
            total: board.count,
            rows: try await named(rows, entry, view, masked: !isOrganiser),
            next: end < board.count
                ? PageCursor(sequence: snapshot.sequence, position: end).text(entry.secrets) : nil
        )
        var response = try Answer.json(body)
        response.headers[.eTag] = tag
        response.headers[.cacheControl] = "private, no-cache"
        return response
    }

    /// The rows around oneself, live; a freeze hides them.
    private func around(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ period: BoardPeriod
    ) async throws -> Response {
        let participant = try participant(request, entry)
        guard view.showsPeople else { throw Problem.boardsPrivate }
        guard view.showsValues else { throw Problem.marksHidden }
        guard !view.isFrozen else { throw Problem.boardsFrozen }
        let radius = try integer(request, "radius", in: 0...50) ?? 5
        let snapshot = await entry.contest.snapshot()
        guard let board = snapshot.boards.people(in: period) else { throw Problem.unknownBoard }
        let key = await entry.contest.key(of: participant, in: period)
        let position = key.flatMap(board.position(of:))
        let from = max(0, (position ?? 0) - radius)
        let rows = board.rows(from: from, count: 2 * radius + 1)
        var body = BoardBody(
            snapshot,
            view,
            period,
            total: board.count,
            rows: try await named(rows, entry, view, masked: true),
            next: nil
        )
        if let position, let key, let rank = board.rank(of: key) {
            body.me = BoardBody.Me(rank: rank, position: position)
        }
        return try Answer.json(body)
    }

    /// Whether the reader is an organiser; throws when boards of people are not for the public.
    private func reader(_ request: Request, _ view: Contest.Published) async throws -> Bool {
        if request.headers[.authorization] != nil,
            let claims = try? await tokens.require(.operator, .auditor, of: request),
            claims.region == nil, claims.unit == nil
        {
            return true
        }
        guard view.showsPeople else { throw Problem.boardsPrivate }
        guard view.showsValues else { throw Problem.marksHidden }
        return false
    }

    func named(
        _ rows: [BoardRow],
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        masked: Bool
    ) async throws -> [BoardBody.Row] {
        let participants = rows.map(\.key.participant)
        let names = try await entry.contest.names(
            of: participants,
            masked: masked && view.rules.publication.maskNames
        )
        let pseudonyms = await entry.contest.pseudonyms(of: participants)
        let showsTime = view.rules.ranking.breakers.contains(.time)
        return zip(rows, pseudonyms).map { row, pseudonym in
            BoardBody.Row(
                rank: row.rank,
                name: names[row.key.participant] ?? "（已注销）",
                participant: pseudonym?.description ?? "",
                value: DecimalPoints(hundredths: Int(row.key.value)),
                timeMs: showsTime ? row.key.timeMilliseconds : nil
            )
        }
    }
}

extension BoardBody {
    init(
        _ snapshot: BoardsSnapshot,
        _ view: Contest.Published,
        _ period: BoardPeriod,
        total: Int,
        rows: [Row],
        next: String?
    ) {
        self.init(
            sequence: snapshot.sequence,
            atMs: snapshot.at.millisecondsSinceEpoch,
            period: period.rawValue,
            day: CivilDate(snapshot.boards.day).description,
            method: view.rules.ranking.method.rawValue,
            preliminary: view.isPreliminary,
            frozen: view.isFrozen,
            total: total,
            rows: rows,
            next: next
        )
    }
}
