import ContestEngine
import ContestModel
import Synchronization

/// A store in memory that keeps the port's promises, and breaks down when told to.
///
/// What it breaks down with are the things that happen to a disk. After any of them it throws until
/// it is recovered, and it never acknowledges what it did not keep.
final class SimulatedStore: ContestStore {
    /// What an append may come to.
    enum Fault: Error, CaseIterable {
        /// Nothing was written.
        case refused
        /// Everything was written, and the caller does not learn it.
        case unknownButWritten
        /// The batch was under way and is lost, as in a power cut.
        case lost
        /// There is no room; nothing was written.
        case full
    }

    /// Why a call failed that has nothing to do with the disk.
    enum Failure: Error {
        case closed
        case notRecovered
        case exists
    }

    private struct State {
        var ledger = SimulatedLedger()
        var isClosed = false
        var needsRecovery = false
        var next: [Fault?] = []
    }

    private let state: Mutex<State>
    private let gate: Gate?

    /// Makes a store of what is on the disk.
    ///
    /// - Parameter gate: Where `recover` waits, for tests of what happens meanwhile.
    init(_ ledger: SimulatedLedger = SimulatedLedger(), gate: Gate? = nil) {
        state = Mutex(State(ledger: ledger))
        self.gate = gate
    }

    /// What is on the disk.
    var ledger: SimulatedLedger { state.withLock { $0.ledger } }

    /// Says how the coming appends end; nil for well.
    func plan(_ faults: [Fault?]) {
        state.withLock { $0.next += faults }
    }

    /// Changes what is on the disk, for controls.
    func tamper(_ change: (inout SimulatedLedger) -> Void) {
        state.withLock { change(&$0.ledger) }
    }

    func append(_ batch: [LedgerEntry]) async throws -> [FactOutcome] {
        try state.withLock { state in
            guard !state.isClosed else { throw Failure.closed }
            guard !state.needsRecovery else { throw Failure.notRecovered }
            let fault = state.next.isEmpty ? nil : state.next.removeFirst()
            guard let fault else { return state.ledger.append(batch) }
            state.needsRecovery = true
            if fault == .unknownButWritten { _ = state.ledger.append(batch) }
            throw fault
        }
    }

    func isStorageFull(_ error: any Error) -> Bool { error as? Fault == .full }

    func head() async throws -> LedgerHead { try read(\.head) }

    func recover() async throws -> LedgerHead {
        await gate?.wait()
        return try state.withLock { state in
            guard !state.isClosed else { throw Failure.closed }
            state.needsRecovery = false
            return state.ledger.head
        }
    }

    func facts(of kind: Fact.Kind, after cursor: FactCursor, limit: Int) async throws -> FactPage {
        try read { $0.page(of: kind, after: cursor, limit: limit) }
    }

    func attempt(_ id: AttemptID) async throws -> AttemptRecord? { try read { $0.record(id) } }

    func attempts(of participant: ParticipantIndex, track: UInt8, day: ContestDay)
        async throws -> [AttemptRecord]
    {
        try read { ledger in
            ledger.attempts.compactMap(ledger.record)
                .filter {
                    $0.attempt.participant == participant && $0.attempt.track == track
                        && $0.attempt.day == day
                }
                .sorted { $0.attempt.ordinal < $1.attempt.ordinal }
        }
    }

    func playedAttempts(through sequence: LedgerSequence, after: AttemptID?, limit: Int)
        async throws -> PlayedAttemptPage
    {
        try read { $0.played(through: sequence, after: after, limit: limit) }
    }

    func registration(key: IdempotencyKey) async throws -> CommittedFact? {
        try read { $0.registrations[key] }
    }

    func registration(of participant: ParticipantIndex) async throws -> CommittedFact? {
        try read { ledger in
            ledger.registrations.values.first { fact in
                guard case .registration(let body) = fact.fact.body else { return false }
                return body.participant == participant
            }
        }
    }

    func backUp(to path: String) async throws -> LedgerHead {
        let ledger = try read { $0 }
        let isNew = Self.backups.withLock { backups in
            guard backups[path] == nil else { return false }
            backups[path] = ledger
            return true
        }
        guard isNew else { throw Failure.exists }
        return ledger.head
    }

    func close() async throws {
        state.withLock { $0.isClosed = true }
    }

    /// The backups of all simulated stores, by path.
    static let backups = Mutex<[String: SimulatedLedger]>([:])

    func read<Value>(_ body: (SimulatedLedger) throws -> Value) throws -> Value {
        try state.withLock { state in
            guard !state.isClosed else { throw Failure.closed }
            return try body(state.ledger)
        }
    }

    func write(_ body: (inout SimulatedLedger) -> Void) throws {
        try state.withLock { state in
            guard !state.isClosed else { throw Failure.closed }
            body(&state.ledger)
        }
    }
}
