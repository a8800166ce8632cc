public import ContestModel

/// One tree of groups with the tallies, and where wanted the people, of each node.
public struct GroupBoards: Sendable {
    /// The tree.
    public private(set) var index: GroupIndex
    private var tallies: [Tally]
    private var todays: [Tally]
    private var people: [PeopleBoard]

    init(index: GroupIndex, withPeople: Bool, method: RankingMethod) {
        self.index = index
        let count = index.tree.nodes.count
        tallies = Array(repeating: Tally(), count: count)
        todays = tallies
        people = withPeople ? Array(repeating: PeopleBoard(method: method), count: count) : []
    }

    /// A node's figures over the whole contest.
    public func tally(of node: NodeID) -> Tally? {
        index.position(of: node).map { tallies[$0] }
    }

    /// A node's figures of the present day.
    public func today(of node: NodeID) -> Tally? {
        index.position(of: node).map { todays[$0] }
    }

    /// A node's own board of people; nil when unknown or not kept.
    public func people(of node: NodeID) -> PeopleBoard? {
        guard let position = index.position(of: node), people.indices.contains(position) else {
            return nil
        }
        return people[position]
    }

    /// Bytes of the people boards.
    public var byteCount: Int { people.reduce(0) { $0 + $1.byteCount } }

    mutating func add(_ score: Score, at leaf: NodeID, newPerson: Bool, newToday: Bool?) {
        for node in index.path(from: leaf) {
            guard let position = index.position(of: node) else { continue }
            tallies[position].add(score, newPerson: newPerson)
            if let newToday { todays[position].add(score, newPerson: newToday) }
        }
    }

    mutating func move(from old: BoardKey?, to new: BoardKey?, at leaf: NodeID) {
        guard !people.isEmpty else { return }
        for node in index.path(from: leaf) {
            guard let position = index.position(of: node) else { continue }
            people[position].move(from: old, to: new)
        }
    }

    mutating func restore(_ overall: Standing, today: Standing, at leaf: NodeID) {
        for node in index.path(from: leaf) {
            guard let position = index.position(of: node) else { continue }
            tallies[position].add(overall)
            todays[position].add(today)
        }
    }

    mutating func setPeople(_ keys: [NodeID: [BoardKey]], method: RankingMethod) {
        for position in people.indices { people[position] = PeopleBoard(method: method) }
        guard !people.isEmpty else { return }
        for (node, keys) in keys {
            guard let position = index.position(of: node) else { continue }
            people[position] = PeopleBoard(method: method, keys: keys)
        }
    }

    mutating func clearTallies() {
        for position in tallies.indices { tallies[position] = Tally() }
        beginDay()
    }

    mutating func beginDay() {
        for position in todays.indices { todays[position] = Tally() }
    }
}
