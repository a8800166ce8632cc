import ContestModel

/// The ranks that participants must have, worked out from their standings by sorting.
struct ClientRanking: Sendable {
    /// The ranks that each may have: more than one only among equals in ordinal numbering, whose
    /// order of registration the clients do not know.
    let ranks: [String: ClosedRange<Int>]

    /// Ranks everyone.
    ///
    /// - Complexity: O(n log n).
    init(_ standings: [String: ClientStanding], ranking: RankingRules) {
        let keyed = standings.map { (name: $0.key, key: Self.key(of: $0.value, ranking)) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var ranks: [String: ClosedRange<Int>] = [:]
        ranks.reserveCapacity(keyed.count)
        var start = 0
        var groups = 0
        while start < keyed.count {
            var end = start + 1
            while end < keyed.count, keyed[end].key == keyed[start].key { end += 1 }
            groups += 1
            let range =
                switch ranking.method {
                case .standardCompetition where ranking.breakers.contains(.lot): (start + 1)...end
                case .standardCompetition: (start + 1)...(start + 1)
                case .dense: groups...groups
                case .ordinal: (start + 1)...end
                }

            for index in start..<end { ranks[keyed[index].name] = range }
            start = end
        }
        self.ranks = ranks
    }

    /// What is compared, smaller first: the value downwards, then the breakers.
    private static func key(of standing: ClientStanding, _ ranking: RankingRules) -> [Int] {
        [-(standing.value ?? 0)]
            + ranking.breakers.map { breaker in
                switch breaker {
                case .time: standing.timeMilliseconds
                case .first: standing.reachedMilliseconds ?? 0
                case .lot: 0
                }
            }
    }
}
