extension RankNode {
    /// Removes `key` from below this node, of which the caller is the only owner.
    ///
    /// The node itself may be left below its minimum; whoever holds it then calls `balance`.
    ///
    /// - Returns: Whether the key was there.
    func remove(_ key: RankKey) -> Bool {
        if level == 0 {
            let index = lowerBound(of: key)
            guard holds(key, at: index) else { return false }
            removeSlots(index..<index + 1)
            return true
        }
        let index = childIndex(for: key)
        let child = ownedChild(at: index)
        guard child._withUnsafeGuaranteedRef({ $0.remove(key) }) else { return false }
        subtreeCounts[index] -= 1
        if child._withUnsafeGuaranteedRef({ $0.count < $0.minimumCount }) {
            balance(at: max(1, index))
        }
        return true
    }

    /// Merges children `index - 1` and `index` if one node holds them both, otherwise gives each
    /// half of what they hold together.
    func balance(at index: Int) {
        let right = children[index]
        Self.makeUnique(&children[index - 1])
        let left = children[index - 1]
        let leftCount = left.count
        let total = leftCount + right.count
        let before = subtreeCounts[index - 1] + subtreeCounts[index]
        if total <= left.maximumCount {
            left.append(from: right, 0..<right.count)
            removeSlots(index..<index + 1)
            subtreeCounts[index - 1] = before
            return
        }
        let upper = RankNode.make(level: left.level)
        let half = total / 2
        if leftCount < half {
            left.append(from: right, 0..<half - leftCount)
            upper.append(from: right, half - leftCount..<right.count)
        } else {
            upper.append(from: left, half..<leftCount)
            upper.append(from: right, 0..<right.count)
            left.removeSlots(half..<leftCount)
        }
        children[index] = upper
        keys[index] = upper.keys[0]
        subtreeCounts[index] = upper.keyCount
        subtreeCounts[index - 1] = before - upper.keyCount
    }

    /// Removes slots, and in an inner node releases their children.
    func removeSlots(_ range: Range<Int>) {
        let start = range.lowerBound
        let end = range.upperBound
        let tail = count - end
        (keys + start).update(from: keys + end, count: tail)
        if level > 0 {
            (subtreeCounts + start).update(from: subtreeCounts + end, count: tail)
            (children + start).deinitialize(count: range.count)
            (children + start).moveInitialize(from: children + end, count: tail)
        }
        count -= range.count
    }
}
