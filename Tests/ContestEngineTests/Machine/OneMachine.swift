@testable import ContestEngine
import ContestModel
import Testing

/// A machine of an open contest on a simulated store, whose people may begin as often as they like.
struct OneMachine {
    let store = SimulatedStore()
    let now: LedgerInstant
    var machine: ContestMachine<Int>
    private let world: SimulatedWorld

    init() async throws {
        world = try Self.unlimitedWorld()
        now = world.rules.schedule.opensAt
        _ = try await store.append(
            try world.founding(at: now) + [
                LedgerEntry(Fact(at: now, body: .amendment(SimulatedWorld.act(.open))))
            ]
        )
        machine = try #require(
            try await ContestMachine<Int>.load(from: store, limits: EngineLimits(), now: now)
        )
    }

    /// Queues a registration under a number, which was looked up just now or when a fact was the last.
    mutating func register(
        _ number: UInt64,
        waiter: Int = 0,
        lookedAt: LedgerSequence? = nil
    ) {
        machine.register(
            RegistrationCommand(
                key: IdempotencyKey(high: 0, low: number),
                pseudonym: Pseudonym(bits: number),
                region: world.regions.leaves.first ?? .none,
                unit: world.units.leaves.first ?? .none,
                consentVersion: 1,
                byGuardian: false
            ),
            lookedAt: lookedAt ?? machine.head,
            now: now,
            waiter: waiter
        )
    }

    /// A second version of rules and bank, to be applied together.
    func nextVersions() throws -> [FactBody] {
        [
            .contestVersion(try SimulatedWorld.version(2, world.rules)),
            .bankVersion(try SimulatedWorld.version(2, world.bank)),
        ]
    }

    /// Writes and applies all that is queued.
    mutating func commit() async throws {
        while let batch = machine.committer.takeBatch() {
            machine.apply(machine.written(try await store.append(batch)), now: now)
        }
        machine.effects = []
    }

    private static func unlimitedWorld() throws -> SimulatedWorld {
        for seed in 1...1_000 as ClosedRange<UInt64> {
            var random = SeededRandom(seed: seed)
            let world = SimulatedWorld(&random)
            let main = world.rules.tracks[0]
            if main.attemptsPerDay == nil, main.attemptsTotal == nil { return world }
        }
        throw Refusal.unknownTrack
    }
}
