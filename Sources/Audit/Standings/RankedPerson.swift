import Crypto

/// One person on the way to a board.
struct RankedPerson {
    let participant: Int
    let value: Int64
    let time: Int64
    let attempts: Int
    /// What breaks ties, in order; smaller is ahead.
    private let breakers: (Int64, Int64)

    /// - Parameter pseudonym: The person's own, by which lots are told.
    init(
        participant: Int,
        pseudonym: UInt64,
        figures: PersonFigures,
        _ ranking: Ranking,
        opensAt: Int64
    ) {
        self.participant = participant
        value = figures.value(ranking)
        let time = figures.time(ranking)
        self.time = time
        attempts = Int(figures.attempts)
        let values = ranking.breakers.map { breaker in
            switch breaker {
            case .time: time
            // Instants before the opening, and those more than 2³⁸ ms after it, are all the same.
            case .first: min(max(0, figures.reached(ranking).minus(opensAt)), (1 << 38) - 1)
            case .lot: Self.lot(of: pseudonym, seed: ranking.lotSeed ?? "")
            }
        }
        breakers = (values.first ?? 0, values.dropFirst().first ?? 0)
    }

    func isTied(with other: RankedPerson) -> Bool {
        value == other.value && breakers == other.breakers
    }

    func precedes(_ other: RankedPerson) -> Bool {
        if value != other.value { return value > other.value }
        if breakers != other.breakers { return breakers < other.breakers }
        return participant < other.participant
    }

    /// The first 38 bits of SHA-256 over the seed, a line feed and the pseudonym's sixteen digits.
    private static func lot(of pseudonym: UInt64, seed: String) -> Int64 {
        let digest = SHA256.hash(data: Array("\(seed)\n\(pseudonym.hexadecimal)".utf8))
        let bits = digest.prefix(5).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return bits >> 2
    }
}
