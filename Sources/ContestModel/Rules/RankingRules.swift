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
    /// The public text that lots are drawn from where `breakers` names the lot.
    ///
    /// It should be randomness that nobody knew before the contest, such as a published lottery.
    public var lotSeed: String

    /// Makes ranking rules.
    public init(
        value: RankedValue = .sum,
        time: RankedTime = .ofBest,
        breakers: [TieBreaker] = [],
        method: RankingMethod = .standardCompetition,
        lotSeed: String = ""
    ) {
        self.value = value
        self.time = time
        self.breakers = breakers
        self.method = method
        self.lotSeed = lotSeed
    }

    /// Reads rules; what versions before this one did not know has its default.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        value = try values.decode(RankedValue.self, forKey: .value)
        time = try values.decode(RankedTime.self, forKey: .time)
        breakers = try values.decode([TieBreaker].self, forKey: .breakers)
        method = try values.decode(RankingMethod.self, forKey: .method)
        lotSeed = try values.decodeIfPresent(String.self, forKey: .lotSeed) ?? ""
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
    /// Points per counted attempt, in hundredths, rounded down.
    case average
    /// Right ÷ drawn in hundredths of a percent, rounded down: 85.00 % is 8500.
    case accuracy
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
    /// By lot: a number that follows from `lotSeed` and the person's pseudonym.
    case lot
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
