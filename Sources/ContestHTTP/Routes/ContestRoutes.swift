import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import Leaderboards
import NIOCore
import QuestionBanks

extension ContestServer {
    /// How many nodes or contests a page holds.
    private static let pageSize = 500

    func addContestRoutes(to router: Router<BasicRequestContext>) {
        router.get("/v1/contests") { _, _ in
            let lines = house.contests.compactMap { entry in
                entry.contest.published.map { view in
                    ContestListBody.Line(
                        contest: view.rules.contest,
                        title: view.rules.title,
                        isOpen: view.isOpen,
                        opensAtMs: view.rules.schedule.opensAt.millisecondsSinceEpoch,
                        closesAtMs: view.closesAt.millisecondsSinceEpoch
                    )
                }
            }
            return try Answer.json(ContestListBody(contests: lines, next: nil))
        }
        router.get("/v1/contests/:contest") { _, context in
            let (_, view) = try published(context)
            return try Answer.json(ContestBody(view, now: now))
        }
        router.get("/v1/contests/:contest/rules") { _, context in
            let (_, view) = try published(context)
            return Answer.bytes(
                ByteBuffer(string: RulesSheet.chinese(view.rules)),
                "text/plain; charset=utf-8"
            )
        }
        router.get("/v1/contests/:contest/regions") { request, context in
            let (entry, view) = try published(context)
            return try nodes(.region, view, entry, request)
        }
        router.get("/v1/contests/:contest/units") { request, context in
            let (entry, view) = try published(context)
            return try nodes(.unit, view, entry, request)
        }
    }

    /// The contest that a path names, with its latest view.
    func published(
        _ context: BasicRequestContext
    ) throws -> (ContestHouse.OpenContest, Contest.Published) {
        let entry = try contest(context.parameters.require("contest"))
        guard let view = entry.contest.published else { throw Problem(Refusal.unavailable) }
        return (entry, view)
    }

    /// A page of a tree's nodes.
    ///
    /// The tree's edition takes the place of a sequence in the cursor.
    private func nodes(
        _ kind: GroupKind,
        _ view: Contest.Published,
        _ entry: ContestHouse.OpenContest,
        _ request: Request
    ) throws -> Response {
        let index = view.live.boards.groups(kind).index
        let edition = view.edition
        let scope = "nodes/\(kind.rawValue)"
        let from = try cursor(request, entry, scope: scope).map { cursor in
            guard cursor.sequence == LedgerSequence(edition) else { throw Problem.staleCursor }
            return cursor.position
        }
        let all = index.tree.nodes
        let page = all.dropFirst(from ?? 0).prefix(Self.pageSize)
        return try Answer.json(
            NodeListBody(
                nodes: page.map { node in
                    NodeListBody.Node(
                        id: node.id.rawValue,
                        code: node.code,
                        name: node.name,
                        parent: node.parent.rawValue,
                        isLeaf: index.isLeaf(node.id)
                    )
                },
                next: page.endIndex < all.endIndex
                    ? PageCursor(sequence: LedgerSequence(edition), position: page.endIndex)
                        .text(entry.secrets, scope: scope) : nil
            )
        )
    }

    /// The cursor of a request; nil when there is none.
    ///
    /// - Parameter scope: What is walked and for whom, as the cursor was given out.
    func cursor(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        scope: String
    ) throws -> PageCursor? {
        guard let text = request.uri.queryParameters["cursor"] else { return nil }
        guard let cursor = PageCursor(Array(text.utf8), secrets: entry.secrets, scope: scope)
        else {
            throw Problem.invalidCursor
        }
        return cursor
    }

    /// A whole number among a request's parameters, within a range.
    func integer(_ request: Request, _ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = request.uri.queryParameters[Substring(name)] else { return nil }
        guard text.utf8.count <= 10, text.utf8.allSatisfy(\.isDigit), let value = Int(text),
            range.contains(value)
        else { throw Problem.invalidParameter(name) }
        return value
    }
}
