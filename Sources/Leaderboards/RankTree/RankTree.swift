// A board in order: every standing is one `RankKey`, and the tree answers "which place", "who is
// at place n" and "the page from place n on" in a few hundred nanoseconds at a million keys.
//
// It is a B+tree that counts: leaves hold sorted keys, inner nodes hold how many keys lie under
// each child, and adding up the counts to the left of a search path gives a rank. Three keys to
// a leaf, as an example (really 128, and 64 children):
//
//                    [bound a, 3 keys | bound d, 2 keys | bound f, 3 keys]
//                        /                   |                  \
//                   [a  b  c]             [d  e]             [f  g  h]
//
//     rank of e = 3 (left of its leaf) + 1 (within it) = 4
//
// Nodes are copied on write. Copying the value copies one reference, and an update afterwards
// copies only the nodes on its path that the copy still shares: that is what makes a snapshot
// of a board O(1), however large the board. `RankNode.swift` describes the nodes.

/// A sorted set of `RankKey` that knows every key's position; copying it takes a snapshot.
///
/// Below, n is `count`, and "log n" the height, which is 4 at a million keys.
///
/// A tree that is copied may go on changing while other threads read the copy.
public struct RankTree: Sendable {
    // A leaf when everything fits into one; an inner root has at least two children.
    //
    // `unsafe`, because the compiler cannot see why trees may cross threads: every change goes
    // through `RankNode.makeUnique`, so that a node which two trees can reach never changes.
    nonisolated(unsafe) private(set) var root: RankNode

    /// How many keys the tree holds.
    public private(set) var count: Int

    /// Makes an empty tree, which takes the memory of one leaf.
    public init() {
        self.init(root: RankNode.make(level: 0), count: 0)
    }

    init(root: RankNode, count: Int) {
        self.root = root
        self.count = count
    }

    /// Inserts a key.
    ///
    /// - Returns: Whether it was inserted; `false` when it was there already.
    /// - Complexity: O(log n), and a copy of each node on the path that a snapshot shares.
    @discardableResult
    public mutating func insert(_ key: RankKey) -> Bool {
        RankNode.makeUnique(&root)
        switch root.insert(key) {
        case .present:
            return false
        case .inserted:
            break
        case .split(let sibling):
            let lower = root
            root = RankNode.make(level: lower.level + 1)
            root.append(lower)
            root.append(sibling)
        }
        count += 1
        return true
    }

    /// Removes a key.
    ///
    /// - Returns: Whether it was there.
    /// - Complexity: O(log n), and a copy of each node on the path that a snapshot shares.
    @discardableResult
    public mutating func remove(_ key: RankKey) -> Bool {
        RankNode.makeUnique(&root)
        guard root.remove(key) else { return false }
        count -= 1
        if root.level > 0, root.count == 1 {
            root = root.children[0]
        }
        return true
    }

    /// Moves a standing: `old` goes and `new` comes, or nothing changes.
    ///
    /// - Parameters:
    ///   - old: The key that the standing had.
    ///   - new: The key that it has now; may equal `old`.
    /// - Returns: Whether the standing moved; `false` when `old` was absent, or when `new` was
    ///   there already as another standing's key.
    /// - Complexity: O(log n), and a copy of each node on both paths that a snapshot shares.
    @discardableResult
    public mutating func replace(_ old: RankKey, with new: RankKey) -> Bool {
        guard remove(old) else { return false }
        guard insert(new) else {
            insert(old)
            return false
        }
        return true
    }
}
