extension RankTree {
    /// The place of a key, 0 for the best.
    ///
    /// - Returns: How many keys stand before it; `nil` when it is absent.
    /// - Complexity: O(log n).
    public func rank(of key: RankKey) -> Int? {
        let found = find(key)
        return found.isPresent ? found.position : nil
    }

    /// How many keys are less than `key`: where it stands, or where it would stand.
    ///
    /// - Parameter key: Any key, whether present or not.
    /// - Returns: `0 ... count`.
    /// - Complexity: O(log n).
    public func position(of key: RankKey) -> Int {
        find(key).position
    }

    /// How many keys are less than `start`, provided that `key` is present.
    ///
    /// Nearly always both lie in one leaf, and the way down is gone once.
    ///
    /// - Parameters:
    ///   - start: Not above `key`.
    ///   - key: The key that must be there.
    /// - Returns: nil when `key` is absent.
    /// - Complexity: O(log n).
    public func position(of start: RankKey, with key: RankKey) -> Int? {
        var position = 0
        let isHere = leaf(for: start, &position)._withUnsafeGuaranteedRef { leaf in
            let index = leaf.lowerBound(of: start)
            position += index
            return leaf.holds(key, at: index) || leaf.holds(key, at: leaf.lowerBound(of: key))
        }
        return isHere || contains(key) ? position : nil
    }

    /// Whether the key is present.
    ///
    /// - Complexity: O(log n).
    public func contains(_ key: RankKey) -> Bool {
        find(key).isPresent
    }

    /// The key at a place.
    ///
    /// - Parameter position: 0 for the best; any value is allowed.
    /// - Returns: `nil` when there is no such place.
    /// - Complexity: O(log n).
    public func key(at position: Int) -> RankKey? {
        guard 0..<count ~= position else { return nil }
        let (leaf, offset) = leaf(holding: position)
        return leaf.keys[offset]
    }

    /// A page of the board: as many of the places `position ..< position + count` as exist.
    ///
    /// - Parameters:
    ///   - position: The first place wanted, 0 for the best; any value is allowed, and places
    ///     below 0 do not exist.
    ///   - count: How many places are wanted; any value is allowed, nothing for one below 1.
    /// - Complexity: O(log n + m) for m keys returned.
    public func keys(from position: Int, count: Int) -> [RankKey] {
        guard count > 0 else { return [] }
        let (sum, overflow) = position.addingReportingOverflow(count)
        let places = (position..<(overflow ? .max : sum)).clamped(to: 0..<self.count)
        return [RankKey](unsafeUninitializedCapacity: places.count) { page, filled in
            while filled < places.count {
                let (leaf, offset) = leaf(holding: places.lowerBound + filled)
                let taken = Swift.min(leaf.count - offset, places.count - filled)
                let slots = UnsafeBufferPointer(start: leaf.keys + offset, count: taken)
                filled = page[filled...].initialize(fromContentsOf: slots)
            }
        }
    }

    /// The leaf that holds a position that exists, and where in it.
    func leaf(holding position: Int) -> (leaf: RankNode, offset: Int) {
        var node = Unmanaged.passUnretained(root)
        var offset = position
        while let child = node._withUnsafeGuaranteedRef({ $0.child(holding: &offset) }) {
            node = child
        }
        return (node.takeUnretainedValue(), offset)
    }

    @inline(__always)
    private func find(_ key: RankKey) -> (position: Int, isPresent: Bool) {
        var position = 0
        return leaf(for: key, &position)._withUnsafeGuaranteedRef { leaf in
            let index = leaf.lowerBound(of: key)
            return (position + index, leaf.holds(key, at: index))
        }
    }

    /// The leaf that `key` belongs to, good as long as the tree is held; `position` grows by the keys
    /// before that leaf.
    @inline(__always)
    private func leaf(for key: RankKey, _ position: inout Int) -> Unmanaged<RankNode> {
        var node = Unmanaged.passUnretained(root)
        while let child = node._withUnsafeGuaranteedRef({ $0.child(for: key, &position) }) {
            node = child
        }
        return node
    }
}

extension RankNode {
    /// The child that holds the key at `offset`, which becomes relative to that child.
    @inline(__always)
    fileprivate func child(holding offset: inout Int) -> Unmanaged<RankNode>? {
        guard level > 0 else { return nil }
        let counts = subtreeCounts
        var index = 0
        while offset >= counts[index] {
            offset -= counts[index]
            index += 1
        }
        return borrowedChild(at: index)
    }

    /// The child that `key` belongs to; `position` grows by the keys before that child.
    @inline(__always)
    fileprivate func child(for key: RankKey, _ position: inout Int) -> Unmanaged<RankNode>? {
        guard level > 0 else { return nil }
        let index = childIndex(for: key)
        position += keyCount(before: index)
        return borrowedChild(at: index)
    }
}
