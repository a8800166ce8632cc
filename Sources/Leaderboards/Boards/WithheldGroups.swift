public import ContestModel

// Which groups' figures the public does not get. Three rules, from the top of the tree downward:
//
//     1  a group with people, but fewer than the minimum, is withheld;
//     2  where exactly one of the children of a node is withheld by 1, the smallest of the other
//        children with people is withheld too: else the parent minus the others would give it;
//     3  below a withheld group everything with people is withheld: else its children's sum would.
//
// Groups without people show their zeros. The whole contest's figures are no group's.

/// The groups of a tree whose figures are withheld from the public.
public struct WithheldGroups: Sendable {
    private let nodes: Set<NodeID>

    /// Works out which groups to withhold.
    ///
    /// - Parameter minimum: The fewest people whose figures are shown; one or less withholds none.
    /// - Complexity: O(nodes log nodes); O(1) where the minimum withholds nothing.
    public init(_ groups: GroupBoards, minimum: Int) {
        self.init(groups.index.tree, minimum: minimum) { groups.tally(of: $0)?.people ?? 0 }
    }

    /// The same from any source of 人数.
    public init(_ tree: GroupTree, minimum: Int, people: (NodeID) -> Int) {
        guard minimum > 1 else {
            nodes = []
            return
        }
        var children: [NodeID: [(id: NodeID, people: Int)]] = [:]
        for node in tree.nodes {
            let count = people(node.id)
            guard count > 0 else { continue }
            children[node.parent, default: []].append((node.id, count))
        }
        var withheld: Set<NodeID> = []
        // Parents stand before their children in a tree.
        for parent in [.none] + tree.nodes.map(\.id) {
            guard let siblings = children[parent] else { continue }
            if withheld.contains(parent) {
                withheld.formUnion(siblings.map(\.id))
                continue
            }
            let small = siblings.filter { $0.people < minimum }
            withheld.formUnion(small.map(\.id))
            guard small.count == 1 else { continue }
            let next = siblings.filter { $0.people >= minimum }
                .min { ($0.people, $0.id) < ($1.people, $1.id) }
            if let next { withheld.insert(next.id) }
        }
        nodes = withheld
    }

    /// Whether a group's figures are withheld.
    public func contains(_ node: NodeID) -> Bool { nodes.contains(node) }

    /// How many groups are withheld.
    public var count: Int { nodes.count }
}
