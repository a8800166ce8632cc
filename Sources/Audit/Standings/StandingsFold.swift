import GRDB

/// Works out standings and tallies from the submissions' columns, by SQL and sorting.
struct StandingsFold {
    private let contents: LedgerContents
    private let ranking: Ranking
    private let opensAt: Int64
    private let group: AuditGroup?
    private let groupTree: GroupTree
    /// Whether each leaf met so far lies within the group.
    private var isLeafWithin: [Int64: Bool] = [:]
    /// Of what is credited within the group.
    private var figures: [PersonFigures]
    private var hasCounted: [Bool]
    private var tally = AuditTally()
    private var fullMarks = 0
    private var regions: GroupFigures
    private var units: GroupFigures

    /// Prepares a fold by the latest rules and trees.
    ///
    /// - Parameter group: Rank only what is credited within this node; nil for everything.
    init(_ contents: LedgerContents, rules: Rules, within group: AuditGroup?) {
        self.contents = contents
        self.group = group
        groupTree = contents.amendments.tree(group?.kind ?? .region)
        ranking = rules.ranking
        opensAt = rules.schedule.opensAt
        let count = contents.people.count
        figures = Array(repeating: PersonFigures(), count: count)
        hasCounted = Array(repeating: false, count: count)
        regions = GroupFigures(contents.amendments.regions, peopleCount: count)
        units = GroupFigures(contents.amendments.units, peopleCount: count)
    }

    /// Takes in what counts in a period.
    ///
    /// - Complexity: O(submissions). Where the ledger holds amendments, with a look at each paper,
    ///   and memory also for the attempts of people who had several accounts.
    mutating func run(
        _ database: Database,
        period: AuditPeriod,
        progress: (AuditProgress) -> Void
    ) throws {
        try AmendedAttempts.forEach(in: database, contents, period) { attempt, person in
            take(attempt, of: person, progress)
        }
    }

    /// The standings.
    ///
    /// - Complexity: O(n log n) in people.
    func standings() -> AuditStandings {
        let people = figures.indices.lazy
            .filter { figures[$0].attempts > 0 }
            .map {
                RankedPerson(
                    participant: $0,
                    pseudonym: contents.people.pseudonyms[$0],
                    figures: figures[$0],
                    ranking,
                    opensAt: opensAt
                )
            }
            .sorted { $0.precedes($1) }
        return AuditStandings(
            sequence: contents.last,
            tally: tally,
            fullMarks: fullMarks,
            rows: rows(of: people),
            regions: regions.tallies(),
            units: units.tallies()
        )
    }

    private mutating func take(
        _ attempt: CountedAttempt,
        of person: Int,
        _ progress: (AuditProgress) -> Void
    ) {
        if !hasCounted[person] {
            hasCounted[person] = true
            tally.people += 1
        }
        attempt.add(to: &tally)
        if attempt.isFull { fullMarks += 1 }
        regions.take(attempt, at: attempt.region, of: person)
        units.take(attempt, at: attempt.unit, of: person)
        if isWithinGroup(attempt) { figures[person].take(attempt) }
        if tally.attempts % AuditProgress.step == 0 {
            let done = tally.attempts
            progress(AuditProgress(stage: .standings, done: done, total: done))
        }
    }

    private mutating func isWithinGroup(_ attempt: CountedAttempt) -> Bool {
        guard let group else { return true }
        let leaf = group.kind == .region ? attempt.region : attempt.unit
        if let known = isLeafWithin[leaf] { return known }
        let node = groupTree.present(Int64(group.node))
        let isWithin = groupTree.path(from: leaf).contains(node)
        isLeafWithin[leaf] = isWithin
        return isWithin
    }

    private func rows(of entries: [RankedPerson]) -> [AuditRow] {
        var rows: [AuditRow] = []
        rows.reserveCapacity(entries.count)
        var rank = 0
        for (place, entry) in entries.enumerated() {
            let isTied = place > 0 && entries[place - 1].isTied(with: entry)
            switch ranking.method {
            case .ordinal: rank = place + 1
            case .standard: rank = isTied ? rank : place + 1
            case .dense: rank = isTied ? rank : rank + 1
            }
            rows.append(
                AuditRow(
                    rank: rank,
                    participant: entry.participant,
                    pseudonym: contents.people.pseudonyms[entry.participant].hexadecimal,
                    value: Int(entry.value),
                    time: Int(entry.time),
                    attempts: entry.attempts
                )
            )
        }
        return rows
    }
}
