import Leaderboards
import Testing

/// Sizes at which nodes fill, split, merge and change their number of levels.
struct RankTreeSizeTests {
    // Leaves hold 128, bulk loading puts 96 into them, a third is their least.
    static let smallSizes = [0...3, 42...43, 94...99, 126...131, 136...140, 190...194, 254...258]
        .flatMap(Array.init)

    // 64 leaves of 64 to 128 keys fill an inner node; 48 leaves of 96 after a bulk load.
    static let largeSizes = [4_160, 4_608, 4_609, 6_144, 6_145, 8_192, 8_193, 20_000]

    static let orders = ["ascending", "descending", "random 1", "random 2", "random 3"]

    @Test(arguments: smallSizes)
    func `around a leaf's capacity, every single insertion and removal leaves a sound tree`(
        size: Int
    ) throws {
        let keys = (0..<size).map(RankKey.even)
        let tree = try #require(RankTree(ascending: keys))
        expectEqual(tree, keys, "\(size)")
        for index in 0...size {
            var grown = tree
            grown.insert(.odd(index))
            var more = keys
            more.insert(.odd(index), at: min(index + 1, size))
            #expect(Array(grown) == more)
            #expect(grown.checkInvariants() == [], "inserted at \(index) of \(size)")
        }
        for index in 0..<size {
            var shrunk = tree
            shrunk.remove(.even(index))
            var rest = keys
            rest.remove(at: index)
            #expect(Array(shrunk) == rest)
            #expect(shrunk.checkInvariants() == [], "removed \(index) of \(size)")
        }
    }

    @Test(arguments: orders)
    func `a tree grown key by key to three levels and emptied again is sound all the way`(
        order: String
    ) {
        let size = 12_000
        let places = Self.places(size, in: order)
        var tree = RankTree()
        for (step, place) in places.enumerated() {
            tree.insert(.even(place))
            if step % 1_999 == 0 {
                let keys = places[...step].sorted().map(RankKey.even)
                expectEqual(tree, keys, "\(order), inserted \(step)")
            }
        }
        for (step, place) in places.enumerated() {
            tree.remove(.even(place))
            if step % 1_999 == 0 || size - step < 4 {
                let keys = places[(step + 1)...].sorted().map(RankKey.even)
                expectEqual(tree, keys, "\(order), removed \(step)")
            }
        }
        #expect(tree.byteCount == RankTree().byteCount, "an empty tree is one leaf again")
    }

    @Test(arguments: smallSizes + largeSizes)
    func `a bulk load holds what insertions hold`(size: Int) throws {
        let keys = (0..<size).map(RankKey.even)
        let loaded = try #require(RankTree(ascending: keys))
        var inserted = RankTree()
        for key in keys {
            inserted.insert(key)
        }
        #expect(Array(loaded) == Array(inserted))
        expectEqual(loaded, keys, "\(size)")
        #expect(RankTree(ascending: keys.lazy.map { $0 }).map(Array.init) == keys)
    }

    @Test func `a bulk load takes about 22 bytes a key`() throws {
        let tree = try #require(RankTree(ascending: (0..<100_000).map(RankKey.even)))
        #expect((21.5..<22.5).contains(Double(tree.byteCount) / Double(tree.count)))
    }

    @Test(arguments: [0, 1, 95, 96, 97, 498])
    func `a bulk load refuses keys that do not ascend`(index: Int) {
        var keys = (0..<500).map(RankKey.even)
        keys.swapAt(index, index + 1)
        #expect(RankTree(ascending: keys) == nil)
        keys.swapAt(index, index + 1)
        keys[index] = keys[index + 1]
        #expect(RankTree(ascending: keys) == nil)
    }

    private static func places(_ size: Int, in order: String) -> [Int] {
        switch order {
        case "ascending": return Array(0..<size)
        case "descending": return (0..<size).reversed()
        default:
            var generator = SeededGenerator(seed: UInt64(order.suffix(1)) ?? 0)
            return (0..<size).shuffled(using: &generator)
        }
    }
}
