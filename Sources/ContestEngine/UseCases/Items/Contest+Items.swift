public import ContestModel

extension Contest {
    /// Every question's statistics as of the last committed fact, or of a moment before it.
    ///
    /// Callers that come while a report is being made wait for that one. The report says at which
    /// sequence it was taken.
    ///
    /// - Complexity: O(responses) away from the actor; O(1) while the last report is fresh.
    public func itemStatistics() async throws -> ItemReport {
        if let report = items.fresh(at: machine.head, now: now) { return report }
        if let underWay = items.underWay { return try await underWay.value }
        let catalogue = ItemCatalogue(machine.setup.editions)
        let sequence = machine.head
        // Owned by this actor: a caller that goes away ends nothing, for others wait for it too.
        let task = Task(priority: .utility) { [store, clock] in
            try await ItemReport.make(from: store, catalogue, through: sequence, clock: clock)
        }
        items.underWay = task
        defer { items.underWay = nil }
        let report = try await task.value
        items.keep(report)
        return report
    }

    /// The report that was taken at a sequence, if it is one of the last two.
    public func keptItemStatistics(at sequence: LedgerSequence) -> ItemReport? {
        items.kept.last { $0.sequence == sequence }
    }

    /// Writes to the access log that an organiser read keys with the items' figures.
    public func noteItemReading(by actor: String) async throws {
        try await store.logAccess(
            AccessLogEntry(at: now, actor: actor, subject: "item statistics with keys")
        )
    }
}
