/// A tree of regions or units from `tree_version.content`:
/// `{"nodes":[{"code":"140522","id":1,"name":"阳城县","parent":0,…}]}`, parents first.
///
/// Merges of nodes can be laid over it: then the children of a merged node hang under the one it
/// became, and the merged node itself is listed nowhere.
struct GroupTree {
    /// The nodes in the order of the file, without merged ones.
    let nodes: [Int64]
    private let content: Content
    private let parents: [Int64: Int64]
    private let inner: Set<Int64>
    private let merges: Merges
    private let names: [Int64: String]

    /// A contest without such a tree.
    static let empty = GroupTree(Content(nodes: []))

    /// What the ledger keeps of a tree.
    struct Content: Decodable {
        let nodes: [Node]

        struct Node: Decodable {
            let id: Int64
            let parent: Int64
            let name: String?
            let headcount: Int?
            let aliases: [String]?
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

    init(_ content: Content, merges: Merges = Merges(), names: [Int64: String] = [:]) {
        self.content = content
        self.merges = merges
        self.names = names
        nodes = content.nodes.map(\.id).filter { !merges.isMerged($0) }
        parents = Dictionary(
            content.nodes.map { ($0.id, $0.parent) },
            uniquingKeysWith: { first, _ in first }
        )
        inner = Set(content.nodes.map(\.parent))
    }

    /// The same tree under amendments.
    func amended(_ merges: Merges, names: [Int64: String]) -> GroupTree {
        merges.isEmpty && names.isEmpty
            ? self : GroupTree(content, merges: merges, names: names)
    }

    /// Whether a node exists, merged or not.
    func contains(_ id: Int64) -> Bool { parents[id] != nil }

    /// Whether a node exists and has none below it in the file.
    func isLeaf(_ id: Int64) -> Bool { parents[id] != nil && !inner.contains(id) }

    /// What a node is now: itself, or what it was merged into.
    func present(_ id: Int64) -> Int64 { merges.end(of: id) }

    /// A node, or what it became, and all above it; empty for an unknown one.
    func path(from id: Int64) -> [Int64] {
        var path: [Int64] = []
        var next = present(id)
        while var parent = parents[next], path.count < 64, !path.contains(next) {
            path.append(next)
            // A node that was merged into one below it leaves that one in its place.
            for _ in 0..<64 {
                guard present(parent) == next, let above = parents[parent] else { break }
                parent = above
            }
            next = present(parent)
        }
        return path
    }

    /// The nodes with what people read of them.
    ///
    /// - Complexity: O(nodes).
    func groups() -> [AuditNode] {
        var groups: [Int64: AuditNode] = [:]
        for node in content.nodes where !merges.isMerged(node.id) {
            groups[node.id] = AuditNode(
                id: Int(node.id),
                name: name(of: node),
                aliases: node.aliases ?? [],
                headcount: node.headcount,
                parent: path(from: node.id).dropFirst().first.map { Int($0) }
            )
        }
        for node in content.nodes where merges.isMerged(node.id) {
            let end = present(node.id)
            groups[end]?.aliases.append(contentsOf: [name(of: node)] + (node.aliases ?? []))
            let headcount = groups[end]?.headcount
            let sum = headcount.flatMap { one in
                node.headcount.map { Int(Int64(one).plus(Int64($0))) }
            }
            groups[end]?.headcount = sum
        }
        return nodes.compactMap { groups[$0] }
    }

    private func name(of node: Content.Node) -> String { names[node.id] ?? node.name ?? "" }
}
