import Leaderboards
import Testing

/// SplitMix64: small, and the same on every machine, so that a failing seed fails again.
///
/// Source: Steele, Lea, Flood (2014), "Fast Splittable Pseudorandom Number Generators".
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

extension RankKey {
    /// The even numbers as keys, in order, so that odd ones are absent; `high` and `low` both vary.
    static func even(_ index: Int) -> RankKey {
        number(2 * index)
    }

    static func odd(_ index: Int) -> RankKey {
        number(2 * index + 1)
    }

    static func random(
        below limit: Int,
        using generator: inout SeededGenerator
    ) -> RankKey {
        number(Int.random(in: 0..<limit, using: &generator))
    }

    private static func number(_ value: Int) -> RankKey {
        RankKey(high: UInt64(value / 10), low: UInt64(value % 10) << 60)
    }
}

/// What a `RankTree` should be: a sorted array, by the simplest code that can be right.
struct NaiveRanking {
    private(set) var keys: [RankKey]

    init(ascending keys: [RankKey] = []) {
        self.keys = keys
    }

    mutating func insert(_ key: RankKey) -> Bool {
        guard !keys.contains(key) else { return false }
        keys.insert(key, at: position(of: key))
        return true
    }

    mutating func remove(_ key: RankKey) -> Bool {
        guard let index = keys.firstIndex(of: key) else { return false }
        keys.remove(at: index)
        return true
    }

    mutating func replace(_ old: RankKey, with new: RankKey) -> Bool {
        guard keys.contains(old), old == new || !keys.contains(new) else { return false }
        return remove(old) && insert(new)
    }

    func position(of key: RankKey) -> Int {
        keys.firstIndex { ($0.high, $0.low) >= (key.high, key.low) } ?? keys.count
    }

    func page(from position: Int, count: Int) -> [RankKey] {
        keys.enumerated()
            .filter { $0.offset >= position && Int128($0.offset) - Int128(position) < count }
            .map(\.element)
    }
}

/// Expects a sound tree that holds the array's keys and answers as the array does, for every key
/// of a small one and for about five hundred of a large one.
func expectEqual(
    _ tree: RankTree,
    _ keys: [RankKey],
    _ comment: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(tree.checkInvariants() == [], comment, sourceLocation: sourceLocation)
    #expect(tree.count == keys.count, comment, sourceLocation: sourceLocation)
    #expect(Array(tree) == keys, comment, sourceLocation: sourceLocation)
    let places = stride(from: 0, to: keys.count, by: keys.count / 500 + 1)
    let answers = places.allSatisfy { index in
        tree.rank(of: keys[index]) == index && tree.position(of: keys[index]) == index
            && tree.contains(keys[index]) && tree.key(at: index) == keys[index]
    }
    #expect(answers, comment, sourceLocation: sourceLocation)
    let starts = stride(from: 0, through: keys.count, by: keys.count / 50 + 1)
    let pages = starts.allSatisfy { position in
        tree.keys(from: position, count: 150) == Array(keys.dropFirst(position).prefix(150))
    }
    #expect(pages, comment, sourceLocation: sourceLocation)
}
