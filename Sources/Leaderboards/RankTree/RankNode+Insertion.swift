extension RankNode {
    /// What an insertion did to a node.
    enum Insertion {
        /// The key was there already; nothing changed.
        case present
        /// The key is in.
        case inserted
        /// The key is in, and the node's upper half is now this node, which the parent adopts.
        case split(RankNode)
    }

    /// Inserts `key` below this node, of which the caller is the only owner.
    func insert(_ key: RankKey) -> Insertion {
        if level == 0 {
            return insertIntoLeaf(key)
        }
        let index = childIndex(for: key)
        switch ownedChild(at: index)._withUnsafeGuaranteedRef({ $0.insert(key) }) {
        case .present:
            return .present
        case .inserted:
            recordInsertion(of: key, at: index)
            return .inserted
        case .split(let sibling):
            recordInsertion(of: key, at: index)
            return adopt(sibling, at: index + 1)
        }
    }

    /// Adds the right half of child `index - 1` as child `index`.
    func adopt(_ child: RankNode, at index: Int) -> Insertion {
        let moved = child.keyCount
        subtreeCounts[index - 1] -= moved
        guard count == Self.innerCapacity else {
            insertSlot(child, holding: moved, at: index)
            return .inserted
        }
        let upper = splitInHalf()
        if index <= count {
            insertSlot(child, holding: moved, at: index)
        } else {
            upper.insertSlot(child, holding: moved, at: index - count)
        }
        return .split(upper)
    }

    /// Appends a child that follows all others; there must be room.
    func append(_ child: RankNode) {
        insertSlot(child, holding: child.keyCount, at: count)
    }

    private func insertIntoLeaf(_ key: RankKey) -> Insertion {
        let index = lowerBound(of: key)
        if holds(key, at: index) {
            return .present
        }
        guard count == Self.leafCapacity else {
            insertSlot(key, at: index)
            return .inserted
        }
        let upper = splitInHalf()
        if index <= count {
            insertSlot(key, at: index)
        } else {
            upper.insertSlot(key, at: index - count)
        }
        return .split(upper)
    }

    private func recordInsertion(of key: RankKey, at index: Int) {
        subtreeCounts[index] += 1
        // Only the first child can receive a key below its bound.
        if key < keys[index] {
            keys[index] = key
        }
    }

    private func splitInHalf() -> RankNode {
        let upper = RankNode.make(level: level)
        let half = count / 2..<count
        upper.append(from: self, half)
        removeSlots(half)
        return upper
    }

    private func insertSlot(_ key: RankKey, at index: Int) {
        let tail = count - index
        (keys + index + 1).update(from: keys + index, count: tail)
        keys[index] = key
        count += 1
    }

    private func insertSlot(_ child: RankNode, holding keyCount: Int, at index: Int) {
        let tail = count - index
        (subtreeCounts + index + 1).update(from: subtreeCounts + index, count: tail)
        subtreeCounts[index] = keyCount
        (children + index + 1).moveInitialize(from: children + index, count: tail)
        (children + index).initialize(to: child)
        insertSlot(child.keys[0], at: index)
    }
}
