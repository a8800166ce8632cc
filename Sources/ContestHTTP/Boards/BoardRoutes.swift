import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import Leaderboards

extension ContestServer {
    func addBoardRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/contests/:contest/tallies") { request, context in
            let (entry, view) = try published(context)
            let reader = await reader(request)
            let past = try PastPeriod.asked(request)
            let asked = try await self.view(view, of: past, entry, reader)
            return try Answer.json(TalliesBody(asked, for: reader, period: past?.name ?? "overall"))
        }
        for kind in GroupKind.allCases { addGroupRoutes(of: kind, to: router) }
        router.get("/v1/contests/:contest/tallies/industries") { request, context in
            try await industries(request, context)
        }
        addPeopleRoutes("/v1/contests/:contest/boards/:period", to: router) {
            try .period($1)
        }
        for kind in GroupKind.allCases {
            addPeopleRoutes("/v1/contests/:contest/\(kind.plural)/:node/board", to: router) {
                try .group(kind, $0, $1)
            }
        }
    }

    /// Everything that can be asked of a board of people, below the board's own path.
    private func addPeopleRoutes(
        _ path: String,
        to router: Router<BasicRequestContext>,
        _ reference: @escaping @Sendable (Request, BasicRequestContext) throws -> BoardReference
    ) {
        router.get(RouterPath(path)) { request, context in
            try await page(request, question(request, context, reference(request, context)))
        }
        router.get(RouterPath(path + "/around")) { request, context in
            try await around(request, context, reference(request, context))
        }
        router.get(RouterPath(path + "/place")) { request, context in
            try place(request, await question(request, context, reference(request, context)))
        }
        router.get(RouterPath(path + "/percentiles")) { request, context in
            try percentiles(request, await question(request, context, reference(request, context)))
        }
        router.get(RouterPath(path + "/histogram")) { request, context in
            try histogram(request, await question(request, context, reference(request, context)))
        }
        router.get(RouterPath(path + "/events")) { request, context in
            try events(request, await question(request, context, reference(request, context)))
        }
    }

    /// A page of a board of people, from the snapshot that the walk began on.
    private func page(_ request: Request, _ question: BoardQuestion) async throws -> Response {
        let (entry, view, reader) = (question.entry, question.view, question.reader)
        let limit = try integer(request, "limit", in: 1...200) ?? 50
        let scope = reader.scope(question.reference.name)
        let start = try cursor(request, entry, scope: scope)
        let shelf = shelf(entry, question.reference.past)
        let snapshot = try self.snapshot(start, shelf, view, reader)
        let position = start?.position ?? 0
        let tag = tag(question.reference.name, snapshot, view, reader, "\(position)-\(limit)")
        if request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        guard let board = question.reference.board(in: snapshot.boards) else {
            throw Problem.unknownBoard
        }
        let rows = board.rows(from: position, count: limit)
        let end = position + rows.count
        if end < board.count { snapshots.keep(snapshot, of: shelf, at: now) }
        let body = BoardBody(
            total: board.count,
            rows: try await named(rows, question),
            next: end < board.count
                ? PageCursor(sequence: snapshot.sequence, position: end)
                    .text(entry.secrets, scope: scope) : nil
        )
        return try tagged(BasedBody(basis: question.basis(snapshot), body: body), tag)
    }

    /// The snapshot that a walk began on, or the present one.
    func snapshot(
        _ start: PageCursor?,
        _ shelf: String,
        _ view: Contest.Published,
        _ reader: BoardReader
    ) throws -> BoardsSnapshot {
        let present = reader.snapshot(of: view)
        guard let start, start.sequence != present.sequence else { return present }
        guard let kept = snapshots.find(start.sequence, of: shelf, at: now),
            // A walk that began before a freeze must not go on past it.
            reader == .organiser || kept.sequence <= view.open.sequence
        else { throw Problem.staleCursor }
        return kept
    }

    /// Where the snapshots of a walk are kept: those of other days apart.
    func shelf(_ entry: ContestHouse.OpenContest, _ past: PastPeriod?) -> String {
        past.map { "\(entry.contest.name)/\($0.name)" } ?? entry.contest.name
    }

    /// The ETag of a list: whatever its bytes depend on.
    func tag(
        _ list: String,
        _ snapshot: BoardsSnapshot,
        _ view: Contest.Published,
        _ reader: BoardReader,
        _ page: String
    ) -> String {
        let state = "\(view.isPreliminary ? "a" : "z")\(view.isFrozen ? "f" : "l")"
        return "\"\(view.edition)-\(snapshot.sequence)-\(list)-\(page)"
            + "-\(snapshot.boards.day.number)-\(state)\(reader.rawValue)\""
    }

    /// A JSON answer that may be asked for again by its ETag.
    func tagged(_ body: some Encodable, _ tag: String) throws -> Response {
        var response = try Answer.json(body)
        response.headers[.eTag] = tag
        response.headers[.cacheControl] = "private, no-cache"
        return response
    }

    /// Rows with the names that the reader may see.
    func named(_ rows: [BoardRow], _ question: BoardQuestion) async throws -> [BoardBody.Row] {
        let participants = rows.map(\.key.participant)
        let rules = question.view.rules
        let showsTime = rules.ranking.breakers.contains(.time)
        let isHidden = question.reader == .open && rules.publication.names == .hidden
        var names: [ParticipantIndex: String] = [:]
        var pseudonyms: [Pseudonym?] = Array(repeating: nil, count: rows.count)
        if !isHidden {
            names = try await question.entry.contest.names(
                of: participants,
                masked: question.reader == .open && rules.publication.names == .masked
            )
            pseudonyms = await question.entry.contest.pseudonyms(of: participants)
        }
        return zip(rows, pseudonyms).map { row, pseudonym in
            BoardBody.Row(
                rank: row.rank,
                name: isHidden ? nil : names[row.key.participant] ?? "（已注销）",
                participant: isHidden ? nil : pseudonym?.description ?? "",
                value: DecimalPoints(hundredths: Int(row.key.value)),
                timeMs: showsTime ? row.key.timeMilliseconds : nil
            )
        }
    }
}
