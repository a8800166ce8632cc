import Leaderboards
import Testing

struct RankTreeTests {
    @Test(arguments: 0..<12 as Range<UInt64>)
    func `a random stream of updates and questions agrees with a sorted array`(
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        let limit = [60, 700, 9_000][Int(seed % 3)]
        var naive = NaiveRanking()
        var tree = RankTree()
        for step in 0..<4_000 {
            // Growing and shrinking by turns, so that nodes both split and merge.
            let growing = step / 1_000 % 2 == 0
            let key = RankKey.random(below: limit, using: &generator)
            let other = RankKey.random(below: limit, using: &generator)
            let agrees =
                switch Int.random(in: 0..<10, using: &generator) {
                case 0..<5:
                    growing
                        ? tree.insert(key) == naive.insert(key)
                        : tree.remove(key) == naive.remove(key)
                case 5:
                    growing
                        ? tree.remove(key) == naive.remove(key)
                        : tree.insert(key) == naive.insert(key)
                case 6:
                    tree.replace(key, with: other) == naive.replace(key, with: other)
                case 7:
                    tree.rank(of: key) == naive.keys.firstIndex(of: key)
                        && tree.contains(key) == naive.keys.contains(key)
                default:
                    tree.position(of: key) == naive.position(of: key)
                }
            guard agrees, tree.count == naive.keys.count else {
                Issue.record("seed \(seed), step \(step): \(key), \(other)")
                return
            }
            if step % 97 == 0 {
                expectEqual(tree, naive.keys, "seed \(seed), step \(step)")
            }
        }
        expectEqual(tree, naive.keys, "seed \(seed)")
    }

    @Test(arguments: 0..<12 as Range<UInt64>)
    func `replacing a present key by a free one keeps the count and every place right`(
        seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed)
        var naive = NaiveRanking(ascending: (0..<2_000).map(RankKey.even))
        var tree = try #require(RankTree(ascending: naive.keys))
        for _ in 0..<1_000 {
            let old = try #require(naive.keys.randomElement(using: &generator))
            let new = RankKey.random(below: 8_000, using: &generator)
            #expect(
                tree.replace(old, with: new) == naive.replace(old, with: new),
                "seed \(seed): \(old) to \(new)"
            )
        }
        expectEqual(tree, naive.keys, "seed \(seed)")
    }

    @Test func `a replacement that cannot be made changes nothing`() throws {
        let keys = (0..<500).map(RankKey.even)
        var tree = try #require(RankTree(ascending: keys))
        let refused = [
            tree.replace(.odd(3), with: .odd(4)),
            tree.replace(.even(3), with: .even(400)),
            tree.replace(.odd(3), with: .odd(3)),
        ]
        #expect(refused == [false, false, false])
        let stayed = tree.replace(.even(3), with: .even(3))
        #expect(stayed, "a standing may move to where it is")
        #expect(Array(tree) == keys)
        #expect(tree.checkInvariants() == [])
    }

    @Test func `keys are ordered by high first and by low second, to the ends of their range`() {
        let ends: [UInt64] = [0, 1, 1 << 63, .max - 1, .max]
        let ascending = ends.flatMap { high in ends.map { RankKey(high: high, low: $0) } }
        #expect(ascending.shuffled().sorted() == ascending)
        var tree = RankTree()
        for key in ascending.reversed() {
            tree.insert(key)
        }
        #expect(Array(tree) == ascending)
    }

    @Test func `no argument is out of range`() throws {
        let keys = (0..<1_000).map(RankKey.even)
        let full = try #require(RankTree(ascending: keys))
        let values = [Int.min, -1_001, -1, 0, 1, 999, 1_000, 1_001, Int.max]
        for tree in [RankTree(), full] {
            let naive = NaiveRanking(ascending: Array(tree))
            for position in values {
                let expected = naive.keys.enumerated().first { $0.offset == position }?.element
                #expect(tree.key(at: position) == expected)
                for count in values {
                    let page = tree.keys(from: position, count: count)
                    #expect(page == naive.page(from: position, count: count))
                }
            }
            for key in [RankKey(high: 0, low: 0), RankKey(high: .max, low: .max)] {
                #expect((0...tree.count).contains(tree.position(of: key)))
            }
        }
    }
}
