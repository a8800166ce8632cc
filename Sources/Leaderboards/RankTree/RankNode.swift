// A node of a `RankTree` is one block of memory: a header and room for 128 keys.
//
//     leaf    | count, level 0 | key 0 ... 127 |
//     inner   | count, level n | lower bound 0 ... 63 | subtree count 0 ... 63 | child 0 ... 63 |
//
// An inner node's slot i says: child i holds `subtreeCounts[i]` keys; none of them is below
// `keys[i]`, and every key of child i - 1 is. The bound is not always present as a key: removing
// a child's first key leaves it as it is, which saves walking back up. Both kinds fill exactly
// 2,048 bytes, because 64 * (16 + 8 + 8) = 128 * 16.

/// What a node knows of itself.
struct RankNodeHeader {
    var count: Int
    let level: Int
}

/// One node of a `RankTree`, changed only by a tree that is its sole owner.
///
/// The pointers below are good as long as the node is held, which whoever calls its methods
/// does; none of them is kept.
final class RankNode: ManagedBuffer<RankNodeHeader, RankKey> {
    /// Large enough that three levels of inner nodes reach thirty million keys, small enough
    /// that moving half of it on an insertion (1 KB) costs less than fetching it from memory.
    static let leafCapacity = 128

    /// As many slots as fill the same block as a leaf.
    static let innerCapacity = 64

    deinit {
        if level > 0 {
            children.deinitialize(count: count)
        }
    }

    /// Makes an empty node.
    static func make(level: Int) -> RankNode {
        let buffer = RankNode.create(minimumCapacity: leafCapacity) { _ in
            RankNodeHeader(count: 0, level: level)
        }
        let node = unsafeDowncast(buffer, to: RankNode.self)
        if level > 0 {
            let rest = UnsafeMutableRawPointer(node.keys + innerCapacity)
            rest.bindMemory(to: Int.self, capacity: innerCapacity)
            (rest + innerCapacity * MemoryLayout<Int>.stride)
                .bindMemory(to: RankNode.self, capacity: innerCapacity)
        }
        return node
    }

    /// Replaces the node in `slot` by a copy unless `slot` is the only reference to it.
    ///
    /// `slot` must be where the reference is stored: a copy in a variable would be a second
    /// reference, and every update would copy.
    @inline(__always)
    static func makeUnique(_ slot: inout RankNode) {
        if !isKnownUniquelyReferenced(&slot) {
            slot = slot.copy()
        }
    }

    /// How many slots are in use: keys in a leaf, children in an inner node.
    //
    // Through the pointer, because `header` itself checks for exclusive access each time.
    @inline(__always)
    var count: Int {
        get { withUnsafeMutablePointerToHeader { $0.pointee.count } }
        set { withUnsafeMutablePointerToHeader { $0.pointee.count = newValue } }
    }

    /// 0 for a leaf; one more than its children's level for an inner node.
    @inline(__always)
    var level: Int {
        withUnsafeMutablePointerToHeader { $0.pointee.level }
    }

    /// The keys of a leaf; the lower bounds of an inner node's children.
    @inline(__always)
    var keys: UnsafeMutablePointer<RankKey> {
        withUnsafeMutablePointerToElements { $0 }
    }

    /// How many keys lie under each child of an inner node.
    @inline(__always)
    var subtreeCounts: UnsafeMutablePointer<Int> {
        UnsafeMutableRawPointer(keys + Self.innerCapacity).assumingMemoryBound(to: Int.self)
    }

    /// The children of an inner node.
    @inline(__always)
    var children: UnsafeMutablePointer<RankNode> {
        (UnsafeMutableRawPointer(keys + Self.innerCapacity)
            + Self.innerCapacity * MemoryLayout<Int>.stride)
            .assumingMemoryBound(to: RankNode.self)
    }

    /// A child of an inner node without a retain and a release: those write to the node, for which
    /// threads that read one snapshot would contend.
    ///
    /// Good as long as somebody holds this node.
    @inline(__always)
    func borrowedChild(at index: Int) -> Unmanaged<RankNode> {
        UnsafeRawPointer(children + index).load(as: Unmanaged<RankNode>.self)
    }

    /// The same for changing the child, which is copied first if another tree can reach it.
    @inline(__always)
    func ownedChild(at index: Int) -> Unmanaged<RankNode> {
        Self.makeUnique(&children[index])
        return borrowedChild(at: index)
    }

    /// The most slots this node may hold.
    var maximumCount: Int { level == 0 ? Self.leafCapacity : Self.innerCapacity }

    /// The fewest slots this node may hold unless it is the root.
    ///
    /// A third and not a half: what has just been split or evened out is then a sixth of its
    /// capacity away from the next such event, and no alternation of updates makes a node
    /// split and merge by turns.
    var minimumCount: Int { maximumCount / 3 }

    /// How many keys lie under this node.
    ///
    /// - Complexity: O(1) for a leaf, O(fan-out) for an inner node.
    var keyCount: Int {
        level == 0 ? count : keyCount(before: count)
    }

    /// How many keys lie under the first `index` children of an inner node.
    @inline(__always)
    func keyCount(before index: Int) -> Int {
        let counts = subtreeCounts
        var sum = 0
        for child in 0..<index {
            sum &+= counts[child]
        }
        return sum
    }

    private func copy() -> RankNode {
        let node = RankNode.make(level: level)
        node.append(from: self, 0..<count)
        return node
    }

    /// Appends slots of `other`, a node of the same level; its children are then shared.
    func append(from other: RankNode, _ range: Range<Int>) {
        let end = count
        (keys + end).initialize(from: other.keys + range.lowerBound, count: range.count)
        if level > 0 {
            (subtreeCounts + end)
                .initialize(from: other.subtreeCounts + range.lowerBound, count: range.count)
            (children + end)
                .initialize(from: other.children + range.lowerBound, count: range.count)
        }
        count = end + range.count
    }
}
