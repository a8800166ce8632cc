@testable import ContestEngine
import ContestModel
import Leaderboards

/// Something that can say where it differs from another of its kind.
protocol ComparableState {
    func difference(from other: Self) -> String?
}

/// What two machines must have in common when they stand for the same facts: standings, quotas,
/// attempts under way, deadlines, boards.
struct MachineState: ComparableState {
    private var lines: [String] = []

    /// - Parameter today: The day whose quotas matter; those of days before are over.
    init(_ machine: ContestMachine<Int>, today: ContestDay?) {
        add("head", machine.head)
        let known = machine.entries.indices.filter { machine.entries[$0] != nil }
        add("participants", known)
        for index in known {
            let participant = ParticipantIndex(rawValue: UInt32(index))
            var standings = machine.fold.standings(of: participant)
            // Folded anew, a row knows of the last submission only, and not of later starts.
            if !machine.log.entries.isEmpty { standings.asOf = 0 }
            add("standings of \(index)", standings)
            for track in 0..<machine.trackCount {
                let state = machine.tracks[index * machine.trackCount + track]
                let used = today.map(state.quota.used) ?? 0
                add("used by \(index) in \(track)", [Int(state.quota.total), used])
                let granted = machine.grants[index * machine.trackCount + track] ?? TrackGrants()
                let grants = [Int(granted.grantDay.number), Int(granted.granted)]
                add("grants of \(index) in \(track)", grants)
                let open = machine.slots[safe: Int(state.open)]
                add("open of \(index) in \(track)", open?.id.sequence ?? 0)
            }
        }
        for (sequence, slot) in machine.slotOfAttempt.sorted(by: { $0.key < $1.key }) {
            guard let open = machine.slots[slot] else { continue }
            add("attempt \(sequence)", open.described)
            add("deadline of \(sequence)", machine.deadline(of: open))
        }
        var heap = machine.deadlines
        var filed: Set<LedgerSequence> = []
        while let entry = heap.popFirst() {
            guard let slot = machine.slotOfAttempt[entry.attempt.sequence],
                let open = machine.slots[slot], entry.deadline <= machine.deadline(of: open)
            else { continue }
            filed.insert(entry.attempt.sequence)
        }
        // Filed too early is no harm: the sweeper files it anew.
        add("attempts that the sweeper will find in time", filed.sorted())
        add("day", machine.fold.day)
        let boards = machine.fold.snapshot(sequence: machine.head, at: machine.latest).boards
        lines += boards.described
    }

    private mutating func add(_ subject: String, _ value: some Any) {
        lines.append("\(subject): \(value)")
    }

    func difference(from other: MachineState) -> String? {
        lines.firstDifference(from: other.lines)
    }
}

/// Boards as the public sees them while they are frozen.
struct FrozenState: ComparableState {
    private let lines: [String]

    init(_ frozen: BoardsSnapshot?) {
        guard let frozen else {
            lines = ["not frozen"]
            return
        }
        let at = frozen.at.millisecondsSinceEpoch
        lines = ["frozen at \(frozen.sequence), \(at)"] + frozen.boards.described
    }

    func difference(from other: FrozenState) -> String? {
        lines.firstDifference(from: other.lines)
    }
}

extension [String] {
    fileprivate func firstDifference(from other: [String]) -> String? {
        for (left, right) in zip(self, other) where left != right { return "\(left) ≠ \(right)" }
        return count == other.count ? nil : "\(count) lines ≠ \(other.count) lines"
    }
}

extension [OpenAttempt?] {
    fileprivate subscript(safe index: Int) -> OpenAttempt? {
        indices.contains(index) ? self[index] : nil
    }
}

extension OpenAttempt {
    /// Everything that decisions look at.
    fileprivate var described: String {
        "\(participant.rawValue) \(track) \(day.number) \(startedAt) \(edition) \(seed) \(stage) "
            + answers.map { "\($0)" }.joined(separator: " ")
    }
}

extension ContestBoards {
    fileprivate var described: [String] {
        var lines = ["board day: \(day)", "tally: \(tally)", "today: \(today)"]
        func add(_ board: PeopleBoard?, _ subject: String) {
            guard let board else { return }
            let rows = board.rows(from: 0, count: board.count + 1)
            lines.append("\(subject): \(rows.map { [$0.rank, $0.position] }) \(rows.map(\.key))")
        }
        for period in BoardPeriod.allCases { add(people(in: period), "people \(period)") }
        for (group, name) in [(regions, "region"), (units, "unit")] {
            for node in group.index.tree.nodes {
                lines.append("\(name) \(node.code): \(group.tally(of: node.id) as Any)")
                lines.append("\(name) \(node.code) today: \(group.today(of: node.id) as Any)")
                add(group.people(of: node.id), "\(name) \(node.code) people")
            }
        }
        return lines
    }
}
