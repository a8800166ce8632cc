import ContestEngine
import ContestModel

extension StoreConformance {
    /// Attempts with all that belongs to them.
    static let recordCases: [ConformanceCase] = [
        ConformanceCase("an attempt's record holds its facts, responses by position and revision") {
            let ledger = try await crowdedLedger($0)
            for start in ledger.facts(of: .attempt) {
                let id = AttemptID(sequence: start.sequence)
                let found = try await ledger.store.attempt(id)
                try check(try requireValue(found, "attempt \(start.sequence)"), against: ledger)
            }
        },
        ConformanceCase("what is no attempt has no record") {
            let ledger = try await crowdedLedger($0)
            for sequence in [0, 1, 7, ledger.head.sequence, ledger.head.sequence + 1, .max] {
                let found = try await ledger.store.attempt(AttemptID(sequence: sequence))
                try require(found == nil, "sequence \(sequence) has the record of an attempt")
            }
        },
        ConformanceCase("a day's attempts come in the order of their ordinals") {
            var ledger = AppendedLedger(try await $0.make())
            try await ledger.append([Sample.registration(0), Sample.registration(1)])
            // Appended out of order: two nodes may do so.
            try await ledger.append([
                Sample.attempt(of: 0, ordinal: 3, total: 3),
                Sample.attempt(of: 1, ordinal: 1, total: 1),
                Sample.attempt(of: 0, ordinal: 1, total: 1),
                Sample.attempt(of: 0, ordinal: 2, total: 2),
                Sample.attempt(of: 0, track: 1),
                Sample.attempt(of: 0, day: 20_611, total: 4),
            ])
            try await ledger.commit(Sample.response(to: AttemptID(sequence: 5)))
            try await ledger.commit(Sample.submission(of: AttemptID(sequence: 5)))
            let day = ContestDay(number: 20_610)
            let found = try await ledger.store.attempts(
                of: Sample.participant(0),
                track: 0,
                day: day
            )
            try requireEqual(found.map(\.id.sequence), [5, 6, 3], "attempts of the day")
            for record in found { try check(record, against: ledger) }
            let nobody = try await ledger.store.attempts(
                of: Sample.participant(9),
                track: 0,
                day: day
            )
            try require(nobody.isEmpty, "an unknown participant has attempts")
        },
    ]

    private static func check(_ record: AttemptRecord, against ledger: AppendedLedger) throws {
        let subject = "attempt \(record.id.sequence)"
        let start = try requireValue(
            ledger.committed.first { $0.sequence == record.id.sequence },
            subject
        )
        try requireEqual(record.startedAt, start.fact.at, "\(subject): start")
        try requireEqual(.attempt(record.attempt), start.fact.body, "\(subject): its fact")
        let key = record.id.sequence
        try Fact.requireSame(
            record.responses,
            ledger.facts(of: .response).filter { AppendedLedger.key($0).0 == key },
            "\(subject): responses"
        )
        try requireEqual(
            record.submission,
            ledger.facts(of: .submission).first { AppendedLedger.key($0).0 == key },
            "\(subject): submission"
        )
    }
}
