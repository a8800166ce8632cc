public import ContestModel
import Dispatch
public import Leaderboards

/// Every question's statistics at one place in the ledger.
public struct ItemReport: Sendable {
    /// The last fact that is in it.
    public let sequence: LedgerSequence
    /// When it was finished.
    public let at: LedgerInstant
    /// How long it took.
    public let cost: Duration
    /// One row a question: those of the newest bank in its order, then those of older ones.
    public let rows: [Row]

    /// One question and what the answers say about it.
    public struct Row: Sendable {
        /// The question, with its key.
        public let item: ItemQuestion
        /// Its figures.
        public let statistics: ItemStatistics
    }

    /// How many attempts are read at once: some 20,000 responses, a few dozen milliseconds.
    static let pageSize = 4_096

    private static let queue = DispatchQueue(label: "item-statistics", qos: .utility)

    /// Works the statistics out of a whole store, without a running contest: for copies and measures.
    ///
    /// - Returns: Nil where the store holds no rules or no bank.
    @concurrent
    public static func make(
        from store: any ContestStore,
        clock: any LedgerClock
    ) async throws -> ItemReport? {
        var versions: [CommittedFact] = []
        try await store.forEachFact(of: .contestVersion) { versions.append($0) }
        try await store.forEachFact(of: .bankVersion) { versions.append($0) }
        versions.sort { $0.sequence < $1.sequence }
        guard let setup = ContestSetup(versions.map(\.fact)) else { return nil }
        return try await make(
            from: store,
            ItemCatalogue(setup.editions),
            through: try await store.head().sequence,
            clock: clock
        )
    }

    /// Reads the ledger up to a place and works the figures out, away from any actor.
    ///
    /// - Complexity: O(responses) in time, O(first encounters) in memory: see `ItemFold`.
    @concurrent
    static func make(
        from store: any ContestStore,
        _ catalogue: ItemCatalogue,
        through sequence: LedgerSequence,
        clock: any LedgerClock
    ) async throws -> ItemReport {
        let start = ContinuousClock.now
        var fold = ItemFold(questionCount: catalogue.questions.count)
        var after: AttemptID?
        repeat {
            try Task.checkCancellation()
            let page = try await store.playedAttempts(
                through: sequence,
                after: after,
                limit: pageSize
            )
            catalogue.add(page, to: &fold)
            after = page.next
        } while after != nil
        fold.settle()
        let rows = await statistics(fold, catalogue.keys)
        return ItemReport(
            sequence: sequence,
            at: clock.now(),
            cost: start.duration(to: .now),
            rows: zip(catalogue.questions, rows).map(Row.init)
        )
    }

    /// The last step takes a second or so at the largest size: not on the cooperative pool.
    @concurrent
    private static func statistics(
        _ fold: ItemFold,
        _ keys: [ItemKey]
    ) async -> [ItemStatistics] {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: fold.statistics(keys)) }
        }
    }
}

/// What a contest remembers of its item statistics.
struct ItemDesk {
    /// The latest reports, at most two: a walk over pages goes on while the next one is made.
    private(set) var kept: [ItemReport] = []
    /// The computation under way; there is never a second one.
    var underWay: Task<ItemReport, any Error>?

    /// Keeps a report.
    mutating func keep(_ report: ItemReport) {
        kept = kept.suffix(1) + [report]
    }

    /// The latest report, while it is good enough: nothing was written since, or it is younger than
    /// ten times what it cost, so that statistics take a tenth of a processor at most.
    func fresh(at head: LedgerSequence, now: LedgerInstant) -> ItemReport? {
        guard let last = kept.last else { return nil }
        let isYoung = last.at.duration(to: now) < last.cost * 10
        return last.sequence == head || isYoung ? last : nil
    }
}
