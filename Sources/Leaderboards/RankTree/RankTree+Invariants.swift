extension RankTree {
    /// The memory that the tree's nodes take, as if no snapshot shared any of them.
    ///
    /// - Returns: Bytes, about 22 a key after a bulk load and 2,080 for an empty tree; what the
    ///   allocator adds for itself is left out.
    /// - Complexity: O(n / 5,000): one visit for each of the inner nodes.
    public var byteCount: Int {
        root.nodeCount * RankNode.byteCount
    }

    /// Verifies what every tree must satisfy: keys in order and within their bounds, counts that
    /// add up, nodes neither too full nor too empty, and all leaves at the same depth.
    ///
    /// - Returns: One sentence for each violation; empty for a sound tree.
    /// - Complexity: O(n). It is for tests and for diagnosing a running server.
    public func checkInvariants() -> [String] {
        var violations: [String] = []
        if root.level > 0, root.count < 2 {
            violations.append("the root has \(root.count) children")
        }
        root.check(from: nil, below: nil, isRoot: true, &violations)
        if root.keyCount != count {
            violations.append("count is \(count), but nodes hold \(root.keyCount) keys")
        }
        return violations
    }
}
