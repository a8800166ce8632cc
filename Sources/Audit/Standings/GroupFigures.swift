/// The tallies of one tree: each attempt is credited to its leaf and to all above it.
///
/// Sums are kept by leaf and carried up at the end. People are counted once for each node, also
/// those whose attempts went to several leaves.
struct GroupFigures {
    private let tree: GroupTree
    private var sums: [Int64: AuditTally] = [:]
    /// Each person's first leaf; nil before the first counted attempt.
    private var leaves: [Int64?]
    /// Further leaves, of the few who have any.
    private var furtherLeaves: [Int: Set<Int64>] = [:]

    init(_ tree: GroupTree, peopleCount: Int) {
        self.tree = tree
        leaves = Array(repeating: nil, count: peopleCount)
    }

    mutating func take(_ attempt: CountedAttempt, at leaf: Int64, of person: Int) {
        attempt.add(to: &sums[leaf, default: AuditTally()])
        if let first = leaves[person] {
            if first != leaf { furtherLeaves[person, default: []].insert(leaf) }
        } else {
            leaves[person] = leaf
        }
    }

    /// The figures of every node, in the tree's order.
    ///
    /// - Complexity: O(people + nodes + leaves · depth).
    func tallies() -> [AuditGroupTally] {
        var tallies: [Int64: AuditTally] = [:]
        for (leaf, sum) in sums {
            for node in tree.path(from: leaf) {
                tallies[node, default: AuditTally()].attempts += sum.attempts
                tallies[node, default: AuditTally()].points += sum.points
                tallies[node, default: AuditTally()].right += sum.right
                tallies[node, default: AuditTally()].drawn += sum.drawn
            }
        }
        var peopleByLeaf: [Int64: Int] = [:]
        for (person, leaf) in leaves.enumerated() {
            guard let leaf, furtherLeaves[person] == nil else { continue }
            peopleByLeaf[leaf, default: 0] += 1
        }
        for (leaf, count) in peopleByLeaf {
            for node in tree.path(from: leaf) {
                tallies[node, default: AuditTally()].people += count
            }
        }
        for (person, further) in furtherLeaves {
            let all = further.union(leaves[person].map { [$0] } ?? [])
            for node in Set(all.flatMap(tree.path)) {
                tallies[node, default: AuditTally()].people += 1
            }
        }
        return tree.nodes.map {
            AuditGroupTally(id: Int($0), tally: tallies[$0] ?? AuditTally())
        }
    }
}
