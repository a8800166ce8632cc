public import ContestModel

/// All boards and tallies of a contest.
///
/// A copy is a snapshot.
public struct ContestBoards: Sendable {
    /// The day that "today" means.
    public private(set) var day = ContestDay(number: .min)
    /// The whole contest's figures.
    public private(set) var tally = Tally()
    /// The whole contest's figures of the present day.
    public private(set) var today = Tally()
    /// Regions.
    public private(set) var regions: GroupBoards
    /// Units.
    public private(set) var units: GroupBoards
    private var people: [BoardPeriod: PeopleBoard]
    private let method: RankingMethod

    init(rules: BoardRules, method: RankingMethod, regions: GroupIndex, units: GroupIndex) {
        self.method = method
        self.regions = GroupBoards(index: regions, withPeople: rules.regionBoards, method: method)
        self.units = GroupBoards(index: units, withPeople: rules.unitBoards, method: method)
        people = Dictionary(
            rules.periods.map { ($0, PeopleBoard(method: method)) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The board of people of a period; nil when it is not kept.
    public func people(in period: BoardPeriod) -> PeopleBoard? { people[period] }

    /// Bytes of all boards of people.
    public var byteCount: Int {
        people.values.reduce(regions.byteCount + units.byteCount) { $0 + $1.byteCount }
    }

    mutating func turn(to next: ContestDay) {
        guard next > day else { return }
        if people[.day] != nil { people[.day] = PeopleBoard(method: method) }
        if next.week != day.week, people[.week] != nil {
            people[.week] = PeopleBoard(method: method)
        }
        day = next
        today = Tally()
        regions.beginDay()
        units.beginDay()
    }

    mutating func move(
        _ period: BoardPeriod,
        from old: BoardKey?,
        to new: BoardKey?,
        leaves: (region: NodeID, unit: NodeID)
    ) {
        guard old != new else { return }
        people[period]?.move(from: old, to: new)
        guard period == .overall else { return }
        regions.move(from: old, to: new, at: leaves.region)
        units.move(from: old, to: new, at: leaves.unit)
    }

    mutating func add(_ submission: FoldedSubmission, newPerson: Bool, newToday: Bool?) {
        let score = submission.score
        tally.add(score, newPerson: newPerson)
        if let newToday { today.add(score, newPerson: newToday) }
        regions.add(score, at: submission.region, newPerson: newPerson, newToday: newToday)
        units.add(score, at: submission.unit, newPerson: newPerson, newToday: newToday)
    }

    /// One participant's part in a rebuild; `keys` follow `BoardPeriod.allCases`.
    struct Entry {
        var overall: Standing
        var today: Standing
        var keys: [BoardKey?]
        var leaves: (region: NodeID, unit: NodeID)
    }

    mutating func rebuild(_ entries: some Sequence<Entry>) {
        tally = Tally()
        today = Tally()
        regions.clearTallies()
        units.clearTallies()
        var keys: [BoardPeriod: [BoardKey]] = [:]
        var regionKeys: [NodeID: [BoardKey]] = [:]
        var unitKeys: [NodeID: [BoardKey]] = [:]
        for entry in entries {
            tally.add(entry.overall)
            today.add(entry.today)
            regions.restore(entry.overall, today: entry.today, at: entry.leaves.region)
            units.restore(entry.overall, today: entry.today, at: entry.leaves.unit)
            for (period, key) in zip(BoardPeriod.allCases, entry.keys) {
                guard let key else { continue }
                keys[period, default: []].append(key)
                guard period == .overall else { continue }
                for node in regions.index.path(from: entry.leaves.region) {
                    regionKeys[node, default: []].append(key)
                }
                for node in units.index.path(from: entry.leaves.unit) {
                    unitKeys[node, default: []].append(key)
                }
            }
        }
        for period in people.keys {
            people[period] = PeopleBoard(method: method, keys: keys[period] ?? [])
        }
        regions.setPeople(regionKeys, method: method)
        units.setPeople(unitKeys, method: method)
    }
}

/// An immutable view of all boards at one place in the ledger.
public struct BoardsSnapshot: Sendable {
    /// The last fact that is in it.
    public let sequence: LedgerSequence
    /// When it was taken, on the ledger's clock.
    public let at: LedgerInstant
    /// The boards.
    public let boards: ContestBoards

    /// Makes a snapshot.
    public init(sequence: LedgerSequence, at: LedgerInstant, boards: ContestBoards) {
        self.sequence = sequence
        self.at = at
        self.boards = boards
    }
}
