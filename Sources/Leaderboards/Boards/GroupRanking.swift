public import ContestModel

/// The children of a node, ranked: standard competition (1, 1, 3), no breakers.
///
/// Withheld groups have no rank, and their place says nothing: they follow the others in the tree's
/// order of identifiers, and the ranks are those among the groups that are shown.
public struct GroupRanking: Sendable {
    /// One group.
    public struct Row: Sendable {
        /// From one; nil where it is withheld or nothing is ranked.
        public var rank: Int?
        /// The group.
        public var node: GroupNode
        /// Its figures; nil where they are withheld.
        public var tally: Tally?
    }

    /// The groups, best first; where nothing is ranked, by identifier.
    public let rows: [Row]

    /// Ranks the children of a node.
    ///
    /// - Parameters:
    ///   - parent: Whose children; `.none` for the top of the tree.
    ///   - measure: What they are ranked by; nil where that may not be known.
    ///   - heat: What heat means, where it ranks.
    /// - Complexity: O(nodes + children log children).
    public init(
        _ groups: GroupBoards,
        below parent: NodeID,
        by measure: GroupMeasure?,
        heat: HeatFormula? = nil,
        withholding withheld: WithheldGroups
    ) {
        let children = groups.index.tree.nodes.filter { $0.parent == parent }
        let shown = children.filter { !withheld.contains($0.id) }
            .map { node in
                let tally = groups.tally(of: node.id) ?? Tally()
                return (
                    node: node,
                    tally: tally,
                    value: measure.map {
                        tally.value(by: $0, headcount: node.headcount, heat: heat)
                    } ?? 0
                )
            }
            .sorted { ($1.value, $0.node.id) < ($0.value, $1.node.id) }
        var rows: [Row] = []
        var previous: (value: Int, rank: Int)?
        for (index, group) in shown.enumerated() {
            let rank = previous.flatMap { $0.value == group.value ? $0.rank : nil } ?? index + 1
            previous = (group.value, rank)
            rows.append(
                Row(rank: measure == nil ? nil : rank, node: group.node, tally: group.tally)
            )
        }
        let hidden = children.filter { withheld.contains($0.id) }.sorted { $0.id < $1.id }
        self.rows = rows + hidden.map { Row(rank: nil, node: $0, tally: nil) }
    }

    /// The places around a node's: as many on each side as `radius`, fewer at the ends.
    ///
    /// - Returns: nil when the node is not one of these groups.
    public func places(around node: NodeID, radius: Int) -> Range<Int>? {
        guard let place = rows.firstIndex(where: { $0.node.id == node }) else { return nil }
        let reach = min(max(radius, 0), rows.count)
        return max(0, place - reach)..<min(rows.count, place + reach + 1)
    }
}
