import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import Leaderboards

/// A ranking of the groups below a node, in one request.
struct GroupQuestion {
    let entry: ContestHouse.OpenContest
    let view: Contest.Published
    let kind: GroupKind
    let parent: NodeID
    let measure: GroupMeasure
    let reader: BoardReader
    var past: PastPeriod?

    /// The list's name in ETags, cursors and event streams.
    var name: String {
        "\(kind.plural):\(parent.rawValue):\(measure.rawValue)" + (past.map { ":\($0.name)" } ?? "")
    }

    /// What the answer says of itself.
    func basis(_ snapshot: BoardsSnapshot) -> BoardBasis {
        let isFrozen = reader == .open && view.isFrozen
        return BoardBasis(
            sequence: snapshot.sequence,
            atMs: snapshot.at.millisecondsSinceEpoch,
            board: name,
            period: past?.name ?? BoardPeriod.overall.rawValue,
            day: CivilDate(snapshot.boards.day).description,
            method: RankingMethod.standardCompetition.rawValue,
            breakers: [],
            valueKind: measure.rawValue,
            preliminary: view.isPreliminary || isFrozen,
            frozen: isFrozen
        )
    }
}

extension ContestServer {
    /// How many groups a page holds.
    private static let groupPageSize = 200

    /// Everything that can be asked of a tree's rankings.
    func addGroupRoutes(of kind: GroupKind, to router: Router<BasicRequestContext>) {
        let path = "/v1/contests/:contest/tallies/\(kind.plural)"
        router.get(RouterPath(path)) { request, context in
            try groupPage(request, await question(request, context, kind))
        }
        router.get(RouterPath(path + "/around")) { request, context in
            try await groupsAround(request, context, kind)
        }
        router.get(RouterPath(path + "/events")) { request, context in
            try groupEvents(request, await question(request, context, kind))
        }
    }

    private func question(
        _ request: Request,
        _ context: BasicRequestContext,
        _ kind: GroupKind,
        below parent: NodeID? = nil
    ) async throws -> GroupQuestion {
        let (entry, view) = try published(context)
        let number = try integer(request, "parent", in: 0...Int(Int32.max)) ?? 0
        let reader = await reader(request)
        let past = try PastPeriod.asked(request)
        let question = GroupQuestion(
            entry: entry,
            view: try await self.view(view, of: past, entry, reader),
            kind: kind,
            parent: parent ?? NodeID(rawValue: Int32(clamping: number)),
            measure: try measure(request, view.rules),
            reader: reader,
            past: past
        )
        try requireShown(question)
        return question
    }

    /// The measure that a request asks for, of those that the contest file names.
    func measure(_ request: Request, _ rules: ContestRules) throws -> GroupMeasure {
        guard let text = request.uri.queryParameters["by"] else { return rules.boards.groupMeasure }
        let known = [rules.boards.groupMeasure] + rules.boards.furtherMeasures
        guard let measure = GroupMeasure(rawValue: String(text)), known.contains(measure) else {
            throw Problem.invalidParameter("by")
        }
        return measure
    }

    /// Refuses the public what the organiser has not published.
    func requireShown(_ question: GroupQuestion) throws {
        guard question.reader == .organiser || question.view.rules.publication.groupBoards else {
            throw Problem.boardsPrivate
        }
    }

    /// The children of a node with their figures, ranked by the contest's measure.
    func ranking(_ question: GroupQuestion, _ snapshot: BoardsSnapshot) -> GroupRanking {
        let (view, kind) = (question.view, question.kind)
        let (measure, heat) = (question.measure, view.rules.boards.heat)
        let groups = snapshot.boards.groups(kind)
        guard question.reader == .open else {
            return GroupRanking(
                groups,
                below: question.parent,
                by: measure,
                heat: heat,
                withholding: WithheldGroups(groups, minimum: 0)
            )
        }
        // A walk on an older snapshot is held against that snapshot.
        let withheld =
            question.past == nil && snapshot.sequence == view.open.sequence
            ? withheldGroups(kind, question.entry, view)
            : WithheldGroups(groups, minimum: view.rules.publication.minimumGroupSize)
        return GroupRanking(
            groups,
            below: question.parent,
            by: view.showsMarks || !measure.followsFromMarks ? measure : nil,
            heat: heat,
            withholding: withheld
        )
    }

    private func groupPage(_ request: Request, _ question: GroupQuestion) throws -> Response {
        let (entry, view, reader) = (question.entry, question.view, question.reader)
        let scope = reader.scope(question.name)
        let start = try cursor(request, entry, scope: scope)
        let shelf = shelf(entry, question.past)
        let snapshot = try self.snapshot(start, shelf, view, reader)
        let position = start?.position ?? 0
        let tag = tag(question.name, snapshot, view, reader, "\(position)")
        if request.headers[.ifNoneMatch] == tag {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        let rows = ranking(question, snapshot).rows
        let places = min(position, rows.count)..<min(position + Self.groupPageSize, rows.count)
        let hasMore = places.upperBound < rows.count
        if hasMore { snapshots.keep(snapshot, of: shelf, at: now) }
        let next = PageCursor(sequence: snapshot.sequence, position: places.upperBound)
        let body = body(
            question,
            Array(rows[places]),
            total: rows.count,
            next: hasMore ? next.text(entry.secrets, scope: scope) : nil
        )
        return try tagged(BasedBody(basis: question.basis(snapshot), body: body), tag)
    }

    /// The groups around one among its siblings.
    private func groupsAround(
        _ request: Request,
        _ context: BasicRequestContext,
        _ kind: GroupKind
    ) async throws -> Response {
        guard let number = try integer(request, "node", in: 1...Int(Int32.max)) else {
            throw Problem.invalidParameter("node")
        }
        let radius = try integer(request, "radius", in: 0...50) ?? 5
        let id = NodeID(rawValue: Int32(clamping: number))
        let reader = await reader(request)
        let boards = reader.snapshot(of: try published(context).1).boards
        guard let node = boards.groups(kind).index.node(id) else {
            throw Problem.unknownBoard
        }
        let question = try await question(request, context, kind, below: node.parent)
        let snapshot = reader.snapshot(of: question.view)
        let ranking = ranking(question, snapshot)
        guard let places = ranking.places(around: id, radius: radius) else {
            throw Problem.unknownBoard
        }
        guard ranking.rows.contains(where: { $0.node.id == id && $0.tally != nil }) else {
            throw Problem.groupWithheld
        }
        let rows = Array(ranking.rows[places])
        let body = body(question, rows, total: ranking.rows.count, next: nil)
        return try Answer.json(BasedBody(basis: question.basis(snapshot), body: body))
    }

    func body(
        _ question: GroupQuestion,
        _ rows: [GroupRanking.Row],
        total: Int,
        next: String?
    ) -> GroupTalliesBody {
        let rules = question.view.rules
        let showsMarks = question.reader == .organiser || question.view.showsMarks
        return GroupTalliesBody(
            measure: question.measure.rawValue,
            heatFormula: question.measure == .heat ? rules.boards.heat?.chineseText : nil,
            minimumGroupSize: rules.publication.minimumGroupSize,
            total: total,
            groups: rows.map {
                GroupTalliesBody.Group($0, showsMarks: showsMarks, heat: rules.boards.heat)
            },
            next: next
        )
    }
}

extension ContestServer {
    /// The industries with their figures, ranked by the contest's measure.
    ///
    /// There are few, so that one answer holds them all.
    func industries(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let (entry, present) = try published(context)
        let reader = await reader(request)
        let past = try PastPeriod.asked(request)
        let view = try await self.view(present, of: past, entry, reader)
        guard reader == .organiser || view.rules.publication.groupBoards else {
            throw Problem.boardsPrivate
        }
        let measure = try measure(request, view.rules)
        let showsMarks = reader == .organiser || view.showsMarks
        let snapshot = reader.snapshot(of: view)
        let industries = snapshot.boards.industries
        let ranking = GroupRanking(
            industries,
            below: .none,
            by: showsMarks || !measure.followsFromMarks ? measure : nil,
            heat: view.rules.boards.heat,
            withholding: WithheldGroups(
                industries,
                minimum: reader == .organiser ? 0 : view.rules.publication.minimumGroupSize
            )
        )
        let isFrozen = reader == .open && view.isFrozen
        let basis = BoardBasis(
            sequence: snapshot.sequence,
            atMs: snapshot.at.millisecondsSinceEpoch,
            board: "industries",
            period: past?.name ?? BoardPeriod.overall.rawValue,
            day: CivilDate(snapshot.boards.day).description,
            method: RankingMethod.standardCompetition.rawValue,
            breakers: [],
            valueKind: measure.rawValue,
            preliminary: view.isPreliminary || isFrozen,
            frozen: isFrozen
        )
        let body = GroupTalliesBody(
            measure: measure.rawValue,
            heatFormula: measure == .heat ? view.rules.boards.heat?.chineseText : nil,
            minimumGroupSize: view.rules.publication.minimumGroupSize,
            total: ranking.rows.count,
            groups: ranking.rows.map {
                GroupTalliesBody.Group($0, showsMarks: showsMarks, heat: view.rules.boards.heat)
            },
            next: nil
        )
        return try Answer.json(BasedBody(basis: basis, body: body))
    }
}

extension GroupTalliesBody.Group {
    init(_ row: GroupRanking.Row, showsMarks: Bool, heat: HeatFormula?) {
        let (node, tally) = (row.node, row.tally)
        self.init(
            rank: row.rank,
            id: node.id.rawValue,
            code: node.code,
            name: node.name,
            withheld: tally == nil,
            people: tally?.people,
            scorers: showsMarks ? tally?.scorers : nil,
            attempts: tally?.attempts,
            points: showsMarks ? tally.map { DecimalPoints(hundredths: $0.points) } : nil,
            right: showsMarks ? tally?.right : nil,
            drawn: tally?.drawn,
            heat: showsMarks
                ? heat.flatMap { formula in
                    tally.map { DecimalPoints(hundredths: $0.heat(formula)) }
                } : nil,
            headcount: node.headcount,
            participation: tally.flatMap { Self.rate($0.people, node.headcount) }
        )
    }

    /// People ÷ headcount to four decimals; nil without a headcount.
    ///
    /// Above one is shown as it is.
    private static func rate(_ people: Int, _ headcount: Int?) -> Double? {
        guard let headcount, headcount > 0 else { return nil }
        return (Double(people) / Double(headcount) * 10_000).rounded() / 10_000
    }
}

extension GroupMeasure {
    /// Whether a rank by it tells of marks.
    fileprivate var followsFromMarks: Bool {
        switch self {
        case .points, .average, .accuracy, .scorers, .heat: true
        case .people, .attempts, .participation: false
        }
    }
}
