import ContestEngine
import ContestModel

extension StoreConformance {
    /// Closing, opening again, recovering and copying.
    static let lifecycleCases: [ConformanceCase] = [
        ConformanceCase("a ledger opened again is the same ledger and goes on") { harness in
            var ledger = try await crowdedLedger(harness)
            try await ledger.store.close()
            let reopened = try await harness.reopen(ledger.store)
            try requireEqual(try await reopened.head(), ledger.head, "the head after reopening")
            for kind in Fact.Kind.allCases {
                var found: [CommittedFact] = []
                try await reopened.forEachFact(of: kind) { found.append($0) }
                try Fact.requireSame(found, ledger.facts(of: kind), "\(kind) after reopening")
            }
            let outcomes = try await reopened.append([
                Sample.registration(60), Sample.registration(61, key: 0),
            ])
            let first = try requireValue(ledger.facts(of: .registration).first, "a registration")
            try requireEqual(
                outcomes,
                [.committed(ledger.head.sequence + 1), .duplicate(first.sequence)],
                "a new registration and a known key after reopening"
            )
            var chain = LedgerChain(after: ledger.head.chain)
            chain.add(Sample.registration(60).fact, at: ledger.head.sequence + 1)
            try requireEqual(
                try await reopened.head().chain,
                chain.value(),
                "the chain over the reopening"
            )
        },
        ConformanceCase("recovering gives the ledger's true end, and the store goes on") {
            var ledger = AppendedLedger(try await $0.make())
            let nothing = try await ledger.store.recover()
            try requireEqual(nothing, LedgerHead(), "an empty ledger's end")
            let attempt = try await ledger.start()
            for round in 1...3 as ClosedRange<UInt16> {
                try requireEqual(
                    try await ledger.store.recover(),
                    ledger.head,
                    "the end after \(round) recoveries"
                )
                try await ledger.commit(Sample.response(to: attempt, revision: round))
                try requireEqual(try await ledger.store.head(), ledger.head, "the head after it")
            }
        },
        ConformanceCase("a backup opens as a store with the same head and facts") { harness in
            var ledger = try await crowdedLedger(harness)
            let path = try harness.backupPath()
            let head = try await ledger.store.backUp(to: path)
            try requireEqual(head, ledger.head, "the backup's head as it was made")
            try await ledger.commit(Sample.registration(80))
            let copy = try await harness.open(backup: path)
            try requireEqual(try await copy.head(), head, "the backup's head as it opens")
            for kind in Fact.Kind.allCases {
                var found: [CommittedFact] = []
                try await copy.forEachFact(of: kind) { found.append($0) }
                let expected = ledger.facts(of: kind).filter { $0.sequence <= head.sequence }
                try Fact.requireSame(found, expected, "\(kind) in the backup")
            }
            try await copy.close()
        },
        ConformanceCase("a backup does not overwrite a file that exists") { harness in
            let store = try await harness.make()
            let path = try harness.backupPath()
            _ = try await store.backUp(to: path)
            try await requireThrow("a second backup to the same path") {
                _ = try await store.backUp(to: path)
            }
            _ = try await store.append([Sample.registration(0)])
            try requireEqual(try await store.head().sequence, 1, "the head after the refused copy")
        },
        ConformanceCase("a backup made between batches is a prefix of the ledger") { harness in
            let store = try await harness.make()
            let path = try harness.backupPath()
            async let head = store.backUp(to: path)
            for batch in 0..<20 {
                _ = try await store.append(
                    (batch * 10..<batch * 10 + 10).map { Sample.registration($0) }
                )
            }
            let copied = try await head
            let copy = try await harness.open(backup: path)
            try requireEqual(try await copy.head(), copied, "the backup's head")
            var found: [CommittedFact] = []
            try await copy.forEachFact(of: .registration) { found.append($0) }
            try requireEqual(
                found.map(\.sequence),
                Array(0..<copied.sequence).map { $0 + 1 },
                "registrations in the backup"
            )
            try await copy.close()
        },
        ConformanceCase("a closed store throws") {
            let store = try await $0.make()
            _ = try await store.append([Sample.registration(0)])
            try await store.close()
            try await requireThrow("append") {
                _ = try await store.append([Sample.registration(1)])
            }
            try await requireThrow("head") { _ = try await store.head() }
            try await requireThrow("facts") {
                _ = try await store.facts(of: .registration, after: FactCursor(), limit: 1)
            }
            try await requireThrow("attempt") {
                _ = try await store.attempt(AttemptID(sequence: 1))
            }
            try await requireThrow("checkpoint") { _ = try await store.checkpoint(foldVersion: 1) }
            try await requireThrow("people") { _ = try await store.people([]) }
        },
        ConformanceCase("no ordinary error says that the disk is full") {
            let store = try await $0.make()
            let failure = ConformanceFailure(description: "an error of another kind")
            try require(!store.isStorageFull(failure), "an unknown error counts as a full disk")
        },
    ]

    private static func requireThrow(_ subject: String, _ body: () async throws -> Void)
        async throws
    {
        do { try await body() } catch { return }
        throw ConformanceFailure(description: "\(subject): expected an error, found none")
    }
}
