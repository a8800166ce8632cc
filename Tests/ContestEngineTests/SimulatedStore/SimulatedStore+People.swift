import ContestEngine
import ContestModel

extension SimulatedStore {
    func checkpoint(foldVersion: Int32) async throws -> Checkpoint? {
        try read { ledger in
            guard let slice = ledger.checkpoint, slice.foldVersion == foldVersion else {
                return nil
            }
            return Checkpoint(
                replayAfter: slice.replayAfter,
                openFrom: slice.openFrom,
                rows: Array(ledger.rows.values)
            )
        }
    }

    func flush(_ slice: CheckpointSlice) async throws {
        try write { ledger in
            if ledger.checkpoint?.foldVersion != slice.foldVersion { ledger.rows = [:] }
            ledger.checkpoint = slice
            for row in slice.rows { ledger.rows[row.participant] = row }
        }
    }

    func people(_ participants: [ParticipantIndex]) async throws -> [SealedPerson] {
        try read { ledger in participants.compactMap { ledger.people[$0] } }
    }

    func participant(lookup: IdempotencyKey) async throws -> ParticipantIndex? {
        try read { $0.people.values.first { $0.lookup == lookup }?.participant }
    }

    func erasedParticipants() async throws -> [ParticipantIndex] {
        try read { ledger in
            ledger.facts.compactMap { fact in
                guard case .registration(let body) = fact.fact.body,
                    ledger.people[body.participant] == nil
                else { return nil }
                return body.participant
            }
        }
    }

    func replacePerson(_ person: SealedPerson) async throws {
        try write { ledger in
            guard let known = ledger.people[person.participant] else { return }
            ledger.people[person.participant] = person
            ledger.people[person.participant]?.lookup = known.lookup
        }
    }

    func erase(_ participant: ParticipantIndex) async throws {
        try write { $0.people[participant] = nil }
    }

    func putRoster(_ entries: [SealedRosterEntry]) async throws {
        try write { ledger in
            for entry in entries { ledger.roster[entry.key] = entry }
        }
    }

    func roster(lookup: IdempotencyKey) async throws -> [SealedRosterEntry] {
        try read { $0.roster.values.filter { $0.lookup == lookup } }
    }

    func logAccess(_ entry: AccessLogEntry) async throws {
        _ = try read { $0.head }
    }
}
