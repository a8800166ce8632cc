@testable import ContestEngine
import ContestModel
import Logging
import Testing

/// The actor when the disk fails under it, with the recovery held at a door that the test opens.
struct ContestRecoveryTests {
    private let gate = Gate()
    private let store: SimulatedStore
    private let contest: Contest
    private let region: NodeID
    private let unit: NodeID

    init() async throws {
        var random = SeededRandom(seed: 11)
        let world = SimulatedWorld(&random)
        store = SimulatedStore(gate: gate)
        region = world.regions.leaves.first ?? .none
        unit = world.units.leaves.first ?? .none
        let opening = world.rules.schedule.opensAt
        _ = try await store.append(
            try world.founding(at: opening) + [
                LedgerEntry(Fact(at: opening, body: .amendment(SimulatedWorld.act(.open))))
            ]
        )
        contest = try await Contest(
            name: "simulated",
            store: store,
            vault: PersonVault(ContestSecrets(master: [1], contest: "simulated")),
            clock: ManualClock(opening),
            // Of two facts that wait, the second is sent to the disk before memory follows the first.
            limits: EngineLimits(factsPerBatch: 1, factsPerSmallBatch: 1),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test(arguments: SimulatedStore.Fault.allCases)
    func `after a failed commit the contest serves again and a retry is answered`(
        _ fault: SimulatedStore.Fault
    ) async throws {
        async let writer: Void = contest.runWriter()
        store.plan([fault])
        let refusal = fault == .full ? Refusal.storageFull : .outcomeUnknown
        await #expect(throws: refusal) { try await contest.act(SimulatedWorld.act(.pause)) }
        await settle { await contest.status == .running }
        if fault == .unknownButWritten {
            await #expect(throws: Refusal.actNotPossible("pause: 已在暂停中")) {
                try await contest.act(SimulatedWorld.act(.pause))
            }
        } else {
            _ = try await contest.act(SimulatedWorld.act(.pause))
        }
        await contest.drain()
        await writer
        let pauses = store.ledger.facts.filter { $0.fact.body.isPause }
        #expect(pauses.count == 1)
    }

    @Test(arguments: SimulatedStore.Fault.allCases)
    func `a batch that fails behind another takes nothing from those who have their receipts`(
        _ fault: SimulatedStore.Fault
    ) async throws {
        store.plan([nil, fault])
        async let first = register(1)
        async let second = register(2)
        await settle { await contest.health.queuedFacts == 2 }
        async let writer: Void = contest.runWriter()
        let outcomes = [try await first, try await second]
        #expect(outcomes.compactMap { try? $0.get() }.count == 1)
        let refusals = outcomes.compactMap { outcome in
            if case .failure(let refusal) = outcome { refusal } else { nil }
        }
        #expect(refusals == [fault == .full ? .storageFull : .outcomeUnknown])
        await settle { await contest.status == .running }
        // Who asks again gets what is in the ledger, or is written now.
        let again = [try await register(1).get(), try await register(2).get()]
        #expect(again.map(\.participant.rawValue).sorted() == [0, 1])
        for (before, after) in zip(outcomes, again) {
            guard case .success(let receipt) = before else { continue }
            #expect(receipt == after)
        }
        await contest.drain()
        await writer
        #expect(store.ledger.registrations.count == 2)
    }

    @Test func `a tick while the contest recovers does not begin a second recovery`()
        async throws
    {
        async let writer: Void = contest.runWriter()
        async let act = failedAct()
        await settle { gate.arrivals == 1 }
        async let ticks: Void = tickThrice()
        await settle(rounds: 500) { gate.arrivals > 1 }
        #expect(gate.arrivals == 1)
        gate.open()
        await ticks
        #expect(await act == .outcomeUnknown)
        await settle { await contest.status == .running }
        await contest.drain()
        await writer
    }

    @Test func `draining while the contest recovers stops it once it has recovered`()
        async throws
    {
        async let writer: Void = contest.runWriter()
        async let act = failedAct()
        await settle { gate.arrivals == 1 }
        await contest.drain()
        gate.open()
        #expect(await act == .outcomeUnknown)
        await settle { await contest.status == .stopped }
        #expect(await contest.status == .stopped)
        // Without this a failure of the line above would wait for ever.
        await contest.drain()
        await writer
    }

    @Test(.timeLimit(.minutes(1)))
    func `draining ends though a new fold has failed`() async throws {
        await contest.leaveFoldUndone()
        async let writer: Void = contest.runWriter()
        await contest.drain()
        await writer
        #expect(await contest.status == .stopped)
    }

    /// An organiser's act whose commit fails.
    private func failedAct() async -> Refusal? {
        gate.shut()
        store.plan([.refused])
        do {
            _ = try await contest.act(SimulatedWorld.act(.pause))
            return nil
        } catch {
            return error
        }
    }

    private func register(
        _ number: UInt64
    ) async throws -> Result<RegistrationReceipt, Refusal> {
        let request = RegistrationRequest(
            key: IdempotencyKey(high: 0, low: number),
            person: try #require(Person(name: "王小明")),
            region: region,
            unit: unit,
            consentVersion: 1,
            byGuardian: false
        )
        do {
            return .success(try await contest.register(request))
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }

    private func tickThrice() async {
        for _ in 0..<3 { await contest.tick() }
    }

    /// Lets others run until something holds; no clock is involved.
    private func settle(rounds: Int = 20_000, until holds: () async -> Bool) async {
        for _ in 0..<rounds {
            if await holds() { return }
            await Task.yield()
        }
    }
}

extension FactBody {
    fileprivate var isPause: Bool {
        if case .amendment(let act) = self { act.kind == .pause } else { false }
    }
}

extension Contest {
    /// Figures are to be made anew and were not, while rows wait for the checkpoint.
    fileprivate func leaveFoldUndone() {
        machine.demand(.everyone)
        machine.checkpointer.mark(
            ParticipantIndex(rawValue: 0),
            at: 1,
            attempt: AttemptID(sequence: 1)
        )
    }
}
