/// What the answers say about one question.
public struct ItemStatistics: Hashable, Sendable {
    /// How often it was met, by anybody, again and again.
    public var drawn: Int
    /// How often it was right.
    public var right: Int
    /// How often it was left unanswered.
    public var omitted: Int
    /// How many people met it; what follows is about these first encounters.
    public var people: Int
    /// Whether the able have it right more often; nil where it cannot be said.
    public var discrimination: Discrimination?
    /// What the strongest 27 % of people chose.
    public var strong: OptionShares
    /// What the weakest 27 % of people chose.
    public var weak: OptionShares
    /// The time that half of those who answered took at most, in tenths of a second: the lower
    /// median.
    ///
    /// Nil without times.
    public var medianTenths: Int?
    /// What is suspicious about it; nil for nothing.
    public var suspicion: KeySuspicion?

    /// Right answers among all encounters; nil when it was never met.
    public var shareRight: Double? { drawn == 0 ? nil : Double(right) / Double(drawn) }

    /// Omissions among all encounters; nil when it was never met.
    public var shareOmitted: Double? { drawn == 0 ? nil : Double(omitted) / Double(drawn) }
}

/// What a group of people chose at their first encounter with a question.
public struct OptionShares: Hashable, Sendable {
    /// How many people of the group met the question, tied ones in part: see `AbilityGroups`.
    public var people: Double
    /// The share of these who chose each option, in the bank's order; several may be chosen at once.
    ///
    /// Empty when nobody of the group met the question.
    public var options: [Double]
    /// The share of these who chose nothing; nil when nobody of the group met the question.
    public var omitted: Double?

    /// Makes shares.
    public init(people: Double = 0, options: [Double] = [], omitted: Double? = nil) {
        self.people = people
        self.options = options
        self.omitted = omitted
    }
}
