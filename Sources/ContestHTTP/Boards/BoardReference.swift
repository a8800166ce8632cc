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

    /// The board's name in answers, ETags, cursors and event streams; two boards never share one.
    var name: String {
        switch self {
        case .period(let period): period.rawValue
        case .group(let kind, let node): "\(kind.rawValue):\(node.rawValue)"
        }
    }

    /// The period that the board covers.
    var period: BoardPeriod {
        switch self {
        case .period(let period): period
        case .group: .overall
        }
    }

    /// The board in a snapshot; nil when it is not kept.
    func board(in boards: ContestBoards) -> PeopleBoard? {
        switch self {
        case .period(let period): boards.people(in: period)
        case .group(let kind, let node): boards.groups(kind).people(of: node)
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
        guard let period = BoardPeriod(rawValue: try context.parameters.require("period")) else {
            throw Problem.unknownBoard
        }
        return .period(period)
    }

    /// The board of the people of the region or unit that a path names.
    static func group(_ kind: GroupKind, _ context: BasicRequestContext) throws -> BoardReference {
        let text = try context.parameters.require("node")
        guard text.utf8.allSatisfy(\.isDigit), let number = Int32(text) else {
            throw Problem.unknownBoard
        }
        return .group(kind, NodeID(rawValue: number))
    }
}
