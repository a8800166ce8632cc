import ContestEngine
import ContestModel
import Hummingbird
import Leaderboards

extension ContestServer {
    /// How many groups a page holds.
    private static let groupPageSize = 200

    /// The children of a node with their figures, ranked by the contest's measure.
    func groupTallies(
        _ request: Request,
        _ contest: (ContestHouse.OpenContest, Contest.Published),
        _ tree: KeyPath<ContestBoards, GroupBoards>
    ) throws -> Response {
        let (entry, view) = contest
        guard view.rules.publication.groupBoards else { throw Problem.boardsPrivate }
        let parent = try integer(request, "parent", in: 0...Int(Int32.max)) ?? 0
        let start = try cursor(request, entry)
        var snapshot = view.open
        if let start, start.sequence != snapshot.sequence {
            guard let kept = snapshots.find(start.sequence, of: entry.contest.name, at: now),
                kept.sequence <= view.open.sequence
            else { throw Problem.staleCursor }
            snapshot = kept
        }
        let groups = snapshot.boards[keyPath: tree]
        let rows = ranked(groups, parent: NodeID(rawValue: Int32(clamping: parent)), view)
        let position = start?.position ?? 0
        let page = rows.dropFirst(position).prefix(Self.groupPageSize)
        let hasMore = page.endIndex < rows.endIndex
        if hasMore { snapshots.keep(snapshot, of: entry.contest.name, at: now) }
        return try Answer.json(
            GroupTalliesBody(
                sequence: snapshot.sequence,
                atMs: snapshot.at.millisecondsSinceEpoch,
                measure: view.rules.boards.groupMeasure.rawValue,
                groups: Array(page),
                next: hasMore
                    ? PageCursor(sequence: snapshot.sequence, position: page.endIndex)
                        .text(entry.secrets) : nil
            )
        )
    }

    private func ranked(
        _ groups: GroupBoards,
        parent: NodeID,
        _ view: Contest.Published
    ) -> [GroupTalliesBody.Group] {
        let measure = view.rules.boards.groupMeasure
        let least = view.rules.publication.minimumGroupSize
        let showsMarks = view.showsMarks
        let isRanked = showsMarks || !measure.followsFromMarks
        let children = groups.index.tree.nodes.filter { $0.parent == parent }
        let valued = children.map { node in
            let tally = groups.tally(of: node.id) ?? Tally()
            let value = isRanked ? tally.value(by: measure, headcount: node.headcount) : 0
            return (node, tally, value)
        }
        .sorted { ($1.2, $0.0.id) < ($0.2, $1.0.id) }
        var ranked: [GroupTalliesBody.Group] = []
        var previous: (value: Int, rank: Int)?
        for (index, (node, tally, value)) in valued.enumerated() {
            let rank = previous.flatMap { $0.value == value ? $0.rank : nil } ?? index + 1
            previous = (value, rank)
            let isShown = tally.people == 0 || tally.people >= least
            ranked.append(
                GroupTalliesBody.Group(
                    rank: isShown && isRanked ? rank : nil,
                    id: node.id.rawValue,
                    code: node.code,
                    name: node.name,
                    people: isShown ? tally.people : nil,
                    attempts: isShown ? tally.attempts : nil,
                    points: isShown && showsMarks ? DecimalPoints(hundredths: tally.points) : nil,
                    right: isShown && showsMarks ? tally.right : nil,
                    drawn: isShown ? tally.drawn : nil,
                    headcount: node.headcount,
                    participation: isShown ? Self.rate(tally.people, node.headcount) : nil
                )
            )
        }
        return ranked
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
