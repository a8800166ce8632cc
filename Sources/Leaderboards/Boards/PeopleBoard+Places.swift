public import ContestModel

extension PeopleBoard {
    /// The people around a key, best first, with their ranks.
    ///
    /// - Parameter radius: How many on each side, at least 0; the board's ends give fewer.
    /// - Returns: nil when the key is not on the board.
    /// - Complexity: O(log n + radius).
    public func rows(around key: BoardKey, radius: Int) -> [BoardRow]? {
        guard let position = position(of: key) else { return nil }
        let reach = min(max(radius, 0), count)
        let start = max(0, position - reach)
        return rows(from: start, count: position - start + reach + 1)
    }

    /// Where a score would stand if somebody who is not on the board reached it now.
    ///
    /// - Parameters:
    ///   - value: The ranked value in hundredths.
    ///   - timeMilliseconds: The tie-breaking time; nil when it is not known, and without effect
    ///     where time breaks no ties.
    /// - Complexity: O(log n).
    public func place(
        of value: Int32,
        timeMilliseconds: UInt32?,
        breakers: [TieBreaker]
    ) -> ScorePlace {
        guard breakers.contains(.time) else {
            return place(BoardKey.range(of: value, timeMilliseconds: nil), breakers: breakers)
        }
        if let timeMilliseconds {
            let range = BoardKey.range(of: value, timeMilliseconds: timeMilliseconds)
            return place(range, breakers: breakers)
        }
        let fastest = BoardKey.range(of: value, timeMilliseconds: 0)
        let slowest = BoardKey.range(of: value, timeMilliseconds: .max)
        var place = place(fastest, breakers: breakers)
        place.level = (slowest.end.map(tree.position(of:)) ?? count) - place.ahead
        place.worstRank = self.place(slowest, breakers: breakers).worstRank
        return place
    }

    private func place(
        _ range: (start: RankKey, end: RankKey?),
        breakers: [TieBreaker]
    ) -> ScorePlace {
        let ahead = tree.position(of: range.start)
        let end = range.end.map(tree.position(of:)) ?? count
        let first = rank(startingAt: range.start, position: ahead)
        let last = rank(startingAt: range.end, position: end)
        let ranks =
            switch (breakers.contains(.first), method) {
            // Whoever reaches a score last stands behind all who have it.
            case (true, _): (best: last, worst: last)
            case (false, .standardCompetition), (false, .dense): (best: first, worst: first)
            // Not known: when the newcomer registered.
            case (false, .ordinal): (best: first, worst: last)
            }
        return ScorePlace(
            ahead: ahead,
            level: end - ahead,
            total: count,
            bestRank: ranks.best,
            worstRank: ranks.worst
        )
    }

    /// How many people stand ahead of a key, level with it, and behind it.
    ///
    /// - Returns: nil when the key is not on the board.
    /// - Complexity: O(log n).
    public func share(of key: BoardKey) -> BoardShare? {
        guard tree.contains(key.rank) else { return nil }
        let ahead = tree.position(of: key.tieGroup)
        let end = key.afterTieGroup.map(tree.position(of:)) ?? tree.count
        return BoardShare(ahead: ahead, level: end - ahead, behind: tree.count - end)
    }

    /// The rank of somebody alone at a key that is not on the board.
    private func rank(startingAt key: RankKey?, position: Int) -> Int {
        guard let groups else { return position + 1 }
        return (key.map(groups.position(of:)) ?? groups.count) + 1
    }
}

/// Where a score would stand.
public struct ScorePlace: Hashable, Sendable {
    /// How many people have a better score.
    public var ahead: Int
    /// How many people have this score: the same value, and the same time where one was given.
    public var level: Int
    /// How many people are on the board.
    public var total: Int
    /// The rank that the score would have, from one.
    public var bestRank: Int
    /// The same, or the worst rank it could have where something that decides is not known: the
    /// time, or on ordinal boards the order of registration.
    public var worstRank: Int
}

/// A person's place as a share of the board.
public struct BoardShare: Hashable, Sendable {
    /// How many stand ahead.
    public var ahead: Int
    /// How many are tied at the place, the person included.
    public var level: Int
    /// How many stand behind.
    public var behind: Int

    /// The people behind as a part of all on the board, in hundredths of a percent, rounded down:
    /// nobody beats a hundred percent.
    public var percentileHundredths: Int {
        let total = ahead + level + behind
        return total > 0 ? behind * 10_000 / total : 0
    }
}
