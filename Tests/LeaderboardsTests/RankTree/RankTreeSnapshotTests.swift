import Testing

@testable import Leaderboards

struct RankTreeSnapshotTests {
    // Three levels: 9,600 keys in 100 leaves of 96 under 3 inner nodes and the root.
    static let size = 9_600

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `snapshots taken at random moments keep what the tree held then`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var present = Set((0..<6_000).map(RankKey.even))
        var tree = try #require(RankTree(ascending: present.sorted()))
        var snapshots: [(tree: RankTree, keys: Set<RankKey>)] = []
        for _ in 0..<3_000 {
            let key = RankKey.random(below: 12_000, using: &generator)
            switch Int.random(in: 0..<300, using: &generator) {
            case 0:
                snapshots.append((tree, present))
            case 1:
                // A snapshot may be changed as well; the tree must not notice.
                if var other = snapshots.randomElement(using: &generator)?.tree {
                    other.insert(key)
                    other.remove(.even(0))
                }
            case 2..<100:
                let isNew = present.insert(key).inserted
                #expect(tree.insert(key) == isNew, "seed \(seed)")
            default:
                let wasThere = present.remove(key) != nil
                #expect(tree.remove(key) == wasThere, "seed \(seed)")
            }
        }
        snapshots.append((tree, present))
        for (tree, keys) in snapshots {
            expectEqual(tree, keys.sorted(), "seed \(seed)")
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `without a snapshot an update copies no node`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var tree = try Self.makeTree()
        for _ in 0..<100 {
            // A key and the one beside it share a leaf, so that nothing splits or merges.
            let index = Int.random(in: 1..<Self.size, using: &generator)
            let before = tree.root.identities
            tree.replace(.even(index), with: .odd(index))
            #expect(tree.root.identities == before, "seed \(seed), replaced \(index)")
            tree.replace(.odd(index), with: .even(index))
            #expect(tree.root.identities == before, "seed \(seed), restored \(index)")
        }
        #expect(tree.checkInvariants() == [])
    }

    @Test(arguments: [0, 1, 95, 96, 4_607, 4_608, 9_599])
    func `with a snapshot only the nodes on the path are copied, and only once`(
        index: Int
    ) throws {
        var tree = try Self.makeTree()
        let levels = tree.root.level + 1
        #expect(levels == 3)
        let snapshot = tree
        #expect(tree.root === snapshot.root, "a snapshot copies nothing by itself")

        tree.remove(.even(index))
        let copied = tree.root.identities.subtracting(snapshot.root.identities)
        #expect(copied.count == levels)

        tree.insert(.odd(index))
        let copiedInAll = tree.root.identities.subtracting(snapshot.root.identities)
        #expect(copiedInAll == copied, "the path belongs to the tree by now")
        #expect(Array(snapshot) == (0..<Self.size).map(RankKey.even))
        #expect(snapshot.checkInvariants() == [] && tree.checkInvariants() == [])
    }

    @Test func `once a snapshot is gone the tree copies no more`() throws {
        var tree = try Self.makeTree()
        var snapshot: RankTree? = tree
        #expect(snapshot?.count == tree.count)
        snapshot = nil
        let before = tree.root.identities
        tree.replace(.even(7), with: .odd(9_000))
        #expect(tree.root.identities == before)
    }

    @Test func `a walk that has begun sees the tree as it was`() throws {
        var tree = try Self.makeTree()
        var walked: [RankKey] = []
        for key in tree {
            walked.append(key)
            tree.remove(key)
        }
        #expect(walked == (0..<Self.size).map(RankKey.even))
        #expect(tree.count == 0)
    }

    @Test func `threads read snapshots while the tree goes on changing`() async throws {
        var tree = try Self.makeTree()
        let sound = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<2_000 {
                if index % 100 == 0 {
                    let snapshot = tree
                    group.addTask {
                        let keys = (0..<Self.size).map { $0 < index ? RankKey.odd($0) : .even($0) }
                        return snapshot.checkInvariants() == [] && Array(snapshot) == keys
                    }
                }
                tree.replace(.even(index), with: .odd(index))
            }
            return await group.allSatisfy { $0 }
        }
        #expect(sound)
        #expect(tree.checkInvariants() == [])
    }

    private static func makeTree() throws -> RankTree {
        try #require(RankTree(ascending: (0..<size).map(RankKey.even)))
    }
}
