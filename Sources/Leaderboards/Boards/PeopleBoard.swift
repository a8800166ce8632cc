public import ContestModel

/// People in order.
///
/// A copy is a snapshot: it costs O(1) and later changes do not reach it.
public struct PeopleBoard: Sendable {
    private(set) var tree = RankTree()
    /// The tie groups that are present; kept only where ranks are dense.
    private(set) var groups: RankTree?
    let method: RankingMethod

    /// Makes an empty board.
    public init(method: RankingMethod) {
        self.method = method
        groups = method == .dense ? RankTree() : nil
    }

    /// Makes a board of keys in any order, in one go.
    ///
    /// - Complexity: O(n log n) for the sort, O(n) for the tree.
    public init(method: RankingMethod, keys: [BoardKey]) {
        self.init(method: method)
        let sorted = keys.map(\.rank).sorted()
        if let built = RankTree(ascending: sorted) { tree = built }
        guard groups != nil else { return }
        var distinct: [RankKey] = []
        for key in keys.map(\.tieGroup).sorted() where distinct.last != key { distinct.append(key) }
        if let built = RankTree(ascending: distinct) { groups = built }
    }

    /// How many people are on the board.
    public var count: Int { tree.count }

    /// Bytes of the board's nodes.
    public var byteCount: Int { tree.byteCount + (groups?.byteCount ?? 0) }

    /// Moves a person from one key to another; nil stands for not being on the board.
    ///
    /// - Complexity: O(log n).
    public mutating func move(from old: BoardKey?, to new: BoardKey?) {
        switch (old, new) {
        case (let old?, let new?) where old != new: tree.replace(old.rank, with: new.rank)
        case (let old?, nil): tree.remove(old.rank)
        case (nil, let new?): tree.insert(new.rank)
        default: return
        }
        guard groups != nil else { return }
        if let new { groups?.insert(new.tieGroup) }
        if let old, !isPresent(tieGroupOf: old) { groups?.remove(old.tieGroup) }
    }

    /// A person's rank by the board's method, from one; nil when the key is not on the board.
    ///
    /// - Complexity: O(log n).
    public func rank(of key: BoardKey) -> Int? {
        if method == .standardCompetition {
            return tree.position(of: key.tieGroup, with: key.rank).map { $0 + 1 }
        }
        guard let position = tree.rank(of: key.rank) else { return nil }
        return rank(of: key, at: position)
    }

    /// The people from a position on, best first, with their ranks.
    ///
    /// - Parameter position: From zero; beyond the end gives nothing.
    /// - Complexity: O(log n + count).
    public func rows(from position: Int, count: Int) -> [BoardRow] {
        guard position >= 0, count > 0 else { return [] }
        var rows: [BoardRow] = []
        var previous: BoardRow?
        for (offset, rankKey) in tree.keys(from: position, count: count).enumerated() {
            let key = BoardKey(rank: rankKey)
            var rank = position + offset + 1
            if method != .ordinal {
                if let previous, previous.key.tieGroup == key.tieGroup {
                    rank = previous.rank
                } else {
                    rank = self.rank(of: key, at: position + offset)
                }
            }
            let row = BoardRow(rank: rank, position: position + offset, key: key)
            rows.append(row)
            previous = row
        }
        return rows
    }

    /// Where a person stands in the order, from zero; nil when the key is not on the board.
    public func position(of key: BoardKey) -> Int? { tree.rank(of: key.rank) }

    /// Every key, best first.
    public func forEach(_ body: (BoardKey) -> Void) {
        tree.forEach { body(BoardKey(rank: $0)) }
    }

    private func rank(of key: BoardKey, at position: Int) -> Int {
        switch method {
        case .standardCompetition: tree.position(of: key.tieGroup) + 1
        case .dense: (groups?.position(of: key.tieGroup) ?? position) + 1
        case .ordinal: position + 1
        }
    }

    private func isPresent(tieGroupOf key: BoardKey) -> Bool {
        let end = key.afterTieGroup.map(tree.position(of:)) ?? tree.count
        return end > tree.position(of: key.tieGroup)
    }
}

/// One line of a board.
public struct BoardRow: Hashable, Sendable {
    /// The rank by the contest's method, from one.
    public var rank: Int
    /// The place in the order, from zero, where nobody is equal.
    public var position: Int
    /// Who, with value and time.
    public var key: BoardKey
}
