import ContestEngine
import ContestModel

extension StoreConformance {
    /// Batches as wholes, and the chain over them.
    static let batchCases: [ConformanceCase] = [
        ConformanceCase("an empty ledger's head is zero and the genesis link") {
            let store = try await $0.make()
            try requireEqual(try await store.head(), LedgerHead(), "the head of an empty ledger")
        },
        ConformanceCase("the chain covers the committed facts only, one link a batch") {
            var ledger = AppendedLedger(try await $0.make())
            try await ledger.append(try Sample.oneOfEachRareKind())
            let attempt = try await ledger.start()
            let batches = [
                [Sample.registration(3), Sample.registration(9, key: 3)],
                [Sample.response(to: attempt), Sample.response(to: attempt, chosen: 1)],
                [Sample.submission(of: AttemptID(sequence: 400)), Sample.grant(to: 3, key: 3)],
                [Sample.submission(of: attempt, at: 1_000), Sample.amendment(at: 1_001)],
            ]
            for batch in batches {
                try await ledger.append(batch)
                try requireEqual(
                    try await ledger.store.head(),
                    ledger.head,
                    "the head after \(ledger.head.sequence) facts"
                )
            }
        },
        ConformanceCase("a batch without a new fact moves nothing") {
            var ledger = AppendedLedger(try await $0.make())
            let attempt = try await ledger.start()
            let before = try await ledger.store.head()
            try await ledger.append([
                Sample.registration(8, key: 0, at: 5_000),
                Sample.attempt(of: 0, at: 5_001),
                Sample.response(to: AttemptID(sequence: attempt.sequence + 50), at: 5_002),
            ])
            try requireEqual(try await ledger.store.head(), before, "the head after nothing new")
        },
        ConformanceCase("readers see a batch whole or not at all") { harness in
            let store = try await harness.make()
            let size = 25
            try await withThrowingTaskGroup { group in
                group.addTask {
                    for batch in 0..<40 {
                        let first = batch * size
                        _ = try await store.append(
                            (first..<first + size).map { Sample.registration($0) }
                        )
                    }
                }
                group.addTask {
                    while true {
                        let head = try await store.head().sequence
                        try requireEqual(Int(head) % size, 0, "the head, modulo the batch")
                        let page = try await store.facts(
                            of: .registration,
                            after: FactCursor(),
                            limit: 2_000
                        )
                        try requireEqual(
                            page.facts.count % size,
                            0,
                            "facts in one read, modulo the batch of \(size)"
                        )
                        try require(
                            page.facts.count >= Int(head),
                            "a read after head() saw fewer facts than the head's sequence"
                        )
                        if page.facts.count == 40 * size { return }
                    }
                }
                try await group.waitForAll()
            }
        },
        ConformanceCase("a batch of thousands keeps its order") {
            var ledger = AppendedLedger(try await $0.make())
            let outcomes = try await ledger.append((0..<3_000).map { Sample.registration($0) })
            try requireEqual(
                outcomes,
                (1...3_000).map { .committed($0) },
                "outcomes of three thousand registrations"
            )
            try requireEqual(try await ledger.store.head(), ledger.head, "the head after them")
        },
    ]
}
