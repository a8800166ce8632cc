// Item statistics: what the answers say about the questions.
//
// Attempts come in one by one, in order. Of every encounter the totals of its question remember
// that it was drawn, right or omitted; the *first* encounter of each person with each question is
// kept, in eight bytes, since discrimination, groups and times are worked out from those alone: who
// meets a question again has seen its key.
//
// Memory: 8 bytes a first encounter, up to a quarter more while encounters are gathered, 2 more
// while the figures are worked out, and about 400 bytes a question. Nothing else grows.

public import ContestModel

/// Gathers attempts and works out each question's statistics.
public struct ItemFold: Sendable {
    private(set) var totals: [Totals]
    private(set) var shards: [EncounterShard] = []

    /// The most questions that statistics are worked out for: 1,048,576.
    public static let questionCountLimit = FirstEncounter.questionLimit

    /// What every encounter of a question adds to.
    struct Totals {
        var drawn = 0
        var right = 0
        var omitted = 0
    }

    /// Makes an empty fold.
    ///
    /// - Parameter questionCount: How many questions there are, at most `questionCountLimit`.
    public init(questionCount: Int) {
        let count = max(0, min(questionCount, Self.questionCountLimit))
        totals = Array(repeating: Totals(), count: count)
    }

    /// Takes in one attempt.
    ///
    /// The order of attempts matters within one person only. Encounters with questions that the fold
    /// was not made for are passed over.
    ///
    /// - Parameter participant: Whose attempt it is; indices are dense.
    /// - Complexity: O(encounters · log(encounters of 4,096 people)), amortised.
    public mutating func add(
        _ participant: ParticipantIndex,
        _ encounters: some Sequence<ItemEncounter>
    ) {
        let number = Int(participant.rawValue)
        let shard = number / FirstEncounter.personLimit
        while shards.count <= shard { shards.append(EncounterShard()) }
        for encounter in encounters where totals.indices.contains(encounter.question) {
            totals[encounter.question].drawn += 1
            totals[encounter.question].right += encounter.isRight ? 1 : 0
            totals[encounter.question].omitted += encounter.chosen.isEmpty ? 1 : 0
            shards[shard].add(
                FirstEncounter(person: number % FirstEncounter.personLimit, encounter)
            )
        }
    }

    /// Bytes held now for encounters and totals.
    public var byteCount: Int {
        shards.reduce(totals.capacity * MemoryLayout<Totals>.stride) { $0 + $1.byteCount }
    }

    /// How many first encounters there are.
    ///
    /// - Complexity: O(people / 4,096), once the fold is settled.
    public var firstEncounterCount: Int {
        shards.reduce(0) { $0 + $1.settled.count }
    }

    /// Merges everything gathered; to be called before `statistics` where memory matters.
    ///
    /// - Complexity: O(first encounters).
    public mutating func settle() {
        for index in shards.indices { shards[index].finish() }
    }

    /// Whether nothing is gathered that is not merged.
    var isSettled: Bool { shards.allSatisfy(\.isSettled) }
}
