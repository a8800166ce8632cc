@testable import ContestEngine
import ContestModel

/// One contest under a seed: clients, organisers, clock and disk in one thread, every choice drawn
/// from the seed, so that a seed replays to the last fact.
///
/// It is another shell around `ContestMachine`, where the actor `Contest` is the real one. What
/// callers asked and were told goes to the `Oracle`, which knows the rules by code of its own.
struct Simulation {
    let seed: UInt64
    let world: SimulatedWorld
    let plant: PlantedBug?
    let limits: EngineLimits
    var random: SeededRandom
    var store = SimulatedStore()
    var machine: ContestMachine<Int>
    var oracle: Oracle
    var clock: LedgerInstant
    var people: [SimulatedPerson]
    /// A batch that the writer has taken, and how many steps it still takes.
    var writing: (batch: [LedgerEntry], stepsLeft: Int)?
    /// Figures that are being folded anew.
    var refolds: [SimulatedRefold] = []
    /// The server whose turn it is not, where there are two, and which one has its turn.
    var other: SimulatedNode?
    var node = 0
    /// Requests that came to nothing, or to nobody knows what.
    var retries: [Oracle.Request] = []
    var grantKeys: [IdempotencyKey] = []
    var crashCount = 0
    /// Decisions that were made again because another server was faster.
    var displacedCount = 0
    var trace: [String] = []
    let isVerbose: Bool
    /// Whether a batch may be under way before memory follows the one before it.
    let writesAhead: Bool
    private(set) var stepCount = 0

    /// Builds the seed's world and opens its contest.
    init(
        seed: UInt64,
        plant: PlantedBug? = nil,
        writesAhead: Bool = true,
        isVerbose: Bool = false
    ) async throws {
        self.seed = seed
        self.plant = plant
        self.isVerbose = isVerbose
        self.writesAhead = writesAhead
        random = SeededRandom(seed: seed)
        world = SimulatedWorld(&random)
        clock = SimulatedWorld.dawn
        let room = random.pick([12, 60, 400])
        limits = EngineLimits(
            queuedFacts: room,
            queuedFactsForStarts: max(room / 2, 4),
            factsPerBatch: random.pick([3, 12, 200]),
            factsPerSmallBatch: writesAhead ? [1, 4, 512][Int(seed % 3)] : 512
        )
        people = []
        _ = try await store.append(try world.founding(at: clock))
        guard
            let machine = try await ContestMachine<Int>.load(
                from: store,
                limits: limits,
                now: clock
            )
        else { throw Refusal.unavailable }
        self.machine = machine
        oracle = Oracle()
        people = (0..<world.personCount).map { makePerson($0) }
    }

    /// Ledger time, as the actor has it.
    var now: LedgerInstant { max(clock, machine.latest) }

    private var isOver: Bool { now >= machine.lifecycle.closesAt(machine.schedule) }

    /// Runs the seed to its end, or to the first violation.
    mutating func run(steps: Int = 600) async throws {
        act(.open)
        for _ in 0..<world.personCount { register() }
        try await write(isFinal: true)
        try await openSecondNode()
        clock = world.rules.schedule.opensAt
        for _ in 0..<steps where oracle.violations.isEmpty {
            stepCount += 1
            if isOver, random.chance(3) { break }
            if random.chance(50) { turnToOtherNode() }
            try await step()
            if world.isAmended, nodeCount == 1, random.chance(2) { amend() }
            collect()
            try await finishRefolds()
        }
        if oracle.violations.isEmpty { try await finish() }
    }

    private mutating func step() async throws {
        switch random.below(100) {
        case 0..<4: register()
        case 4..<14: start()
        case 14..<15: relay()
        case 15..<37: respond()
        case 37..<39: retry()
        case 39..<45: submit()
        case 45..<47: grant()
        case 47..<49: read()
        case 49..<55: moveClock()
        case 55..<59: tick()
        case 59..<61: organise()
        case 61..<96: try await write()
        case 96..<97: try await follow()
        case 97..<99: try await flush()
        default: try await crash()
        }
    }

    /// Everything that is under way comes to its end, and all is checked against the ledger.
    private mutating func finish() async throws {
        for _ in 0..<2 {
            while !machine.committer.isIdle { try await write(isFinal: true) }
            turnToOtherNode()
        }
        if machine.lifecycle.pausedSince != nil { act(.resume) }
        let closing = machine.lifecycle.closesAt(machine.schedule)
        // The clock may have been set back, and ledger time not.
        clock = max(now, closing).advanced(by: .seconds(2_000))
        for _ in 0..<200 where oracle.violations.isEmpty {
            turnToOtherNode()
            try await follow()
            tick()
            try await write(isFinal: true)
            collect()
            if isQuiet, let other {
                if other.machine.committer.isIdle && other.machine.slotOfAttempt.isEmpty { break }
            } else if isQuiet {
                break
            }
        }
        for _ in 0..<nodeCount {
            turnToOtherNode()
            try await follow()
            oracle.expectSilence()
            if !machine.slotOfAttempt.isEmpty {
                violation("\(machine.slotOfAttempt.count) attempts never ended")
            }
            if random.chance(50) { try await flush() }
            try await checkAgainstStore()
        }
        if let other { compare(state(machine), state(other.machine), "one server, the other") }
        oracle.checkLedger(store.ledger.facts)
    }

    /// Nothing is under way, as far as the server whose turn it is knows.
    private var isQuiet: Bool {
        machine.committer.isIdle && machine.slotOfAttempt.isEmpty && isUpToDate
    }

    /// Hands what the machine decided to the callers.
    mutating func collect() {
        var effects: [ContestMachine<Int>.Effect] = []
        swap(&effects, &machine.effects)
        for case .resume(let waiter, let answer) in effects {
            if plant == .lostWaiter, random.chance(3) { continue }
            deliver(answer, to: waiter)
            if plant == .doubledWaiter, random.chance(3) { deliver(answer, to: waiter) }
        }
    }

    mutating func violation(_ text: String) {
        oracle.violations.append(text)
    }

    /// Notes a step, for a seed that is replayed.
    mutating func note(_ text: @autoclosure () -> String) {
        guard isVerbose else { return }
        let time = now.millisecondsSinceEpoch - SimulatedWorld.dawn.millisecondsSinceEpoch
        trace.append("#\(stepCount) t=\(time) head=\(machine.head): \(text())")
    }
}
