/// A tree of regions or units from `tree_version.content`:
/// `{"nodes":[{"code":"140522","id":1,"name":"阳城县","parent":0,…}]}`, parents first.
struct GroupTree {
    /// The nodes in the order of the file.
    let nodes: [Int64]
    private let parents: [Int64: Int64]
    private let inner: Set<Int64>

    /// A contest without such a tree.
    static let empty = GroupTree(Content(nodes: []))

    /// What the ledger keeps of a tree.
    struct Content: Decodable {
        let nodes: [Node]

        struct Node: Decodable {
            let id: Int64
            let parent: Int64
        }

        /// Whether identifiers are positive and unique, and parents stand before their children.
        var isSound: Bool {
            var known: Set<Int64> = [0]
            for node in nodes {
                guard node.id > 0, known.contains(node.parent) else { return false }
                guard known.insert(node.id).inserted else { return false }
            }
            return true
        }
    }

    init(_ content: Content) {
        nodes = content.nodes.map(\.id)
        parents = Dictionary(
            content.nodes.map { ($0.id, $0.parent) },
            uniquingKeysWith: { first, _ in first }
        )
        inner = Set(content.nodes.map(\.parent))
    }

    /// Whether a node exists and has none below it.
    func isLeaf(_ id: Int64) -> Bool { parents[id] != nil && !inner.contains(id) }

    /// A node and all above it; empty for an unknown one.
    func path(from id: Int64) -> [Int64] {
        var path: [Int64] = []
        var next = id
        while let parent = parents[next], path.count < 64 {
            path.append(next)
            next = parent
        }
        return path
    }
}
