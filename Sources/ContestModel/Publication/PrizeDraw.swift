// What the two facts of a prize draw say, as canonical JSON. The order of the draw follows from them
// and from the entrants' list alone, so that anybody can work it out again:
//
//     list    one line a person, in order of the pseudonym, each ended by a line feed
//             00a1b2c3d4e5f607,3
//     digest  SHA-256 over the list, hexadecimal
//     key     SHA-256 over "safetyquiz-draw/1\n" seed "\n" randomness "\n" digest "\n", hexadecimal
//     ticket  for each chance 1, 2, 3 … of a person: SHA-256 over key "\n" pseudonym "\n" chance
//
// A person's place is that of their smallest ticket, so that every chance weighs the same and nobody
// is drawn twice. The first prizes go to the smallest tickets, and the alternates follow.

/// What a person's chances in a draw are.
public enum DrawChances: String, Hashable, Codable, CaseIterable, Sendable {
    /// As many as the lots that the person's counted attempts earned.
    case lots
    /// One for each person with a counted attempt.
    case people
}

/// One kind of prize of a draw.
public struct DrawPrize: Hashable, Codable, Sendable {
    /// What people call it: 一等奖.
    public var name: String
    /// How many there are.
    public var count: Int

    /// Makes a kind of prize.
    public init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}

/// The entrants' list in short.
public struct DrawEntrants: Hashable, Codable, Sendable {
    /// SHA-256 over the list, hexadecimal.
    public var digest: String
    /// All chances together.
    public var lots: Int
    /// How many people are on it.
    public var people: Int

    /// Makes the summary.
    public init(digest: String, lots: Int, people: Int) {
        self.digest = digest
        self.lots = lots
        self.people = people
    }
}

/// Step 1 of a draw: what is fixed before the randomness is known.
public struct DrawPlan: Hashable, Codable, Sendable {
    /// Who prepared it.
    public var actor: String
    /// How many alternates are drawn behind the prizes.
    public var alternates: Int
    /// The last fact that the list takes in.
    public var asOf: LedgerSequence
    /// What a person's chances are.
    public var chances: DrawChances
    /// The list in short.
    public var entrants: DrawEntrants
    /// The pseudonyms of those who were left out although they had a chance, ascending.
    public var excluded: [String]
    /// Why; empty when nobody was.
    public var exclusionReason: String
    /// Not before this instant is it drawn: the randomness is not known yet.
    public var notBefore: LedgerInstant
    /// The prizes in the order in which they are drawn.
    public var prizes: [DrawPrize]
    /// Why the draw is held.
    public var reason: String
    /// Whether those who won an earlier draw take part.
    public var repeatsWinners: Bool
    /// SHA-256 over the seed's hexadecimal digits; the seed itself comes with step 2.
    public var seedDigest: String
    /// Where the public randomness will come from.
    public var source: String
    /// What people call the draw.
    public var title: String

    /// Makes a plan.
    public init(
        title: String,
        prizes: [DrawPrize],
        alternates: Int,
        chances: DrawChances,
        source: String,
        notBefore: LedgerInstant,
        repeatsWinners: Bool,
        excluded: [String],
        exclusionReason: String,
        entrants: DrawEntrants,
        asOf: LedgerSequence,
        seedDigest: String,
        actor: String,
        reason: String
    ) {
        self.title = title
        self.prizes = prizes
        self.alternates = alternates
        self.chances = chances
        self.source = source
        self.notBefore = notBefore
        self.repeatsWinners = repeatsWinners
        self.excluded = excluded
        self.exclusionReason = exclusionReason
        self.entrants = entrants
        self.asOf = asOf
        self.seedDigest = seedDigest
        self.actor = actor
        self.reason = reason
    }

    /// How many prizes there are in all.
    public var prizeCount: Int { prizes.reduce(0) { $0 + $1.count } }
}

/// Step 2 of a draw: the randomness and what follows from it.
public struct DrawOutcome: Hashable, Codable, Sendable {
    /// Who entered the randomness.
    public var actor: String
    /// The pseudonyms of those who stand in for winners, in order.
    public var alternates: [String]
    /// The public randomness, as published.
    public var randomness: String
    /// The seed that step 1 committed to, 64 hexadecimal digits.
    public var seed: String
    /// The pseudonyms of the winners, in the order of the prizes.
    public var winners: [String]

    /// Makes an outcome.
    public init(
        randomness: String,
        seed: String,
        winners: [String],
        alternates: [String],
        actor: String
    ) {
        self.randomness = randomness
        self.seed = seed
        self.winners = winners
        self.alternates = alternates
        self.actor = actor
    }
}
