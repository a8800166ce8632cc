extension RankTree: Sequence {
    /// Walks a tree from the best key to the last.
    ///
    /// It holds the tree as it was when the walk began, like any snapshot.
    public struct Iterator: IteratorProtocol {
        private let tree: RankTree
        private var leaf: RankNode
        private var offset = 0
        private var position = 0

        init(_ tree: RankTree) {
            self.tree = tree
            self.leaf = tree.leaf(holding: 0).leaf
        }

        /// The next key, `nil` after the last.
        ///
        /// - Complexity: O(1) amortised; O(log n) once per leaf.
        public mutating func next() -> RankKey? {
            if offset == leaf.count {
                guard position < tree.count else { return nil }
                leaf = tree.leaf(holding: position).leaf
                offset = 0
            }
            let key = leaf.keys[offset]
            offset += 1
            position += 1
            return key
        }
    }

    /// An iterator over the keys in ascending order, best first.
    public func makeIterator() -> Iterator {
        Iterator(self)
    }

    /// Exactly `count`, so that an array of the keys is allocated once.
    public var underestimatedCount: Int { count }
}
