public import ContestModel

/// One tree of groups with the tallies, and where wanted the people, of each node.
public struct GroupBoards: Sendable {
    /// The tree.
    public private(set) var index: GroupIndex
    /// Where the leaves of another tree belong in this one; nil when they are this tree's own.
    private let homes: [NodeID: NodeID]?
    private var tallies: [Tally]
    private var todays: [Tally]
    private var people: [PeopleBoard]

    init(
        index: GroupIndex,
        homes: [NodeID: NodeID]? = nil,
        withPeople: Bool,
        method: RankingMethod
    ) {
        self.index = index
        self.homes = homes
        let count = index.tree.nodes.count
        tallies = Array(repeating: Tally(), count: count)
        todays = tallies
        people = withPeople ? Array(repeating: PeopleBoard(method: method), count: count) : []
    }

    /// A node's figures over the time that the boards cover.
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

    /// What changed for a person whose attempts all went to one leaf.
    struct Change {
        var old: (overall: Standing, today: Standing)
        var new: (overall: Standing, today: Standing)
        var oldKey: BoardKey?
        var newKey: BoardKey?
    }

    mutating func apply(_ change: Change, at leaf: NodeID) {
        var next = pathStart(of: leaf)
        while let position = next {
            tallies[position].replace(change.old.overall, with: change.new.overall)
            todays[position].replace(change.old.today, with: change.new.today)
            if !people.isEmpty {
                people[position].move(from: change.oldKey, to: change.newKey)
            }
            next = index.position(above: position)
        }
    }

    /// What a person has at each leaf, with the keys that follow at each node.
    struct Shares {
        var parts: [(leaf: NodeID, overall: Standing, today: Standing)]
        var rules: RankingRules
        var key: (Standing) -> BoardKey?
    }

    /// Adds a person whose attempts went to several leaves.
    mutating func add(_ shares: Shares) {
        for (position, sum) in sums(shares) {
            tallies[position].replace(Standing(), with: sum.overall)
            todays[position].replace(Standing(), with: sum.today)
            if !people.isEmpty { people[position].move(from: nil, to: shares.key(sum.overall)) }
        }
    }

    /// Takes a person out whose attempts went to several leaves.
    mutating func remove(_ shares: Shares) {
        for (position, sum) in sums(shares) {
            tallies[position].replace(sum.overall, with: Standing())
            todays[position].replace(sum.today, with: Standing())
            if !people.isEmpty { people[position].move(from: shares.key(sum.overall), to: nil) }
        }
    }

    private func sums(_ shares: Shares) -> [Int: (overall: Standing, today: Standing)] {
        var sums: [Int: (overall: Standing, today: Standing)] = [:]
        for part in shares.parts {
            var next = pathStart(of: part.leaf)
            while let position = next {
                var sum = sums[position] ?? (Standing(), Standing())
                sum.overall.merge(part.overall, rules: shares.rules)
                sum.today.merge(part.today, rules: shares.rules)
                sums[position] = sum
                next = index.position(above: position)
            }
        }
        return sums
    }

    mutating func restore(_ overall: Standing, today: Standing, at leaf: NodeID) {
        var next = pathStart(of: leaf)
        while let position = next {
            tallies[position].add(overall)
            todays[position].add(today)
            next = index.position(above: position)
        }
    }

    /// Notes a key for each node above a leaf, by the node's place.
    func file(_ key: BoardKey, at leaf: NodeID, in keys: inout [Int: [BoardKey]]) {
        var next = pathStart(of: leaf)
        while let position = next {
            keys[position, default: []].append(key)
            next = index.position(above: position)
        }
    }

    /// Makes the boards of people of keys by the place of their node.
    mutating func setPeople(_ keys: [Int: [BoardKey]], method: RankingMethod) {
        for position in people.indices {
            people[position] = PeopleBoard(method: method, keys: keys[position] ?? [])
        }
    }

    mutating func clearTallies() {
        for position in tallies.indices { tallies[position] = Tally() }
        beginDay()
    }

    mutating func beginDay() {
        for position in todays.indices { todays[position] = Tally() }
    }

    /// Where the nodes begin that a leaf's attempts are credited to.
    func pathStart(of leaf: NodeID) -> Int? {
        guard let homes else { return index.pathStart(of: leaf) }
        return homes[leaf].flatMap(index.pathStart(of:))
    }
}
