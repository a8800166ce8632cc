import ContestModel
import Hummingbird
import Leaderboards

/// Which board of people a request names.
///
/// A further kind of board is one case here and one line in `addBoardRoutes`: all questions that can
/// be asked of a board of people are written once.
enum BoardReference: Hashable, Sendable {
    /// Everybody, over a period.
    case period(BoardPeriod)
    /// The people of a region or unit, over the whole contest.
    case group(GroupKind, NodeID)
    /// Everybody, over days that have begun.
    case past(PastPeriod)
    /// The people of a region or unit, over days that have begun.
    case pastGroup(GroupKind, NodeID, PastPeriod)

    /// The board's name in answers, ETags, cursors and event streams; two boards never share one.
    var name: String {
        switch self {
        case .period(let period): period.rawValue
        case .group(let kind, let node): "\(kind.rawValue):\(node.rawValue)"
        case .past(let past): past.name
        case .pastGroup(let kind, let node, let past):
            "\(kind.rawValue):\(node.rawValue):\(past.name)"
        }
    }

    /// The days that the board covers where they are not those of a living board.
    var past: PastPeriod? {
        switch self {
        case .period, .group: nil
        case .past(let past), .pastGroup(_, _, let past): past
        }
    }

    /// The region or unit whose people the board has.
    var group: (kind: GroupKind, node: NodeID)? {
        switch self {
        case .period, .past: nil
        case .group(let kind, let node), .pastGroup(let kind, let node, _): (kind, node)
        }
    }

    /// The period that the board covers.
    var period: BoardPeriod {
        switch self {
        case .period(let period): period
        case .group, .past, .pastGroup: .overall
        }
    }

    /// The board in a snapshot; nil when it is not kept.
    func board(in boards: ContestBoards) -> PeopleBoard? {
        switch self {
        case .period(let period): boards.people(in: period)
        case .past: boards.people(in: .overall)
        case .group(let kind, let node), .pastGroup(let kind, let node, _):
            boards.groups(kind).people(of: node)
        }
    }
}

extension ContestBoards {
    /// One of the trees.
    func groups(_ kind: GroupKind) -> GroupBoards {
        switch kind {
        case .region: regions
        case .unit: units
        }
    }
}

extension GroupKind {
    /// The tree's name in addresses: `regions`, `units`.
    var plural: String { rawValue + "s" }
}

extension BoardReference {
    /// The board of the period that a path names.
    static func period(_ context: BasicRequestContext) throws -> BoardReference {
        let name = try context.parameters.require("period")
        if let period = BoardPeriod(rawValue: name) { return .period(period) }
        guard let past = PastPeriod(name) else { throw Problem.unknownBoard }
        return .past(past)
    }

    /// The board of the people of the region or unit that a path names.
    static func group(
        _ kind: GroupKind,
        _ request: Request,
        _ context: BasicRequestContext
    ) throws -> BoardReference {
        let text = try context.parameters.require("node")
        guard text.utf8.allSatisfy(\.isDigit), let number = Int32(text) else {
            throw Problem.unknownBoard
        }
        let node = NodeID(rawValue: number)
        return try PastPeriod.asked(request).map { .pastGroup(kind, node, $0) }
            ?? .group(kind, node)
    }
}

extension PastPeriod {
    /// The days that a request asks for; nil when it asks for the whole contest.
    static func asked(_ request: Request) throws -> PastPeriod? {
        guard let text = request.uri.queryParameters["period"], text != "overall" else {
            return nil
        }
        guard let past = PastPeriod(text) else { throw Problem.invalidParameter("period") }
        return past
    }
}
