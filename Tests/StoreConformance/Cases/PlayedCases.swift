import ContestEngine
import ContestModel

extension StoreConformance {
    /// Reading ended attempts with their latest responses.
    static let playedCases: [ConformanceCase] = [
        ConformanceCase("ended attempts come in the order in which they began, with what stands") {
            let ledger = try await playedLedger($0)
            let page = try await ledger.store.playedAttempts(
                through: ledger.head.sequence,
                after: nil,
                limit: 100
            )
            try requireEqual(page.next, nil, "the cursor after the last page")
            let ended = ledger.facts(of: .submission)
            try require(ended.count > 2, "too few submissions to show anything")
            try requireEqual(
                page.attempts.map(\.id.sequence),
                ended.map { AppendedLedger.key($0).0 },
                "the attempts that ended"
            )
            for played in page.attempts { try check(played, page, ledger) }
        },
        ConformanceCase("pages of ended attempts of any size together are the whole") {
            let ledger = try await playedLedger($0)
            let end = ledger.head.sequence
            let whole = try await ledger.store.playedAttempts(through: end, after: nil, limit: 100)
            for limit in 1...5 {
                var found: [PlayedAttempt] = []
                var places: [PlayedPlace] = []
                var after: AttemptID?
                repeat {
                    let page = try await ledger.store.playedAttempts(
                        through: end,
                        after: after,
                        limit: limit
                    )
                    try require(page.attempts.count <= limit, "a page longer than \(limit)")
                    for var played in page.attempts {
                        let start = places.count
                        places += page.places[played.places]
                        played.places = start..<places.count
                        found.append(played)
                    }
                    after = page.next
                } while after != nil && found.count < 100
                try requireEqual(found, whole.attempts, "attempts in pages of \(limit)")
                try requireEqual(places, whole.places, "places in pages of \(limit)")
            }
        },
        ConformanceCase("submissions beyond a place in the ledger are left out") {
            let ledger = try await playedLedger($0)
            for submission in ledger.facts(of: .submission) {
                for place in [submission.sequence - 1, submission.sequence] {
                    let page = try await ledger.store.playedAttempts(
                        through: place,
                        after: nil,
                        limit: 100
                    )
                    let expected = ledger.facts(of: .submission).filter { $0.sequence <= place }
                    try requireEqual(
                        page.attempts.map(\.id.sequence),
                        expected.map { AppendedLedger.key($0).0 },
                        "attempts ended by \(place)"
                    )
                }
            }
        },
    ]

    /// A crowded ledger, and an attempt that ended without a response.
    private static func playedLedger(_ harness: any StoreHarness) async throws -> AppendedLedger {
        var ledger = try await crowdedLedger(harness)
        let empty = try await ledger.start(9)
        try await ledger.commit(Sample.submission(of: empty))
        let last = try await ledger.start(10)
        try await ledger.commit(Sample.response(to: last, position: 1, revision: 1, chosen: 8))
        try await ledger.commit(
            Sample.response(to: last, position: 1, revision: 2, chosen: 4, at: 70)
        )
        try await ledger.commit(Sample.submission(of: last))
        return ledger
    }

    /// Holds an attempt against the facts that were appended.
    private static func check(
        _ played: PlayedAttempt,
        _ page: PlayedAttemptPage,
        _ ledger: AppendedLedger
    ) throws {
        let start = ledger.committed.first { $0.sequence == played.id.sequence }
        guard case .attempt(let fact)? = start?.fact.body else {
            throw ConformanceFailure(description: "no attempt has the identifier \(played.id)")
        }
        try requireEqual(played.participant, fact.participant, "the participant")
        try requireEqual(played.track, fact.track, "the track")
        try requireEqual(played.rulesVersion, fact.rulesVersion, "the rules' version")
        try requireEqual(played.bankVersion, fact.bankVersion, "the bank's version")
        try requireEqual(played.counts, true, "whether it counts")
        var expected = fact.paper.questions.map {
            PlayedPlace(question: $0.question, chosen: .empty, milliseconds: nil)
        }
        for response in ledger.facts(of: .response) {
            guard case .response(let body) = response.fact.body, body.attempt == played.id,
                Int(body.position) < expected.count
            else { continue }
            expected[Int(body.position)].chosen = body.chosen
            expected[Int(body.position)].milliseconds =
                response.fact.at.millisecondsSinceEpoch - body.shownAt.millisecondsSinceEpoch
        }
        try requireEqual(Array(page.places[played.places]), expected, "places of \(played.id)")
    }
}
