import ContestEngine
import ContestModel

/// What a ledger must be, kept beside the store from the outcomes that it gave.
struct AppendedLedger {
    let store: any ContestStore
    private(set) var committed: [CommittedFact] = []
    private(set) var head = LedgerHead()

    init(_ store: any ContestStore) {
        self.store = store
    }

    /// Appends a batch and checks what holds for every batch: one outcome an entry, and new
    /// sequences without a gap.
    @discardableResult
    mutating func append(_ batch: [LedgerEntry]) async throws -> [FactOutcome] {
        let outcomes = try await store.append(batch)
        try requireEqual(outcomes.count, batch.count, "outcomes of a batch")
        var chain = LedgerChain(after: head.chain)
        var next = head
        for (entry, outcome) in zip(batch, outcomes) {
            guard case .committed(let sequence) = outcome else { continue }
            try requireEqual(sequence, next.sequence + 1, "the sequence of \(entry.fact.kind)")
            next.sequence = sequence
            next.at = max(next.at, entry.fact.at)
            chain.add(entry.fact, at: sequence)
            committed.append(CommittedFact(sequence: sequence, fact: entry.fact))
        }
        if next.sequence > head.sequence { next.chain = chain.value() }
        head = next
        return outcomes
    }

    /// Appends one fact that must be new.
    @discardableResult
    mutating func commit(_ entry: LedgerEntry) async throws -> LedgerSequence {
        let outcomes = try await append([entry])
        guard case .committed(let sequence)? = outcomes.first else {
            throw ConformanceFailure(
                description: "expected a new \(entry.fact.kind), found \(outcomes)"
            )
        }
        return sequence
    }

    /// Registers a person and starts an attempt.
    mutating func start(_ index: Int = 0) async throws -> AttemptID {
        try await commit(Sample.registration(index))
        return AttemptID(sequence: try await commit(Sample.attempt(of: index)))
    }

    /// The facts of a kind in the order of the kind's key, worked out here.
    func facts(of kind: Fact.Kind) -> [CommittedFact] {
        committed.filter { $0.fact.kind == kind }.sorted { Self.key($0) < Self.key($1) }
    }

    /// The key that pages of a fact's kind are ordered by.
    static func key(_ fact: CommittedFact) -> (Int64, Int64) {
        switch fact.fact.body {
        case .response(let body):
            (body.attempt.sequence, Int64(body.position) << 16 + Int64(body.revision))
        case .submission(let body): (body.attempt.sequence, 0)
        default: (fact.sequence, 0)
        }
    }
}

extension Fact {
    /// Throws unless both are the same facts in the same order.
    static func requireSame(
        _ found: [CommittedFact],
        _ expected: [CommittedFact],
        _ subject: String
    ) throws {
        try requireEqual(found.map(\.sequence), expected.map(\.sequence), "\(subject): sequences")
        for (left, right) in zip(found, expected) {
            try requireEqual(left, right, "\(subject): fact \(right.sequence)")
        }
    }
}
