@testable import ContestEngine
import ContestModel
import Testing

/// The sweeper's heap holds the attempts under way, and not all that ever were.
struct DeadlineHeapTests {
    @Test func `attempts that have ended do not pile up until their deadline`() async throws {
        let world = try unlimitedWorld()
        let now = world.rules.schedule.opensAt
        let store = SimulatedStore()
        _ = try await store.append(
            try world.founding(at: now) + [
                LedgerEntry(Fact(at: now, body: .amendment(SimulatedWorld.act(.open))))
            ]
        )
        var machine = try #require(
            try await ContestMachine<Int>.load(from: store, limits: EngineLimits(), now: now)
        )
        machine.register(
            RegistrationCommand(
                key: IdempotencyKey(high: 0, low: 1),
                pseudonym: Pseudonym(bits: 1),
                region: world.regions.leaves.first ?? .none,
                unit: world.units.leaves.first ?? .none,
                consentVersion: 1,
                byGuardian: false
            ),
            now: now,
            waiter: 0
        )
        try await commit(&machine, store, now)
        let person = ParticipantIndex(rawValue: 0)
        let count = 2 * DeadlineHeap.slack
        for number in 0..<count {
            machine.start(person, track: "main", seed: UInt64(number), now: now, waiter: 0)
            try await commit(&machine, store, now)
            let attempt = AttemptID(sequence: machine.head)
            machine.submit(attempt, of: person, now: now, waiter: 0)
            try await commit(&machine, store, now)
        }
        #expect(store.ledger.attempts.count == count)
        #expect(machine.slotOfAttempt.isEmpty)
        #expect(machine.deadlines.count <= DeadlineHeap.slack + 2)
    }

    /// The first world whose people may begin as often as they like.
    private func unlimitedWorld() throws -> SimulatedWorld {
        for seed in 1...1_000 as ClosedRange<UInt64> {
            var random = SeededRandom(seed: seed)
            let world = SimulatedWorld(&random)
            let main = world.rules.tracks[0]
            if main.attemptsPerDay == nil, main.attemptsTotal == nil { return world }
        }
        throw Refusal.unknownTrack
    }

    private func commit(
        _ machine: inout ContestMachine<Int>,
        _ store: SimulatedStore,
        _ now: LedgerInstant
    ) async throws {
        while let batch = machine.committer.takeBatch() {
            machine.finishBatch(try await store.append(batch), now: now)
        }
        machine.effects = []
    }
}
