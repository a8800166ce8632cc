import ContestModel
import Testing

/// Trees under merges that were made in another tree.
struct AmendedTreeTests {
    @Test func `merges that put a later tree's nodes in a circle leave them out, and say so`() {
        // 1 went into 3. In this tree 3 hangs under 2, and 2 under what was 1.
        let tree = Self.tree([(1, 0), (2, 1), (3, 2), (4, 0)])
        let (amended, aliases, isWhole) = tree.amended(by: Self.merging(1, into: 3))
        #expect(!isWhole)
        #expect(amended.nodes.map(\.id.rawValue) == [4])
        #expect(aliases == [NodeID(rawValue: 1): NodeID(rawValue: 3)])
    }

    @Test func `merges beside each other leave every other node`() {
        let tree = Self.tree([(1, 0), (2, 1), (3, 0), (4, 3)])
        let (amended, _, isWhole) = tree.amended(by: Self.merging(1, into: 3))
        #expect(isWhole)
        #expect(Set(amended.nodes.map(\.id.rawValue)) == [2, 3, 4])
        #expect(amended.nodes.first { $0.id.rawValue == 2 }?.parent.rawValue == 3)
    }

    @Test(
        arguments: [
            [(1, 0), (2, 1), (2, 2)], [(0, 0), (1, 0)], [(1, 0), (1, 1), (5, 1)],
        ] as [[(Int32, Int32)]]
    )
    func `what is no tree comes to an end too`(nodes: [(Int32, Int32)]) {
        let tree = Self.tree(nodes)
        #expect(GroupIndex(tree) == nil)
        let (amended, _, _) = tree.amended(by: Self.merging(9, into: 1))
        #expect(amended.nodes.count <= nodes.count)
    }

    private static func merging(_ from: Int32, into: Int32) -> NodeAmendments {
        var amendments = NodeAmendments()
        amendments.merges = [(NodeID(rawValue: from), NodeID(rawValue: into))]
        return amendments
    }

    private static func tree(_ nodes: [(Int32, Int32)]) -> GroupTree {
        GroupTree(
            nodes: nodes.enumerated().map { place, node in
                GroupNode(
                    id: NodeID(rawValue: node.0),
                    code: "\(place)",
                    name: "\(place)",
                    parent: NodeID(rawValue: node.1)
                )
            }
        )
    }
}
