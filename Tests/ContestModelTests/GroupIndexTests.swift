import ContestModel
import Testing

struct GroupIndexTests {
    static func node(_ id: Int32, _ code: String, under parent: Int32 = 0) -> GroupNode {
        GroupNode(
            id: NodeID(rawValue: id),
            code: code,
            name: "\(code) 号",
            parent: NodeID(rawValue: parent)
        )
    }

    /// A province with two cities, one of which has two counties, and another province.
    ///
    ///     1 ─┬─ 2 ─┬─ 4
    ///        │     └─ 5
    ///        └─ 3
    ///     9
    static let forest = GroupTree(nodes: [
        node(1, "14"), node(2, "1405", under: 1), node(3, "1401", under: 1),
        node(4, "140522", under: 2), node(5, "140521", under: 2), node(9, "37"),
    ])

    @Test(
        arguments: [
            (1, [1], false), (2, [2, 1], false), (3, [3, 1], true), (4, [4, 2, 1], true),
            (5, [5, 2, 1], true), (9, [9], true), (0, [], false), (6, [], false), (-1, [], false),
            (.max, [], false),
        ] as [(Int32, [Int32], Bool)]
    )
    func `a node knows its way up and whether it is a leaf`(
        id: Int32,
        path: [Int32],
        isLeaf: Bool
    ) throws {
        let index = try #require(GroupIndex(Self.forest))
        let id = NodeID(rawValue: id)
        #expect(index.path(from: id).map(\.rawValue) == path)
        #expect(index.isLeaf(id) == isLeaf)
        for node in Self.forest.nodes {
            #expect(index.isWithin(id, node.id) == path.contains(node.id.rawValue))
        }
        #expect(!index.isWithin(id, .none))
    }

    @Test func `a node is found by identifier and by code`() throws {
        let index = try #require(GroupIndex(Self.forest))
        for (position, node) in Self.forest.nodes.enumerated() {
            #expect(index.node(node.id) == node)
            #expect(index.node(code: node.code) == node)
            #expect(index.position(of: node.id) == position)
        }
        #expect(index.node(.none) == nil)
        #expect(index.node(code: "1405220") == nil)
        #expect(index.node(code: "") == nil)
        #expect(index.position(of: NodeID(rawValue: 7)) == nil)
    }

    @Test func `an empty tree has no nodes`() throws {
        let index = try #require(GroupIndex(GroupTree()))
        #expect(index.path(from: NodeID(rawValue: 1)) == [])
        #expect(index.node(NodeID(rawValue: 1)) == nil)
    }

    @Test(
        arguments: [
            ("a node under itself", [node(1, "a", under: 1)]),
            ("two nodes under each other", [node(1, "a", under: 2), node(2, "b", under: 1)]),
            (
                "a circle of three below a root",
                [
                    node(9, "r"), node(1, "a", under: 3), node(2, "b", under: 1),
                    node(3, "c", under: 2),
                ]
            ),
            ("an unknown parent", [node(1, "a"), node(2, "b", under: 3)]),
            ("a child before its parent", [node(2, "b", under: 1), node(1, "a")]),
            ("an identifier twice", [node(1, "a"), node(1, "b")]),
            ("a code twice", [node(1, "a"), node(2, "a")]),
            (
                "a code twice in different branches",
                [node(1, "a"), node(2, "b"), node(3, "a", under: 2)]
            ),
            ("the identifier that means none", [node(0, "a")]),
            ("a negative identifier", [node(-1, "a")]),
            ("a negative parent", [node(1, "a", under: -1)]),
        ] as [(String, [GroupNode])]
    )
    func `a tree that is none is refused`(fault: String, nodes: [GroupNode]) {
        #expect(GroupIndex(GroupTree(nodes: nodes)) == nil, "\(fault)")
    }

    @Test(arguments: [1, 15, 16, 17, 40])
    func `a tree has at most sixteen levels`(depth: Int32) {
        let nodes = (1...depth).map { Self.node($0, "\($0)", under: $0 - 1) }
        let index = GroupIndex(GroupTree(nodes: nodes))
        #expect((index != nil) == (depth <= 16))
        if let index { #expect(index.path(from: NodeID(rawValue: depth)).count == Int(depth)) }
    }
}
