extension RankTree {
    // Three quarters full: room for the updates that follow a start before leaves begin to
    // split, at 22 bytes a key.
    private static let loadedLeafCount = RankNode.leafCapacity * 3 / 4
    private static let loadedInnerCount = RankNode.innerCapacity * 3 / 4

    /// Builds a tree from keys that are sorted already, many times faster than inserting them.
    ///
    /// An array from another module costs what it would in this one; other sequences run through
    /// their witness tables there, at about seven times the cost.
    ///
    /// - Parameter keys: The keys; each must be greater than the one before it.
    /// - Returns: `nil` when they are not strictly ascending.
    /// - Complexity: O(n).
    @specialized(where Keys == [RankKey])
    public init?<Keys: Sequence<RankKey>>(ascending keys: Keys) {
        var leaves: [RankNode] = []
        var leaf = RankNode.make(level: 0)
        var count = 0
        var last: RankKey?
        for key in keys {
            if let last, !(last < key) { return nil }
            last = key
            if leaf.count == Self.loadedLeafCount {
                leaves.append(leaf)
                leaf = RankNode.make(level: 0)
            }
            (leaf.keys + leaf.count).initialize(to: key)
            leaf.count += 1
            count += 1
        }
        leaves.append(leaf)
        self.init(root: Self.root(over: leaves), count: count)
    }

    private static func root(over leaves: [RankNode]) -> RankNode {
        var nodes = leaves
        balanceLast(of: &nodes)
        while nodes.count > 1 {
            nodes = parents(of: nodes)
            balanceLast(of: &nodes)
        }
        return nodes[0]
    }

    private static func parents(of nodes: [RankNode]) -> [RankNode] {
        stride(from: 0, to: nodes.count, by: loadedInnerCount).map { start in
            let parent = RankNode.make(level: nodes[start].level + 1)
            for node in nodes[start..<Swift.min(start + loadedInnerCount, nodes.count)] {
                parent.append(node)
            }
            return parent
        }
    }

    /// Only the last node of a level can have too little in it; the one before it helps out.
    private static func balanceLast(of nodes: inout [RankNode]) {
        guard let last = nodes.last, nodes.count > 1, last.count < last.minimumCount
        else { return }
        let pair = RankNode.make(level: last.level + 1)
        for node in nodes.suffix(2) {
            pair.append(node)
        }
        pair.balance(at: 1)
        nodes.removeLast(2)
        nodes += UnsafeBufferPointer(start: pair.children, count: pair.count)
    }
}
