/// A tree made ready for look-ups: nodes by identifier and by code, and each node's way up.
///
/// Making it costs O(nodes); a tree whose parents are unknown or circular gives nil.
public struct GroupIndex: Sendable {
    /// The tree itself.
    public let tree: GroupTree
    private let positions: [NodeID: Int]
    private let codes: [String: Int]
    private let childCounts: [Int]
    /// The place of the node above each; -1 at a root.
    private let parents: [Int]
    /// Where merged nodes went.
    private let aliases: [NodeID: NodeID]

    /// Indexes a tree; nil when an identifier or code repeats, a parent does not stand before its
    /// child, or it is deeper than `GroupTree.depthLimit`.
    ///
    /// - Parameter aliases: Nodes that were merged into others; paths begin at those.
    public init?(_ tree: GroupTree, aliases: [NodeID: NodeID] = [:]) {
        var positions: [NodeID: Int] = [:]
        var codes: [String: Int] = [:]
        var depths: [Int] = []
        var parents: [Int] = []
        var childCounts = [Int](repeating: 0, count: tree.nodes.count)
        for (position, node) in tree.nodes.enumerated() {
            var depth = 1
            var parent = -1
            if node.parent != .none {
                guard let above = positions[node.parent] else { return nil }
                depth = depths[above] + 1
                parent = above
                childCounts[above] += 1
            }
            guard node.id.rawValue > 0, depth <= GroupTree.depthLimit,
                positions.updateValue(position, forKey: node.id) == nil,
                codes.updateValue(position, forKey: node.code) == nil
            else { return nil }
            depths.append(depth)
            parents.append(parent)
        }
        self.tree = tree
        self.positions = positions
        self.codes = codes
        self.childCounts = childCounts
        self.parents = parents
        self.aliases = aliases
    }

    /// The node with an identifier.
    public func node(_ id: NodeID) -> GroupNode? {
        positions[id].map { tree.nodes[$0] }
    }

    /// The node with a code.
    public func node(code: String) -> GroupNode? {
        codes[code].map { tree.nodes[$0] }
    }

    /// A node's place in `tree.nodes`.
    public func position(of id: NodeID) -> Int? {
        positions[id]
    }

    /// The node that an identifier stands for today: itself, or what it was merged into.
    public func present(_ id: NodeID) -> NodeID { aliases[id] ?? id }

    /// Whether a node has none below it.
    public func isLeaf(_ id: NodeID) -> Bool {
        positions[id].map { childCounts[$0] == 0 } ?? false
    }

    /// The node and those above it, from the node upward; empty when unknown.
    public func path(from id: NodeID) -> [NodeID] {
        var path: [NodeID] = []
        var next = pathStart(of: id)
        while let position = next {
            path.append(tree.nodes[position].id)
            next = self.position(above: position)
        }
        return path
    }

    /// The place in `tree.nodes` where a node's path begins; nil when unknown.
    public func pathStart(of id: NodeID) -> Int? {
        positions[aliases.isEmpty ? id : present(id)]
    }

    /// The place of the node above the one at a place; nil for a root.
    public func position(above position: Int) -> Int? {
        guard parents.indices.contains(position), parents[position] >= 0 else { return nil }
        return parents[position]
    }

    /// Whether `id` is `ancestor` or lies below it.
    public func isWithin(_ id: NodeID, _ ancestor: NodeID) -> Bool {
        path(from: id).contains(ancestor)
    }
}
