@testable import ContestEngine
import ContestModel
import Leaderboards

extension Simulation {
    /// The writer takes a batch, waits for the disk, or gets its outcome.
    mutating func write(isFinal: Bool = false) async throws {
        if writing == nil, let batch = machine.committer.takeBatch() {
            note("writing \(batch.count)")
            writing = (batch, isFinal ? 0 : random.pick([0, 0, 0, 1, 2, 8]))
        }
        guard let (batch, stepsLeft) = writing else { return }
        if stepsLeft > 0 {
            writing = (batch, stepsLeft - 1)
            return
        }
        writing = nil
        if random.chance(isFinal ? 0 : refolds.isEmpty ? 4 : 15) {
            store.plan([random.pick(SimulatedStore.Fault.allCases)])
        }
        do {
            let outcomes = try await store.append(batch)
            note("committed \(outcomes)")
            let before = machine.head
            let written = machine.written(outcomes)
            // As the writer does: the next batch is under way before memory follows this one.
            if writesAhead, random.chance(50), let next = machine.takeBatch(behind: written) {
                note("writing \(next.count) behind it")
                writing = (next, isFinal ? 0 : random.pick([0, 0, 1, 4]))
            }
            machine.apply(written, now: now)
            plantAfterBatch(since: before)
            collect()
            if machine.mustReload { try await loadAnew() }
            if writing == nil { beginRefold() }
        } catch {
            note("the disk failed: \(error)")
            try await recover(store.isStorageFull(error) ? .storageFull : .outcomeUnknown)
        }
        if machine.committer.isIdle { oracle.expectSilence() }
    }

    /// The disk failed under a living server: callers are told, memory is loaded anew.
    private mutating func recover(_ refusal: Refusal) async throws {
        machine.failBatch(refusal)
        collect()
        oracle.expectSilence()
        _ = try await store.recover()
        try await load()
    }

    /// The server dies, and starts again some time later.
    mutating func crash() async throws {
        note("crash")
        crashCount += 1
        if let writing {
            // The batch may have reached the disk, or not; nobody was told.
            if random.chance(50) { _ = try await store.append(writing.batch) }
        } else if machine.committer.isIdle {
            try await checkAgainstStore()
        }
        writing = nil
        machine.effects = []
        refolds = []
        retries += oracle.forgetCallers()
        if plant == .forgottenFact { store.tamper { $0.forgetLast() } }
        store = SimulatedStore(store.ledger)
        // While it was down, the clock went on, or was set, forwards or back.
        if random.chance(30), other == nil {
            clock = clock.advanced(by: .seconds(random.within(-3_000...4_000)))
        }
        try await load()
        let full = try await loaded(through: machine.head)
        compare(state(machine), state(full), "checkpoint and tail, full replay")
    }

    /// Memory becomes what the store says.
    mutating func load() async throws {
        guard let fresh = try await freshMachine() else {
            return violation("the ledger holds no contest any more")
        }
        machine = fresh
        note("loaded")
    }

    /// What a server remembers that starts now.
    func freshMachine() async throws -> ContestMachine<Int>? {
        try await ContestMachine<Int>.load(from: store, limits: limits, now: clock)
    }

    /// A machine made of every fact up to one, without the checkpoint.
    private func loaded(through sequence: LedgerSequence) async throws -> ContestMachine<Int> {
        guard
            let fresh = try await ContestMachine<Int>.load(
                from: store,
                limits: limits,
                through: sequence,
                now: clock
            )
        else { throw Refusal.unavailable }
        return fresh
    }

    /// A slice of checkpoint rows is written, as the writer does between two batches.
    mutating func flush() async throws {
        guard writing == nil, isUpToDate, var slice = machine.takeCheckpointSlice() else { return }
        note("flush \(slice.rows.count) rows, replay after \(slice.replayAfter)")
        if plant == .missingRow { slice.rows = Array(slice.rows.dropLast()) }
        try await store.flush(slice)
    }

    /// With nothing under way, memory equals what can be read back, and the boards equal what
    /// other code makes of the facts.
    mutating func checkAgainstStore() async throws {
        guard isUpToDate else { return }
        try await settleFigures()
        if other != nil { machine.rebuildDeadlines() }
        machine.turnDay(at: now)
        let live = state(machine)
        let full = try await loaded(through: machine.head)
        compare(live, state(full), "live, full replay")
        guard let tail = try await freshMachine() else {
            return violation("the ledger holds no contest any more")
        }
        compare(live, state(tail), "live, checkpoint and tail")
        compare(
            FrozenState(machine.frozen?.snapshot),
            FrozenState(tail.frozen?.snapshot),
            "frozen boards live, loaded"
        )
        guard machine.log.entries.isEmpty else { return }
        let naive = NaiveFold(store.ledger.facts, rules: machine.rules, day: machine.fold.day)
        for difference in naive.differences(from: machine) { violation(difference) }
    }

    func state(_ machine: ContestMachine<Int>) -> MachineState {
        MachineState(machine, today: machine.schedule.day(of: now))
    }

    mutating func compare<State: ComparableState>(
        _ left: State,
        _ right: State,
        _ subject: String
    ) {
        guard let difference = left.difference(from: right) else { return }
        violation("\(subject): \(difference)")
    }
}
