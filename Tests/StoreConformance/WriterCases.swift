import ContestEngine
import ContestModel

extension StoreConformance {
    /// What the store answers where two servers meet on one ledger.
    static let writerCases: [ConformanceCase] = [
        ConformanceCase("a response to an attempt that has ended is a conflict") {
            var ledger = AppendedLedger(try await $0.make())
            let attempt = try await ledger.start()
            let first = try await ledger.commit(Sample.response(to: attempt, chosen: 1))
            let end = try await ledger.commit(Sample.submission(of: attempt))
            for _ in 1...2 {
                let outcomes = try await ledger.append([
                    Sample.response(to: attempt, chosen: 1, at: 90),
                    Sample.submission(of: attempt, at: 90),
                    Sample.response(to: attempt, position: 1, at: 90),
                    Sample.submission(of: attempt, at: 91),
                ])
                try requireEqual(
                    outcomes,
                    [
                        .duplicate(first), .duplicate(end), .conflict,
                        .rejected(.earlierFactFailed),
                    ],
                    "the same response, the same end, and a response that is new"
                )
                _ = try await ledger.store.recover()
            }
            let other = try await ledger.append([
                Sample.response(to: attempt, revision: 2, chosen: 1, at: 92)
            ])
            try requireEqual(other, [.conflict], "another revision")
            let record = try requireValue(
                try await ledger.store.attempt(attempt),
                "the ended attempt"
            )
            try requireEqual(record.responses.map(\.sequence), [first], "its responses")
        },
        ConformanceCase("a response behind its attempt's end in one batch is a conflict") {
            var ledger = AppendedLedger(try await $0.make())
            let attempt = try await ledger.start()
            let outcomes = try await ledger.append([
                Sample.response(to: attempt), Sample.submission(of: attempt),
                Sample.response(to: attempt, position: 1),
            ])
            try requireEqual(
                outcomes,
                [.committed(3), .committed(4), .conflict],
                "a response, the end, and one response more"
            )
        },
        ConformanceCase("two writers never give one place to two facts") { harness in
            let first = try await harness.make()
            let begun = [Sample.registration(0), Sample.attempt(of: 0)]
            try requireEqual(
                try await first.append(begun),
                [.committed(1), .committed(2)],
                "a person and an attempt"
            )
            // A store that refuses the second writer keeps the promise.
            guard let second = try? await harness.openBeside(first) else { return }
            let attempt = AttemptID(sequence: 2)
            var batches = [begun]
            let theirs = [Sample.submission(of: attempt)]
            try requireEqual(try await second.append(theirs), [.committed(3)], "the other's end")
            batches.append(theirs)
            try await meet(first, [Sample.response(to: attempt, at: 90)], [.conflict])
            let ours = [Sample.registration(1)]
            try await meet(first, ours, [.committed(4)])
            batches.append(ours)
            try await meet(second, [Sample.registration(2)], [.committed(5)])
            batches.append([Sample.registration(2)])

            var head = LedgerHead()
            for batch in batches {
                var chain = LedgerChain(after: head.chain)
                for entry in batch {
                    head.sequence += 1
                    chain.add(entry.fact, at: head.sequence)
                    head.at = max(head.at, entry.fact.at)
                }
                head.chain = chain.value()
            }
            for store in [first, second] {
                try requireEqual(try await store.recover(), head, "the end that both know")
                try requireEqual(
                    try await sequences(of: store),
                    [1, 2, 3, 4, 5],
                    "the places of all facts"
                )
            }
            try await second.close()
        },
    ]

    /// Appends where another writer may have come between: after a throw, memory is rebuilt first.
    private static func meet(
        _ store: any ContestStore,
        _ batch: [LedgerEntry],
        _ expected: [FactOutcome]
    ) async throws {
        let outcomes: [FactOutcome]
        do { outcomes = try await store.append(batch) } catch {
            _ = try await store.recover()
            outcomes = try await store.append(batch)
        }
        try requireEqual(outcomes, expected, "facts behind another writer's")
    }

    private static func sequences(of store: any ContestStore) async throws -> [LedgerSequence] {
        var sequences: [LedgerSequence] = []
        for kind in Fact.Kind.allCases {
            try await store.forEachFact(of: kind) { sequences.append($0.sequence) }
        }
        return sequences.sorted()
    }
}
