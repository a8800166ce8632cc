/// What a person's place depends on.
public struct RankingRules: Hashable, Codable, Sendable {
    /// How a person's attempts become one value.
    public var value: RankedValue
    /// Whose time breaks ties when `breakers` names time.
    public var time: RankedTime
    /// Tie-breaks in order; empty when equal values stay tied.
    public var breakers: [TieBreaker]
    /// How ties are numbered.
    public var method: RankingMethod

    /// Makes ranking rules.
    public init(
        value: RankedValue = .sum,
        time: RankedTime = .ofBest,
        breakers: [TieBreaker] = [],
        method: RankingMethod = .standardCompetition
    ) {
        self.value = value
        self.time = time
        self.breakers = breakers
        self.method = method
    }
}

/// How counted attempts become the ranked value.
public enum RankedValue: String, Codable, CaseIterable, Sendable {
    /// 积分: all points together.
    case sum
    /// The best attempt.
    case best
    /// The latest attempt.
    case latest
    /// How many attempts counted.
    case count
}

/// Which elapsed time is the tie-break.
public enum RankedTime: String, Codable, CaseIterable, Sendable {
    /// The time of the attempt with the most points, the shortest among equals; where the latest
    /// attempt is ranked, its time.
    case ofBest = "of_best"
    /// The time of all counted attempts together.
    case summed
}

/// What separates people of equal value.
public enum TieBreaker: String, Codable, CaseIterable, Sendable {
    /// The shorter time is ahead.
    case time
    /// Whoever reached the present value earlier is ahead.
    case first
}

/// How ranks are numbered when some are equal.
public enum RankingMethod: String, Codable, CaseIterable, Sendable {
    /// 1, 1, 3 (1224).
    case standardCompetition = "standard"
    /// 1, 1, 2 (1223).
    case dense
    /// 1, 2, 3 (1234): equals stand in order of registration.
    case ordinal
}
