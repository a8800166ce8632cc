import ContestEngine
import ContestModel
import StoreConformance
import Synchronization
import Testing

struct SimulatedStoreTests {
    @Test(arguments: StoreConformance.cases)
    func `the simulated store keeps every promise of the port`(_ rule: ConformanceCase)
        async throws
    {
        try await rule.check(SimulatedHarness())
    }

    @Test(arguments: BrokenStore.Promise.allCases)
    func `the suite finds a store that breaks one promise`(_ promise: BrokenStore.Promise)
        async throws
    {
        var failures: [String] = []
        for rule in StoreConformance.cases {
            do {
                try await rule.check(BrokenHarness(promise: promise))
            } catch let failure as ConformanceFailure {
                failures.append(failure.description)
            }
        }
        #expect(!failures.isEmpty)
    }

    @Test(arguments: SimulatedStore.Fault.allCases)
    func `a fault never half-writes and never lets the store go on unrecovered`(
        _ fault: SimulatedStore.Fault
    ) async throws {
        let store = SimulatedStore()
        store.plan([nil, fault])
        let act = LedgerEntry(
            Fact(
                at: .epoch,
                body: .amendment(
                    AmendmentFact(kind: .pause, actor: "", reasonCode: "", reason: "")
                )
            )
        )
        #expect(try await store.append([act]) == [.committed(1)])
        await #expect(throws: fault) { try await store.append([act, act]) }
        await #expect(throws: SimulatedStore.Failure.notRecovered) {
            try await store.append([act])
        }
        let end = try await store.recover().sequence
        #expect(end == (fault == .unknownButWritten ? 3 : 1))
        #expect(try await store.append([act]) == [.committed(end + 1)])
        #expect(store.isStorageFull(fault) == (fault == .full))
    }
}

/// Simulated stores for the conformance suite.
private struct SimulatedHarness: StoreHarness {
    func make() async throws -> any ContestStore { SimulatedStore() }

    func reopen(_ store: any ContestStore) async throws -> any ContestStore {
        guard let store = store as? SimulatedStore else { throw SimulatedStore.Failure.closed }
        return SimulatedStore(store.ledger)
    }

    func openBeside(_ store: any ContestStore) async throws -> any ContestStore { store }

    func backupPath() throws -> String { "backup \(UInt64.random(in: .min ... .max))" }

    func open(backup path: String) async throws -> any ContestStore {
        guard let ledger = SimulatedStore.backups.withLock({ $0[path] }) else {
            throw SimulatedStore.Failure.closed
        }
        return SimulatedStore(ledger)
    }
}

/// Stores that break a promise, for the control of the suite.
private struct BrokenHarness: StoreHarness {
    let promise: BrokenStore.Promise

    func make() async throws -> any ContestStore { BrokenStore(breaking: promise) }

    func reopen(_ store: any ContestStore) async throws -> any ContestStore {
        guard let store = store as? BrokenStore else { throw SimulatedStore.Failure.closed }
        return BrokenStore(store.inner.ledger, breaking: promise)
    }

    func openBeside(_ store: any ContestStore) async throws -> any ContestStore {
        guard let store = store as? BrokenStore else { throw SimulatedStore.Failure.closed }
        // A writer that does not see the other one's facts goes on where it began.
        return promise == .secondWriter ? try await reopen(store) : store
    }

    func backupPath() throws -> String { try SimulatedHarness().backupPath() }

    func open(backup path: String) async throws -> any ContestStore {
        try await SimulatedHarness().open(backup: path)
    }
}
