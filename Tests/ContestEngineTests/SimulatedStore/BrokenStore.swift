import ContestEngine
import ContestModel

/// A simulated store that breaks one promise of the port, for the control of the suite.
final class BrokenStore: ContestStore {
    /// Which promise is broken.
    enum Promise: String, CaseIterable {
        case sequenceOfDuplicate
        case conflictOfAttempt
        case endOfAttempt
        case secondWriter
        case chain
        case instantOfHead
        case orderOfPages
        case cursorWithinAttempt
        case limitOfPages
        case responsesOfRecord
        case orderOfAttempts
        case latestOfResponses
        case sequenceOfPlayed
        case erasing
        case replacing
        case foldVersion
        case rowsOfCheckpoint
        case rosterByName
        case replacingOfNotes
        case orderOfNotes
        case closing
    }

    let inner: SimulatedStore
    private let broken: Promise

    init(_ ledger: SimulatedLedger = SimulatedLedger(), breaking broken: Promise) {
        var ledger = ledger
        ledger.guardsEnds = broken != .endOfAttempt
        inner = SimulatedStore(ledger)
        self.broken = broken
    }

    func append(_ batch: [LedgerEntry]) async throws -> [FactOutcome] {
        try await inner.append(batch).map { outcome in
            switch (outcome, broken) {
            case (.duplicate(let sequence), .sequenceOfDuplicate): .duplicate(sequence + 1)
            case (.conflict, .conflictOfAttempt): .rejected(.unknownAttempt)
            default: outcome
            }
        }
    }

    func isStorageFull(_ error: any Error) -> Bool { inner.isStorageFull(error) }

    func head() async throws -> LedgerHead {
        var head = try await inner.head()
        if broken == .chain, head.sequence > 2 { head.chain = LedgerChain.genesis }
        if broken == .instantOfHead { head.at = .epoch }
        return head
    }

    func recover() async throws -> LedgerHead { try await inner.recover() }

    func facts(of kind: Fact.Kind, after cursor: FactCursor, limit: Int) async throws -> FactPage {
        var cursor = cursor
        if broken == .cursorWithinAttempt { cursor.subkey = 0 }
        let more = broken == .limitOfPages && limit < 1_000 ? limit + 1 : limit
        var page = try await inner.facts(of: kind, after: cursor, limit: more)
        if broken == .orderOfPages { page.facts.reverse() }
        return page
    }

    func checkpoint(foldVersion: Int32) async throws -> Checkpoint? {
        let known = broken == .foldVersion ? inner.ledger.checkpoint?.foldVersion : nil
        var found = try await inner.checkpoint(foldVersion: known ?? foldVersion)
        if broken == .rowsOfCheckpoint { found?.rows.removeLast() }
        return found
    }

    func flush(_ slice: CheckpointSlice) async throws { try await inner.flush(slice) }

    func attempt(_ id: AttemptID) async throws -> AttemptRecord? {
        var record = try await inner.attempt(id)
        if broken == .responsesOfRecord { record?.responses.reverse() }
        return record
    }

    func attempts(of participant: ParticipantIndex, track: UInt8, day: ContestDay)
        async throws -> [AttemptRecord]
    {
        let found = try await inner.attempts(of: participant, track: track, day: day)
        return broken == .orderOfAttempts ? found.sorted { $0.id < $1.id } : found
    }

    func playedAttempts(through sequence: LedgerSequence, after: AttemptID?, limit: Int)
        async throws -> PlayedAttemptPage
    {
        var page = try await inner.playedAttempts(
            through: broken == .sequenceOfPlayed ? .max : sequence,
            after: after,
            limit: limit
        )
        if broken == .latestOfResponses {
            for place in page.places.indices { page.places[place].chosen = .empty }
        }
        return page
    }

    func registration(key: IdempotencyKey) async throws -> CommittedFact? {
        try await inner.registration(key: key)
    }

    func registration(of participant: ParticipantIndex) async throws -> CommittedFact? {
        try await inner.registration(of: participant)
    }

    func people(_ participants: [ParticipantIndex]) async throws -> [SealedPerson] {
        try await inner.people(participants)
    }

    func participant(lookup: IdempotencyKey) async throws -> ParticipantIndex? {
        try await inner.participant(lookup: lookup)
    }

    func erasedParticipants() async throws -> [ParticipantIndex] {
        try await inner.erasedParticipants()
    }

    func replacePerson(_ person: SealedPerson) async throws {
        if broken != .replacing { try await inner.replacePerson(person) }
    }

    func erase(_ participant: ParticipantIndex) async throws {
        if broken != .erasing { try await inner.erase(participant) }
    }

    func putRoster(_ entries: [SealedRosterEntry]) async throws {
        try await inner.putRoster(entries)
    }

    func roster(lookup: IdempotencyKey) async throws -> [SealedRosterEntry] {
        let found = try await inner.roster(lookup: lookup)
        return broken == .rosterByName ? Array(found.prefix(1)) : found
    }

    func logAccess(_ entry: AccessLogEntry) async throws { try await inner.logAccess(entry) }

    func putNote(_ note: Note) async throws {
        let known = try await inner.note(kind: note.kind, key: note.key)
        if broken != .replacingOfNotes || known == nil { try await inner.putNote(note) }
    }

    func note(kind: String, key: String) async throws -> Note? {
        try await inner.note(kind: kind, key: key)
    }

    func notes(kind: String, after: String, limit: Int) async throws -> [Note] {
        let found = try await inner.notes(kind: kind, after: after, limit: limit)
        return broken == .orderOfNotes ? found.reversed() : found
    }

    func removeNotes(kind: String, prefix: String) async throws {
        try await inner.removeNotes(kind: kind, prefix: prefix)
    }

    func backUp(to path: String) async throws -> LedgerHead { try await inner.backUp(to: path) }

    func close() async throws {
        if broken != .closing { try await inner.close() }
    }
}
