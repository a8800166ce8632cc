public import ContestModel
public import Leaderboards

extension Contest {
    /// Says what an amendment would change, and writes nothing.
    ///
    /// - Complexity: That of carrying it out; one at a time.
    public func preview(_ act: AmendmentFact, most: Int = 200) async throws -> FoldComparison {
        guard !isPreviewing else { throw Refusal.overloaded(after: .seconds(2)) }
        isPreviewing = true
        defer { isPreviewing = false }
        await figuresFollow()
        let (before, refold) = try machine.trial(of: act, now: now, on: store)
        return try await refold.compare(with: before, most: most)
    }

    /// Every amendment of figures with the act that made it and whether it stands, in order.
    public func amendments() async throws -> [AmendmentRecord] {
        let standing = Set(machine.log.standing().map(\.sequence))
        var records: [AmendmentRecord] = []
        try await store.forEachFact(of: .amendment) { fact in
            guard case .amendment(let act) = fact.fact.body, act.effect != nil else { return }
            records.append(
                AmendmentRecord(
                    sequence: fact.sequence,
                    at: fact.fact.at,
                    act: act,
                    stands: standing.contains(fact.sequence)
                )
            )
        }
        return records
    }

    /// The versions of the bank that hold a question with the same options as the one in use.
    ///
    /// - Returns: The question as it is now, and the versions; nil when no version knows it.
    public func versions(of question: String) -> (question: Question, versions: [Int32])? {
        let found = machine.setup.editions.reversed().lazy.compactMap { edition in
            edition.bank.bank.questions.first { $0.id == question }
        }
        guard let latest = found.first else { return nil }
        var versions: Set<Int32> = []
        for edition in machine.setup.editions {
            let own = edition.bank.bank.questions.first { $0.id == question }
            if own?.options == latest.options { versions.insert(edition.bankVersion) }
        }
        return (latest, versions.sorted())
    }

    /// The ended attempts that a filter finds, at most as many as one amendment may name.
    ///
    /// - Throws: `Refusal.actNotPossible` when there are more.
    public func attempts(matching filter: AttemptFilter) async throws -> [LedgerSequence] {
        let regions = machine.setup.regions
        let units = machine.setup.units
        var found: [LedgerSequence] = []
        let query = EndedAttemptQuery(through: machine.head, days: filter.days)
        try await store.forEachEndedAttempt(query) { page in
            found += page.filter { filter.includes($0, regions: regions, units: units) }
                .map(\.id.sequence)
            if found.count > AmendedSet.countLimit {
                throw Refusal.actNotPossible("filter: 超过 \(AmendedSet.countLimit) 次 / too many")
            }
        }
        return found
    }
}

/// An amendment as it stands in the ledger.
public struct AmendmentRecord: Sendable {
    /// Its place.
    public let sequence: LedgerSequence
    /// When.
    public let at: LedgerInstant
    /// Who, why and what.
    public let act: AmendmentFact
    /// Whether it has not been reversed.
    public let stands: Bool
}

/// Picks attempts by what the ledger knows of them; every condition that is given must hold.
public struct AttemptFilter: Sendable {
    /// Days on which they began.
    public var days: ClosedRange<ContestDay>?
    /// A region or one above it.
    public var region: NodeID?
    /// A unit or one above it.
    public var unit: NodeID?
    /// Elapsed time below this.
    public var fasterThan: Duration?
    /// At least so many right.
    public var rightAtLeast: Int?

    /// Makes a filter without conditions.
    public init() {}

    /// Whether there is any condition.
    public var isConditional: Bool {
        days != nil || region != nil || unit != nil || fasterThan != nil || rightAtLeast != nil
    }

    func includes(_ ended: EndedAttempt, regions: GroupIndex, units: GroupIndex) -> Bool {
        if let region, !regions.isWithin(ended.submission.region, region) { return false }
        if let unit, !units.isWithin(ended.submission.unit, unit) { return false }
        if let fasterThan, ended.submission.elapsed >= fasterThan { return false }
        if let rightAtLeast, Int(ended.submission.score.right) < rightAtLeast { return false }
        return days?.contains(ended.day) ?? true
    }
}

extension ContestMachine {
    /// The fold as it is, and the work that would make it as an amendment leaves it.
    ///
    /// - Throws: Why the amendment does not fit.
    func trial(
        of act: AmendmentFact,
        now: LedgerInstant,
        on store: any ContestStore
    ) throws(Refusal) -> (before: ContestFold, refold: Refold) {
        if let refusal = objection(to: act, now: now) { throw refusal }
        guard refolding == nil else { throw .overloaded(after: .seconds(1)) }
        var trial = self
        trial.applyAmendment(act, at: .max)
        guard let due = trial.refolding else { return (fold, noChange(on: store)) }
        return (
            fold,
            Refold(
                through: head,
                scope: due.scope,
                ledger: trial.ledgerFold(on: store),
                present: fold,
                empty: trial.setup.makeFold()
            )
        )
    }

    private func noChange(on store: any ContestStore) -> Refold {
        Refold(
            through: head,
            scope: .people([]),
            ledger: ledgerFold(on: store),
            present: fold,
            empty: fold
        )
    }
}
