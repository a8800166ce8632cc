import ContestEngine
import ContestModel
import Logging
import Testing

/// Two servers over one store: the store's constraints are the guard when they meet.
struct SharedStoreTests {
    private let world: SimulatedWorld
    private let store = SimulatedStore()

    init() async throws {
        var random = SeededRandom(seed: 11)
        world = SimulatedWorld(&random)
        let opening = world.rules.schedule.opensAt
        _ = try await store.append(
            try world.founding(at: opening) + [
                LedgerEntry(Fact(at: opening, body: .amendment(SimulatedWorld.act(.open))))
            ]
        )
    }

    @Test func `a start that met another server's gets the attempt that is in the ledger`()
        async throws
    {
        let first = try await server()
        async let firstWriter: Void = first.runWriter()
        let person = try await first.register(try registration(1)).participant
        let second = try await server()
        async let secondWriter: Void = second.runWriter()
        async let ours = first.start(person, track: "main")
        async let theirs = second.start(person, track: "main")
        #expect(try await ours.id == theirs.id)
        await first.drain()
        await second.drain()
        _ = await (firstWriter, secondWriter)
        #expect(store.ledger.attempts.count == 1)
    }

    @Test func `people who register at two servers at once are two people`() async throws {
        let servers = [try await server(), try await server()]
        async let firstWriter: Void = servers[0].runWriter()
        async let secondWriter: Void = servers[1].runWriter()
        async let one = servers[0].register(try registration(1))
        async let other = servers[1].register(try registration(2))
        async let again = servers[1].register(try registration(1))
        #expect(try await one.participant != other.participant)
        #expect(try await one.participant == again.participant)
        for server in servers { await server.drain() }
        _ = await (firstWriter, secondWriter)
        #expect(store.ledger.registrations.count == 2)
    }

    @Test func `a response to an attempt that another server has ended is not stored`()
        async throws
    {
        let first = try await server()
        async let firstWriter: Void = first.runWriter()
        let person = try await first.register(try registration(1)).participant
        let attempt = try await first.start(person, track: "main")
        let second = try await server()
        async let secondWriter: Void = second.runWriter()
        let end = try await second.submit(attempt.id, of: person)
        // The first server has not heard of it, and takes the answer for one in time.
        let refusal = await #expect(throws: Refusal.self) {
            try await first.respond(
                attempt.id,
                of: person,
                position: 0,
                revision: nil,
                shown: OptionMask.option(0)
            )
        }
        if case .attemptClosed = refusal {} else { Issue.record("\(refusal as Any)") }
        #expect(try await first.submit(attempt.id, of: person).sequence == end.sequence)
        await first.drain()
        await second.drain()
        _ = await (firstWriter, secondWriter)
        #expect(store.ledger.responses[attempt.id] == nil)
        #expect(store.ledger.submissions.count == 1)
    }

    private func server() async throws -> Contest {
        try await Contest(
            name: "simulated",
            store: store,
            vault: PersonVault(ContestSecrets(master: [1], contest: "simulated")),
            clock: ManualClock(world.rules.schedule.opensAt),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    private func registration(_ number: UInt64) throws -> RegistrationRequest {
        RegistrationRequest(
            key: IdempotencyKey(high: 0, low: number),
            person: try #require(Person(name: "王小明")),
            region: world.regions.leaves.first ?? .none,
            unit: world.units.leaves.first ?? .none,
            consentVersion: 1,
            byGuardian: false
        )
    }
}
