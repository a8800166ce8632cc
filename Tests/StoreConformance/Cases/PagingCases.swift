import ContestEngine
import ContestModel

extension StoreConformance {
    /// Reading facts page by page.
    static let pagingCases: [ConformanceCase] = [
        ConformanceCase("facts of every kind come back as they were, in their key's order") {
            let ledger = try await crowdedLedger($0)
            for kind in Fact.Kind.allCases {
                var found: [CommittedFact] = []
                try await ledger.store.forEachFact(of: kind) { found.append($0) }
                try Fact.requireSame(found, ledger.facts(of: kind), "all of \(kind)")
                try require(!found.isEmpty, "no fact of kind \(kind) was read")
            }
        },
        ConformanceCase("pages of any size together are the whole") {
            let ledger = try await crowdedLedger($0)
            for kind in Fact.Kind.allCases {
                for limit in [1, 2, 3, 7, 1_000] {
                    let found = try await pages(of: kind, in: ledger.store, limit: limit)
                    try Fact.requireSame(
                        found,
                        ledger.facts(of: kind),
                        "\(kind) in pages of \(limit)"
                    )
                }
            }
        },
        ConformanceCase("a kind without facts gives one empty page") {
            let store = try await $0.make()
            for kind in Fact.Kind.allCases {
                let page = try await store.facts(of: kind, after: FactCursor(), limit: 10)
                try requireEqual(page.facts, [], "facts of \(kind) in an empty ledger")
                try requireEqual(page.next, nil, "the cursor of \(kind) in an empty ledger")
            }
        },
    ]

    /// Where a page begins.
    static let cursorCases: [ConformanceCase] = [
        ConformanceCase("a cursor at any key begins with the key after it") {
            let ledger = try await crowdedLedger($0)
            for kind in Fact.Kind.allCases {
                let all = ledger.facts(of: kind)
                for (index, fact) in all.enumerated() {
                    let (key, subkey) = AppendedLedger.key(fact)
                    let page = try await ledger.store.facts(
                        of: kind,
                        after: FactCursor(key: key, subkey: subkey),
                        limit: 3
                    )
                    try Fact.requireSame(
                        page.facts,
                        Array(all.dropFirst(index + 1).prefix(3)),
                        "three of \(kind) after \(key), \(subkey)"
                    )
                }
            }
        },
        ConformanceCase("a cursor before an attempt begins with that attempt's first fact") {
            let ledger = try await crowdedLedger($0)
            for kind in [Fact.Kind.attempt, .response, .submission] {
                for fact in ledger.facts(of: kind) {
                    let key = AppendedLedger.key(fact).0
                    let page = try await ledger.store.facts(
                        of: kind,
                        after: FactCursor(key: key - 1, subkey: .max),
                        limit: 1
                    )
                    let expected = ledger.facts(of: kind).first { AppendedLedger.key($0).0 >= key }
                    try requireEqual(page.facts.first, expected, "the first of \(kind) from \(key)")
                }
            }
        },
        ConformanceCase("a reader that has come to the end finds what is appended later") {
            var ledger = try await crowdedLedger($0)
            let head = ledger.head.sequence
            let none = try await ledger.store.facts(
                of: .registration,
                after: FactCursor(key: head),
                limit: 5
            )
            try requireEqual(none.facts, [], "registrations after the head")
            try await ledger.commit(Sample.registration(70))
            let one = try await ledger.store.facts(
                of: .registration,
                after: FactCursor(key: head),
                limit: 5
            )
            let last = try requireValue(ledger.committed.last, "the fact appended")
            try Fact.requireSame(one.facts, [last], "registrations after the old head")
        },
    ]

    /// A ledger with several facts of every kind, whose responses and submissions came in another
    /// order than that of their keys.
    static func crowdedLedger(_ harness: any StoreHarness) async throws -> AppendedLedger {
        var ledger = AppendedLedger(try await harness.make())
        try await ledger.append(try Sample.oneOfEachRareKind())
        try await ledger.append([
            try Sample.rules(version: 2), Sample.bank(version: 2), Sample.tree(.unit, version: 2),
            Sample.link(from: 4, into: 5), Sample.draw("二等奖", step: 1), Sample.amendment(.close),
        ])
        var attempts: [AttemptID] = []
        for index in 0..<5 { attempts.append(try await ledger.start(index)) }
        for index in 0..<5 { try await ledger.commit(Sample.grant(to: index, key: 500 + index)) }
        for revision in 1...3 as ClosedRange<UInt16> {
            for attempt in attempts.reversed() {
                try await ledger.append([
                    Sample.response(to: attempt, position: 1, revision: revision, chosen: 2),
                    Sample.response(to: attempt, position: 0, revision: revision, chosen: 1),
                ])
            }
        }
        let last = try requireValue(attempts.last, "an attempt")
        try await ledger.commit(
            Sample.response(to: last, position: 199, revision: .max, chosen: .max)
        )
        for attempt in [attempts[3], attempts[0], attempts[4], attempts[1]] {
            try await ledger.commit(Sample.submission(of: attempt, at: attempt.sequence * 10))
        }
        return ledger
    }

    private static func pages(of kind: Fact.Kind, in store: any ContestStore, limit: Int)
        async throws -> [CommittedFact]
    {
        var found: [CommittedFact] = []
        var cursor: FactCursor? = FactCursor()
        while let from = cursor {
            let page = try await store.facts(of: kind, after: from, limit: limit)
            try require(page.facts.count <= limit, "a page of \(kind) is longer than \(limit)")
            try require(page.facts.count == limit || page.next == nil, "a short page has a cursor")
            found += page.facts
            cursor = page.next
            try require(found.count < 10_000, "pages of \(kind) do not end")
        }
        return found
    }
}
