import ContestModel

extension GroupIndex {
    /// The industries of a tree of units as a tree of its own, one level deep.
    ///
    /// A unit belongs to the industry that stands on it or on the nearest unit above it. An
    /// industry's headcount is that of its topmost units, and unknown when one of theirs is.
    ///
    /// - Returns: The industries in order of first appearance, and where each unit belongs.
    /// - Complexity: O(nodes · depth).
    func industries() -> (index: GroupIndex, homes: [NodeID: NodeID])? {
        var numbers: [String: Int] = [:]
        var nodes: [GroupNode] = []
        var homes: [NodeID: NodeID] = [:]
        for unit in tree.nodes {
            let above = unit.parent == .none ? nil : homes[unit.parent]
            guard let name = unit.industry, !name.isEmpty else {
                homes[unit.id] = above
                continue
            }
            if let number = numbers[name] {
                homes[unit.id] = nodes[number].id
                // A unit below one of the same industry is in that one's headcount.
                if above != nodes[number].id { add(unit.headcount, to: &nodes[number]) }
                continue
            }
            numbers[name] = nodes.count
            let id = NodeID(rawValue: Int32(clamping: nodes.count + 1))
            nodes.append(GroupNode(id: id, code: name, name: name, headcount: unit.headcount))
            homes[unit.id] = id
        }
        return GroupIndex(GroupTree(nodes: nodes)).map { ($0, homes) }
    }

    private func add(_ headcount: Int?, to node: inout GroupNode) {
        guard let sum = node.headcount, let headcount else {
            node.headcount = nil
            return
        }
        let (total, overflow) = sum.addingReportingOverflow(headcount)
        node.headcount = overflow ? nil : total
    }
}
