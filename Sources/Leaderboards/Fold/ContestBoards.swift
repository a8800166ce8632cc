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
    /// Industries, by what the units belong to.
    public private(set) var industries: GroupBoards
    private var people: PeriodBoards
    private let method: RankingMethod

    init(rules: BoardRules, method: RankingMethod, regions: GroupIndex, units: GroupIndex) {
        self.method = method
        self.regions = GroupBoards(index: regions, withPeople: rules.regionBoards, method: method)
        self.units = GroupBoards(index: units, withPeople: rules.unitBoards, method: method)
        let industries = units.industries()
        self.industries = GroupBoards(
            index: industries?.index ?? units,
            homes: industries?.homes ?? [:],
            withPeople: false,
            method: method
        )
        people = PeriodBoards(rules.periods, method: method)
    }

    /// The board of people of a period; nil when it is not kept.
    public func people(in period: BoardPeriod) -> PeopleBoard? { people[period] }

    /// Bytes of all boards of people.
    public var byteCount: Int {
        people.byteCount + regions.byteCount + units.byteCount
    }

    mutating func turn(to next: ContestDay) {
        guard next > day else { return }
        people.empty(.day)
        if next.week != day.week { people.empty(.week) }
        day = next
        today = Tally()
        regions.beginDay()
        units.beginDay()
        industries.beginDay()
    }

    mutating func move(_ period: BoardPeriod, from old: BoardKey?, to new: BoardKey?) {
        if old != new { people.move(period, from: old, to: new) }
    }

    /// Moves the whole contest's figures.
    mutating func apply(_ change: GroupBoards.Change) {
        tally.replace(change.old.overall, with: change.new.overall)
        today.replace(change.old.today, with: change.new.today)
    }

    /// Moves the figures of the groups above a person's one leaf.
    mutating func apply(_ change: GroupBoards.Change, region: NodeID, unit: NodeID) {
        regions.apply(change, at: region)
        units.apply(change, at: unit)
        industries.apply(change, at: unit)
    }

    /// Adds or takes out what a person has in the groups above several leaves.
    mutating func place(
        _ parts: [LeafPart],
        adding: Bool,
        rules: RankingRules,
        key: @escaping (Standing) -> BoardKey?
    ) {
        let regional = shares(parts, \.region, rules, key)
        let ofUnits = shares(parts, \.unit, rules, key)
        if adding {
            regions.add(regional)
            units.add(ofUnits)
            industries.add(ofUnits)
        } else {
            regions.remove(regional)
            units.remove(ofUnits)
            industries.remove(ofUnits)
        }
    }

    private func shares(
        _ parts: [LeafPart],
        _ leaf: KeyPath<LeafPart, NodeID>,
        _ rules: RankingRules,
        _ key: @escaping (Standing) -> BoardKey?
    ) -> GroupBoards.Shares {
        GroupBoards.Shares(
            parts: parts.map {
                ($0[keyPath: leaf], $0.standings.overall, $0.standings.today(on: day))
            },
            rules: rules,
            key: key
        )
    }

    /// One participant's part in a rebuild; `keys` follow `BoardPeriod.allCases`.
    struct Entry {
        var overall: Standing
        var today: Standing
        var keys: [BoardKey?]
        /// nil for a person who is placed afterwards, part by part.
        var leaves: (region: NodeID, unit: NodeID)?
    }

    mutating func rebuild(_ entries: some Sequence<Entry>) {
        tally = Tally()
        today = Tally()
        regions.clearTallies()
        units.clearTallies()
        industries.clearTallies()
        var keys: [BoardPeriod: [BoardKey]] = [:]
        var regionKeys: [Int: [BoardKey]] = [:]
        var unitKeys: [Int: [BoardKey]] = [:]
        for entry in entries {
            tally.add(entry.overall)
            today.add(entry.today)
            for (period, key) in zip(BoardPeriod.allCases, entry.keys) {
                if let key { keys[period, default: []].append(key) }
            }
            guard let leaves = entry.leaves else { continue }
            regions.restore(entry.overall, today: entry.today, at: leaves.region)
            units.restore(entry.overall, today: entry.today, at: leaves.unit)
            industries.restore(entry.overall, today: entry.today, at: leaves.unit)
            guard let key = entry.keys.first.flatMap({ $0 }) else { continue }
            regions.file(key, at: leaves.region, in: &regionKeys)
            units.file(key, at: leaves.unit, in: &unitKeys)
        }
        people.fill(keys)
        regions.setPeople(regionKeys, method: method)
        units.setPeople(unitKeys, method: method)
    }
}
