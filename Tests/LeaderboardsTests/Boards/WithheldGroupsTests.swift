import ContestModel
import Leaderboards
import Testing

struct WithheldGroupsTests {
    /// A tree of parents by identifier, `.none` at the top; identifiers count from one.
    static func tree(_ parents: [Int32]) -> GroupTree {
        GroupTree(
            nodes: parents.enumerated().map { index, parent in
                GroupNode(
                    id: NodeID(rawValue: Int32(index) + 1),
                    code: "\(index)",
                    name: "\(index)",
                    parent: NodeID(rawValue: parent)
                )
            }
        )
    }

    /// Identifiers that are withheld; people as given for the leaves, their sums above.
    static func withheld(_ parents: [Int32], leaves: [Int32: Int], minimum: Int) -> [Int32] {
        let people = sums(parents, leaves)
        let groups = WithheldGroups(tree(parents), minimum: minimum) { people[$0.rawValue] ?? 0 }
        return (1...Int32(parents.count)).filter { groups.contains(NodeID(rawValue: $0)) }
    }

    static func sums(_ parents: [Int32], _ leaves: [Int32: Int]) -> [Int32: Int] {
        var people = leaves
        for (index, parent) in parents.enumerated().reversed() {
            people[parent, default: 0] += people[Int32(index) + 1] ?? 0
        }
        return people
    }

    @Test func `one small group takes the next smallest with it, two stand alone`() {
        // 3, 8, 20 and nobody.
        #expect(
            Self.withheld([0, 0, 0, 0], leaves: [1: 20, 2: 3, 3: 8], minimum: 5) == [2, 3]
        )
        #expect(
            Self.withheld([0, 0, 0, 0], leaves: [1: 20, 2: 3, 3: 4, 4: 5], minimum: 5) == [2, 3]
        )
        // Equal ones: the lower identifier.
        #expect(Self.withheld([0, 0, 0], leaves: [1: 9, 2: 9, 3: 1], minimum: 5) == [1, 3])
        #expect(Self.withheld([0, 0], leaves: [1: 5, 2: 6], minimum: 5) == [])
        #expect(Self.withheld([0, 0], leaves: [1: 1, 2: 2], minimum: 1) == [])
    }

    @Test func `below a group that is withheld nothing adds up to it`() {
        // 1 ─ 3 (7), 4 (9); 2 ─ 5 (2): 2 is small, 1 goes with it, and so do 3 and 4.
        #expect(
            Self.withheld([0, 0, 1, 1, 2], leaves: [3: 7, 4: 9, 5: 2], minimum: 5)
                == [1, 2, 3, 4, 5]
        )
    }

    /// Whoever knows the rules subtracts and adds wherever all but one figure of a sum are shown.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `no withheld group follows from what is shown by sums`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 2...40, using: &generator)
        let parents = (0..<count).map { Int32.random(in: 0...Int32($0), using: &generator) }
        let inner = Set(parents)
        var leaves: [Int32: Int] = [:]
        for id in 1...Int32(count) where !inner.contains(id) {
            leaves[id] = [0, 1, 3, 6, 12, 40].randomElement(using: &generator)
        }
        let people = Self.sums(parents, leaves)
        let hidden = Set(Self.withheld(parents, leaves: leaves, minimum: 5))
        var known = Set((1...Int32(count)).filter { !hidden.contains($0) })
        let shown = known
        // The whole contest's figure is public.
        known.insert(0)
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for parent in Set(parents) {
                let children = (1...Int32(count)).filter { parents[Int($0) - 1] == parent }
                let open = children.filter { !known.contains($0) }
                if open.isEmpty, known.insert(parent).inserted { isGrowing = true }
                if known.contains(parent), open.count == 1 {
                    known.formUnion(open)
                    isGrowing = true
                }
            }
        }
        for id in known.subtracting(shown) where id != 0 {
            // An only child with people is its parent: nothing beside it could be withheld.
            let parent = parents[Int(id) - 1]
            let siblings = (1...Int32(count)).filter {
                parents[Int($0) - 1] == parent && (people[$0] ?? 0) > 0
            }
            #expect(siblings == [id] && !shown.contains(parent), "seed \(seed): \(id) follows")
        }
        for id in shown { #expect(people[id] == 0 || (people[id] ?? 0) >= 5, "seed \(seed)") }
    }

    @Test func `a withheld group's place in the list says nothing`() throws {
        var fold = try #require(SampleContest.fold(RankingRules()))
        for participant in 0..<20 as Range<UInt32> {
            let leaves = SampleContest.leaves(of: participant)
            fold.enter(
                ParticipantIndex(rawValue: participant),
                region: leaves.region,
                unit: leaves.unit
            )
        }
        // Leaves of the regions: 0 → 4, 1 → 5; both below 2, below 1. Two people in 4, six in 5.
        for participant in [0, 5, 1, 6, 11, 16] as [UInt32] {
            fold.take(SampleContest.submission(participant, points: 100))
        }
        let groups = fold.snapshot(sequence: 1, at: .epoch).boards.regions
        let small = WithheldGroups(groups, minimum: 3)
        let ranking = GroupRanking(
            groups,
            below: NodeID(rawValue: 2),
            by: .average,
            withholding: small
        )
        #expect(ranking.rows.map(\.node.id.rawValue) == [4, 5])
        #expect(ranking.rows.allSatisfy { $0.tally == nil && $0.rank == nil })
        let whole = GroupRanking(
            groups,
            below: NodeID(rawValue: 2),
            by: .people,
            withholding: WithheldGroups(groups, minimum: 1)
        )
        #expect(whole.rows.map(\.node.id.rawValue) == [5, 4])
        #expect(whole.rows.map(\.rank) == [1, 2])
        #expect(whole.places(around: NodeID(rawValue: 4), radius: .max) == 0..<2)
        #expect(whole.places(around: NodeID(rawValue: 4), radius: 0) == 1..<2)
        #expect(whole.places(around: NodeID(rawValue: 1), radius: 1) == nil)
    }
}
