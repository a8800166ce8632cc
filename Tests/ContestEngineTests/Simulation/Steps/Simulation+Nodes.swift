@testable import ContestEngine
import ContestModel

/// A server while it is not its turn: what it remembers, and what it is at.
struct SimulatedNode {
    var machine: ContestMachine<Int>
    var writing: (batch: [LedgerEntry], stepsLeft: Int)?
    var refolds: [SimulatedRefold] = []
}

// Two servers over one store. Each has a memory and a writer of its own and learns of the other's
// facts only from the store.
//
// People are spread over the servers by their number: one server decides on what a person answers and
// when their time is up. Registrations go anywhere, and so do starts, when clients are sent to
// the wrong server; there the store's constraints are the guard. Organisers act on one server only.
extension Simulation {
    var nodeCount: Int { other == nil ? 1 : 2 }

    /// Whether the server whose turn it is decides for a participant.
    func isAtHome(_ participant: ParticipantIndex) -> Bool {
        other == nil || Int(participant.rawValue % 2) == node
    }

    /// Whether the server whose turn it is knows of every fact.
    var isUpToDate: Bool { machine.head == store.ledger.head.sequence }

    /// A second server begins.
    mutating func openSecondNode() async throws {
        guard world.nodeCount > 1, let second = try await freshMachine() else { return }
        other = SimulatedNode(machine: second)
        oracle.contest.isShared = true
        store.tamper { $0.isShared = true }
    }

    /// It is the other server's turn.
    mutating func turnToOtherNode() {
        guard var resting = other else { return }
        swap(&resting.machine, &machine)
        swap(&resting.writing, &writing)
        swap(&resting.refolds, &refolds)
        other = resting
        node = 1 - node
        oracle.node = node
    }

    /// A server that has nothing to write reads what the other one wrote.
    mutating func follow() async throws {
        guard writing == nil, machine.committer.isIdle, !isUpToDate else { return }
        note("follow")
        try await load()
    }

    /// Another server's facts came in between: memory is loaded anew, and what was decided without
    /// them is decided again.
    mutating func loadAnew() async throws {
        let displaced = machine.takeDisplaced()
        displacedCount += displaced.queued.count
        note("displaced \(displaced.queued.count), round \(displaced.round)")
        try await load()
        if plant == .droppedDisplaced { return }
        machine.decideAgain(displaced, now: now)
        collect()
    }

    /// The sweeper ends the attempts of this server's people only.
    mutating func leaveOthersAttempts() {
        guard other != nil else { return }
        var kept = DeadlineHeap()
        while let entry = machine.deadlines.popFirst() {
            guard let slot = machine.slotOfAttempt[entry.attempt.sequence],
                let open = machine.slots[slot], isAtHome(open.participant)
            else { continue }
            kept.insert(entry)
        }
        machine.deadlines = kept
    }
}
