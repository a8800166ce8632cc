// Searches count keys instead of halving a range. Halving waits for memory at every step,
// because where it looks next depends on what it saw; here the loads of one stage are
// independent, so that a node out of cache costs about two waits instead of five. At a million
// keys a rank took 0.30 µs by counting and 0.45 µs by halving, measured in one run.

extension RankNode {
    /// How many keys of a leaf are below `key`.
    @inline(__always)
    func lowerBound(of key: RankKey) -> Int {
        prefixCount { $0 < key }
    }

    /// Which child of an inner node `key` belongs to.
    @inline(__always)
    func childIndex(for key: RankKey) -> Int {
        max(0, prefixCount { !(key < $0) } - 1)
    }

    /// Whether slot `index` of a leaf exists and holds `key`.
    @inline(__always)
    func holds(_ key: RankKey, at index: Int) -> Bool {
        index < count && keys[index] == key
    }

    /// How many keys satisfy a condition that holds for a prefix of them: first whole strides,
    /// then one by one within the stride where it ends.
    @inline(__always)
    private func prefixCount(_ belongs: (RankKey) -> Bool) -> Int {
        // Near the square root of a node's size, where the two stages together are shortest.
        let stride = 8
        let keys = self.keys
        let count = self.count
        var result = 0
        var probe = stride &- 1
        while probe < count {
            result &+= belongs(keys[probe]) ? stride : 0
            probe &+= stride
        }
        probe = result
        let end = min(result &+ stride, count)
        while probe < end {
            result &+= belongs(keys[probe]) ? 1 : 0
            probe &+= 1
        }
        return result
    }
}
