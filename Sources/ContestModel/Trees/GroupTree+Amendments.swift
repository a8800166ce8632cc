extension GroupTree {
    /// The tree as its merges and corrected names leave it.
    ///
    /// A merged node is gone: its children hang under the other, its name is an alias there, and
    /// headcounts add where both are known.
    ///
    /// Merges that were made in an earlier tree can put nodes of this one in a circle; those hang under
    /// no root, and are missing from the result.
    ///
    /// - Precondition: Identifiers do not repeat, and each parent is known: a `GroupIndex` can be made.
    /// - Returns: The tree, parents before children, where each merged node went, and whether every
    ///   node that was not merged is still there.
    /// - Complexity: O(nodes + merges · depth).
    public func amended(by amendments: NodeAmendments) -> (
        tree: GroupTree, aliases: [NodeID: NodeID], isWhole: Bool
    ) {
        guard !amendments.merges.isEmpty || !amendments.names.isEmpty else {
            return (self, [:], true)
        }
        var into: [NodeID: NodeID] = [:]
        for merge in amendments.merges where merge.from != merge.into {
            into[merge.from] = merge.into
        }
        func end(of node: NodeID) -> NodeID {
            var node = node
            var steps = 0
            while let next = into[node], steps <= into.count {
                node = next
                steps += 1
            }
            return node
        }
        var kept: [NodeID: GroupNode] = [:]
        var children: [NodeID: [NodeID]] = [:]
        for node in nodes where into[node.id] == nil {
            var node = node
            node.name = amendments.names[node.id] ?? node.name
            node.parent = end(of: node.parent)
            kept[node.id] = node
            children[node.parent, default: []].append(node.id)
        }
        for node in nodes where into[node.id] != nil {
            guard var target = kept[end(of: node.id)] else { continue }
            target.aliases.append(amendments.names[node.id] ?? node.name)
            target.aliases.append(contentsOf: node.aliases)
            target.headcount = target.headcount.flatMap { sum in
                node.headcount.flatMap { sum.addingReportingOverflow($0).overflow ? nil : sum + $0 }
            }
            kept[target.id] = target
        }
        var ordered: [GroupNode] = []
        var open = Array((children[.none] ?? []).reversed())
        while let id = open.popLast(), ordered.count < kept.count {
            guard let node = kept[id] else { continue }
            ordered.append(node)
            open.append(contentsOf: (children[id] ?? []).reversed())
        }
        let aliases = into.keys.map { ($0, end(of: $0)) }
        return (
            GroupTree(nodes: ordered),
            Dictionary(aliases, uniquingKeysWith: { first, _ in first }),
            ordered.count == kept.count
        )
    }
}
