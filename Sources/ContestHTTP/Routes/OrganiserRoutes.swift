import ContestEngine
import ContestModel
import Exports
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Leaderboards
import NIOCore
import QuestionBanks

extension ContestServer {
    func addOrganiserRoutes(to router: Router<BasicRequestContext>) {
        router.post("/v1/contests/:contest/acts") { request, context in
            let claims = try await tokens.require(.operator, of: request)
            let (entry, _) = try published(context)
            return try await act(request, entry, claims)
        }
        router.delete("/v1/contests/:contest/participants/:participant") { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            let name = try context.parameters.require("participant")
            let participant = try await participant(named: name, in: entry)
            try await entry.contest.erase(participant, by: claims.name)
            return Response(status: .noContent)
        }
        router.get("/v1/contests/:contest/standings") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            let (entry, view) = try published(context)
            switch request.uri.queryParameters["format"] ?? "json" {
            case "json": return try await standings(request, entry, view, claims)
            case "csv": return try await export(.standings, request, context, entry, view, claims)
            default: throw Problem.invalidParameter("format")
            }
        }
        router.get("/v1/contests/:contest/bank") { request, context in
            let claims = try await tokens.require(.auditor, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            let version = try await entry.contest.bank(readBy: claims.name)
            return try Answer.json(BankWithKeysBody(digest: version.digest, bank: version.bank))
        }
        router.get("/v1/contests/:contest/unit-codes") { request, context in
            let claims = try await tokens.require(.operator, of: request)
            try Self.requireAll(claims)
            let (entry, view) = try published(context)
            let index = view.live.boards.units.index
            return try Answer.json(
                UnitCodesBody(
                    codes: index.tree.nodes.filter { index.isLeaf($0.id) }.map { node in
                        UnitCodesBody.Code(
                            unit: node.id.rawValue,
                            name: node.name,
                            code: entry.secrets.unitCode(node.id)
                        )
                    },
                    next: nil
                )
            )
        }
        router.get("/v1/contests/:contest/audit-view") { request, context in
            let claims = try await tokens.require(.auditor, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            return try Answer.json(await AuditViewBody(entry.contest))
        }
        router.post("/v1/contests/:contest/backups") { request, context in
            let claims = try await tokens.require(.operator, .auditor, of: request)
            try Self.requireAll(claims)
            let (entry, _) = try published(context)
            let copy = try await house.backUp(entry.contest)
            return try Answer.json(
                BackupBody(
                    file: copy.path,
                    sequence: copy.head.sequence,
                    chain: Hexadecimal.encode(copy.head.chain)
                )
            )
        }
    }

    /// Refuses organisers whose reading is limited to a subtree.
    static func requireAll(_ claims: OrganiserClaims) throws {
        guard claims.region == nil, claims.unit == nil else { throw Problem.forbidden }
    }

    private func act(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        try Self.requireAll(claims)
        let body = try await request.json(ActBody.self, upTo: BodyLimit.contest)
        guard let kind = AmendmentKind(rawValue: body.kind), !body.reasonCode.isEmpty,
            body.reasonCode.utf8.count <= 64,
            (1...1_000).contains(body.reason.utf8.count)
        else {
            let kinds =
                "open、pause、resume、extend、close、freeze、unfreeze、publish、withdraw_publication"
            throw Problem.invalidBody(
                "操作须为 \(kinds) 之一，事由代码和事由不能为空",
                "The kind must be one of those listed, with a reason and its code: \(kinds)."
            )
        }
        var details = Array("{}".utf8)
        if let until = body.untilMs {
            details = Array(try CanonicalJSON.encode(["until": until]))
        }
        let sequence = try await entry.contest.act(
            AmendmentFact(
                kind: kind,
                actor: claims.name,
                reasonCode: body.reasonCode,
                reason: body.reason,
                details: details
            )
        )
        var findings: [Finding] = []
        if kind == .open {
            let (rules, bank) = await entry.contest.contentInForce
            findings = ContestFileReader.check(rules, against: bank)
        }
        return try Answer.json(
            ActDoneBody(sequence: sequence, findings: findings.prefix(1_000).map(FindingBody.init))
        )
    }

    /// The overall board with names, whole or within the organiser's subtree.
    private func standings(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) async throws -> Response {
        let subtree = "\(claims.region ?? "")/\(claims.unit ?? "")"
        let scope = BoardReader.organiser.scope("standings/\(subtree)")
        let start = try cursor(request, entry, scope: scope)
        let snapshot = try self.snapshot(start, shelf(entry, nil), view, .organiser)
        let boards = snapshot.boards
        let board: PeopleBoard?
        switch (claims.region, claims.unit) {
        case (nil, nil): board = boards.people(in: .overall)
        case (let code?, nil):
            board = boards.regions.index.node(code: code).flatMap {
                boards.regions.people(of: $0.id)
            }
        case (nil, let code?):
            board = boards.units.index.node(code: code).flatMap { boards.units.people(of: $0.id) }
        default: throw Problem.forbidden
        }
        guard let board else { throw Problem.unknownBoard }
        var rows: [StandingRow] = []
        var position = start?.position ?? 0
        let last = min(board.count, position + 1_000)
        while position < last {
            let page = board.rows(from: position, count: last - position)
            guard !page.isEmpty else { break }
            try await append(page, to: &rows, entry, boards)
            position += page.count
        }
        if position < board.count { snapshots.keep(snapshot, of: entry.contest.name, at: now) }
        let next = PageCursor(sequence: snapshot.sequence, position: position)
        return try Answer.json(
            StandingsBody(
                view,
                sequence: snapshot.sequence,
                rows: rows,
                total: board.count,
                next: position < board.count ? next.text(entry.secrets, scope: scope) : nil
            )
        )
    }

    private func append(
        _ page: [BoardRow],
        to rows: inout [StandingRow],
        _ entry: ContestHouse.OpenContest,
        _ boards: ContestBoards
    ) async throws {
        let participants = page.map(\.key.participant)
        let names = try await entry.contest.names(of: participants, masked: false)
        let lines = await entry.contest.exportLines(of: participants)
        for (row, line) in zip(page, lines) {
            rows.append(
                StandingRow(
                    rank: row.rank,
                    name: names[row.key.participant] ?? "（已注销）",
                    pseudonym: line.pseudonym,
                    region: boards.regions.index.node(line.region)?.name ?? "",
                    unit: boards.units.index.node(line.unit)?.name ?? "",
                    value: Points(hundredths: row.key.value),
                    attempts: Int(line.standings.overall.attempts),
                    right: Int(line.standings.overall.right),
                    drawn: Int(line.standings.overall.drawn),
                    timeMilliseconds: Int64(row.key.timeMilliseconds),
                    lots: Int(line.standings.lots)
                )
            )
        }
    }
}

struct StandingsBody: Encodable {
    var contest: String
    var title: String
    var basis: String
    var sequence: Int64
    var preliminary: Bool
    var total: Int
    var rows: [Row]
    @Nullable var next: String?

    struct Row: Encodable {
        var rank: Int
        var name: String
        var participant: String
        var region: String
        var unit: String
        var value: DecimalPoints
        var attempts: Int
        var right: Int
        var drawn: Int
        var timeMs: Int64
        var lots: Int
    }

    init(
        _ view: Contest.Published,
        sequence: LedgerSequence,
        rows: [StandingRow],
        total: Int,
        next: String?
    ) {
        contest = view.rules.contest
        title = view.rules.title
        basis = view.rules.identity.chineseBasis
        self.sequence = sequence
        preliminary = view.isPreliminary
        self.total = total
        self.next = next
        self.rows = rows.map { row in
            Row(
                rank: row.rank,
                name: row.name,
                participant: row.pseudonym.description,
                region: row.region,
                unit: row.unit,
                value: DecimalPoints(hundredths: Int(row.value.hundredths)),
                attempts: row.attempts,
                right: row.right,
                drawn: row.drawn,
                timeMs: row.timeMilliseconds,
                lots: row.lots
            )
        }
    }
}
