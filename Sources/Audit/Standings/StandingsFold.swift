import GRDB

/// Works out standings and tallies from the submissions' columns, by SQL and sorting.
struct StandingsFold {
    private let contents: LedgerContents
    private let ranking: Ranking
    private let opensAt: Int64
    private var figures: [PersonFigures]
    private var tally = AuditTally()
    private var regions: GroupFigures
    private var units: GroupFigures

    /// Prepares a fold by the latest rules and trees.
    init(_ contents: LedgerContents, rules: Rules) {
        self.contents = contents
        ranking = rules.ranking
        opensAt = rules.schedule.opensAt
        let count = contents.people.count
        figures = Array(repeating: PersonFigures(), count: count)
        regions = GroupFigures(
            contents.editions.regions.last?.content ?? .empty,
            peopleCount: count
        )
        units = GroupFigures(contents.editions.units.last?.content ?? .empty, peopleCount: count)
    }

    /// Takes in what counts in a period.
    ///
    /// - Complexity: O(submissions).
    mutating func run(
        _ database: Database,
        period: AuditPeriod,
        progress: (AuditProgress) -> Void
    ) throws {
        let days = period.days
        let rows = try Row.fetchCursor(
            database,
            sql: CountedAttempt.query,
            arguments: [contents.last, days.lowerBound, days.upperBound]
        )
        while let row = try rows.next() {
            let attempt = CountedAttempt(row)
            guard
                let person = contents.people.index(of: attempt.participant, before: .max)
            else { continue }
            if figures[person].attempts == 0 { tally.people += 1 }
            attempt.add(to: &tally)
            figures[person].take(attempt)
            regions.take(attempt, at: attempt.region, of: person)
            units.take(attempt, at: attempt.unit, of: person)
            if tally.attempts % AuditProgress.step == 0 {
                progress(
                    AuditProgress(
                        stage: .standings,
                        done: tally.attempts,
                        total: tally.attempts
                    )
                )
            }
        }
    }

    /// The standings.
    ///
    /// - Parameter group: Only people registered under this node; nil for everyone.
    /// - Complexity: O(n log n) in people.
    func standings(within group: AuditGroup?) -> AuditStandings {
        let within = leafTest(group)
        let entries = figures.indices.lazy
            .filter { figures[$0].attempts > 0 && within($0) }
            .map { Entry(participant: $0, figures: figures[$0], ranking, opensAt: opensAt) }
            .sorted { $0.precedes($1) }
        return AuditStandings(
            sequence: contents.last,
            tally: tally,
            rows: rows(of: entries),
            regions: regions.tallies(),
            units: units.tallies()
        )
    }

    private func leafTest(_ group: AuditGroup?) -> (Int) -> Bool {
        guard let group else { return { _ in true } }
        let people = contents.people
        let leaves = group.kind == .region ? people.regions : people.units
        let trees = group.kind == .region ? contents.editions.regions : contents.editions.units
        let tree = trees.last?.content ?? .empty
        return { tree.path(from: Int64(leaves[$0])).contains(Int64(group.node)) }
    }

    private func rows(of entries: [Entry]) -> [AuditRow] {
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

/// One person on the way to a board.
private struct Entry {
    let participant: Int
    let value: Int64
    let time: Int64
    let attempts: Int
    /// What breaks ties, in order; smaller is ahead.
    private let breakers: (Int64, Int64)

    init(participant: Int, figures: PersonFigures, _ ranking: Ranking, opensAt: Int64) {
        self.participant = participant
        value = figures.value(ranking)
        let time = figures.time(ranking)
        self.time = time
        attempts = Int(figures.attempts)
        // Instants before the opening, and those more than 2³⁸ ms after it, are all the same.
        let first = min(max(0, figures.reached(ranking).minus(opensAt)), (1 << 38) - 1)
        let values = ranking.breakers.map { $0 == .time ? time : first }
        breakers = (values.first ?? 0, values.dropFirst().first ?? 0)
    }

    func isTied(with other: Entry) -> Bool {
        value == other.value && breakers == other.breakers
    }

    func precedes(_ other: Entry) -> Bool {
        if value != other.value { return value > other.value }
        if breakers != other.breakers { return breakers < other.breakers }
        return participant < other.participant
    }
}
