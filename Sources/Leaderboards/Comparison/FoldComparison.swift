public import ContestModel

/// What changes between two folds of the same contest: who moves, and by how much.
public struct FoldComparison: Sendable {
    /// One person whose place or figures change.
    public struct Person: Hashable, Sendable {
        /// Who.
        public var participant: ParticipantIndex
        /// Rank before; nil when not on the board.
        public var rankBefore: Int?
        /// Rank after; nil when no longer on the board.
        public var rankAfter: Int?
        /// Ranked value before, in hundredths.
        public var valueBefore: Int32
        /// Ranked value after, in hundredths.
        public var valueAfter: Int32
    }

    /// One region or unit whose figures change.
    public struct Group: Hashable, Sendable {
        /// Which tree.
        public var kind: GroupKind
        /// Which node.
        public var node: NodeID
        /// Its figures before; nil for a node that was not listed.
        public var before: Tally?
        /// Its figures after; nil for a node that is no longer listed.
        public var after: Tally?
    }

    /// The whole contest's figures before and after.
    public let tally: (before: Tally, after: Tally)
    /// How many people have other figures.
    public let changedPeople: Int
    /// How many people have another rank.
    public let movedPeople: Int
    /// Those with other figures first, then those who only move; at most as many as asked for.
    public let people: [Person]
    /// Regions and units with other figures; at most as many as asked for.
    public let groups: [Group]

    /// Compares two folds.
    ///
    /// - Complexity: O(participants · log participants + nodes).
    public init(before: ContestFold, after: ContestFold, most: Int) {
        let instant = LedgerInstant.epoch
        let old = before.snapshot(sequence: 0, at: instant).boards
        let new = after.snapshot(sequence: 0, at: instant).boards
        tally = (old.tally, new.tally)
        var changed: [Person] = []
        var moved: [Person] = []
        var changedPeople = 0
        var movedPeople = 0
        for index in 0..<max(before.count, after.count) {
            guard let raw = UInt32(exactly: index) else { break }
            let participant = ParticipantIndex(rawValue: raw)
            let oldKey = before.key(of: participant, in: .overall)
            let newKey = after.key(of: participant, in: .overall)
            let hasOther =
                before.standings(of: participant).overall
                != after.standings(of: participant).overall
            let person = Person(
                participant: participant,
                rankBefore: oldKey.flatMap { old.people(in: .overall)?.rank(of: $0) },
                rankAfter: newKey.flatMap { new.people(in: .overall)?.rank(of: $0) },
                valueBefore: oldKey?.value ?? 0,
                valueAfter: newKey?.value ?? 0
            )
            let moves = person.rankBefore != person.rankAfter
            if moves { movedPeople += 1 }
            if hasOther {
                changedPeople += 1
                if changed.count < most { changed.append(person) }
            } else if moves, moved.count < most {
                moved.append(person)
            }
        }
        self.changedPeople = changedPeople
        self.movedPeople = movedPeople
        people = Array((changed + moved).prefix(most))
        let groups =
            Self.changes(.region, old.regions, new.regions)
            + Self.changes(.unit, old.units, new.units)
        self.groups = Array(groups.prefix(most))
    }

    private static func changes(
        _ kind: GroupKind,
        _ old: GroupBoards,
        _ new: GroupBoards
    ) -> [Group] {
        let gone = old.index.tree.nodes.filter { new.index.node($0.id) == nil }
        return (new.index.tree.nodes + gone).compactMap { node in
            let group = Group(
                kind: kind,
                node: node.id,
                before: old.tally(of: node.id),
                after: new.tally(of: node.id)
            )
            return group.before == group.after ? nil : group
        }
    }
}
