import ContestModel

/// The figures of overlapping groups, in each of which a person counts once.
///
/// Most people earn everything under one leaf: for them a few bytes suffice. Whoever earns under
/// several leaves, after a move, gets a mark for each group instead.
struct DistinctGroups: Sendable {
    private(set) var figures: [GroupFigures]
    private var records = ContiguousArray<Record>()
    private var movers: [UInt32: [Int: PersonMark]] = [:]

    private struct Record: Sendable {
        var leaf = NodeID.none
        var mark: PersonMark?
    }

    init(count: Int) {
        figures = Array(repeating: GroupFigures(), count: count)
    }

    /// Takes in a counted attempt.
    ///
    /// - Parameters:
    ///   - leaf: Under which leaf it was earned.
    ///   - paths: The groups that a leaf lies in.
    /// - Complexity: O(groups of the leaf).
    mutating func take(
        _ submission: FoldedSubmission,
        at leaf: NodeID,
        in paths: (NodeID) -> [Int]
    ) {
        let path = paths(leaf)
        guard !path.isEmpty else { return }
        let person = submission.participant.rawValue
        let index = Int(person)
        while records.count <= index { records.append(Record()) }
        if movers[person] == nil, let mark = records[index].mark, records[index].leaf != leaf {
            movers[person] = Dictionary(
                paths(records[index].leaf).map { ($0, mark) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        if var marks = movers[person] {
            for group in path {
                figures[group].take(submission, from: marks[group])
                marks[group] = PersonMark(submission, after: marks[group])
            }
            movers[person] = marks
            return
        }
        let before = records[index].mark
        for group in path { figures[group].take(submission, from: before) }
        records[index] = Record(leaf: leaf, mark: PersonMark(submission, after: before))
    }
}
