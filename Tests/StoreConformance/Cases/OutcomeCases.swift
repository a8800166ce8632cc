import ContestEngine
import ContestModel

extension StoreConformance {
    /// What the store answers for a fact that is new, and for one that is there already.
    static let outcomeCases: [ConformanceCase] = [
        ConformanceCase("sequences of new facts begin at 1 and have no gaps over batches") {
            var ledger = AppendedLedger(try await $0.make())
            try await ledger.append((0..<5).map { Sample.registration($0) })
            try await ledger.append([])
            try await ledger.append((5..<12).map { Sample.registration($0) })
            try requireEqual(
                ledger.committed.map(\.sequence),
                Array(1...12),
                "sequences of twelve new facts"
            )
        },
        ConformanceCase("every kind of fact is committed") {
            var ledger = AppendedLedger(try await $0.make())
            try await ledger.append(try Sample.oneOfEachRareKind())
            let attempt = try await ledger.start()
            try await ledger.commit(Sample.grant(to: 0, key: 900))
            try await ledger.commit(Sample.response(to: attempt))
            try await ledger.commit(Sample.submission(of: attempt))
            try requireEqual(ledger.head.sequence, 12, "facts in the ledger")
        },
        ConformanceCase("a registration under a known key gets the first one's sequence") {
            var ledger = AppendedLedger(try await $0.make())
            let first = try await ledger.commit(Sample.registration(0, key: 42))
            try await ledger.commit(Sample.registration(1, key: 43))
            let again = try await ledger.append([Sample.registration(2, key: 42, at: 77)])
            try requireEqual(again, [.duplicate(first)], "the key's second registration")
            let known = try await ledger.store.registration(key: Sample.key(42))
            try requireEqual(known, ledger.committed[0], "the registration under the key")
            let unknown = try await ledger.store.registration(key: Sample.key(44))
            try requireEqual(unknown, nil, "the registration under an unknown key")
        },
        ConformanceCase("a registration of a participant that exists is a conflict") {
            var ledger = AppendedLedger(try await $0.make())
            try await ledger.commit(Sample.registration(0, key: 42))
            let other = try await ledger.append([Sample.registration(0, key: 43)])
            try requireEqual(other, [.conflict], "the same index under another key")
        },
        ConformanceCase("a grant under a known key gets the first one's sequence") {
            var ledger = AppendedLedger(try await $0.make())
            try await ledger.append([Sample.registration(0), Sample.registration(1)])
            let first = try await ledger.commit(Sample.grant(to: 0, key: 7))
            let again = try await ledger.append([
                Sample.grant(to: 0, key: 7, at: 99), Sample.grant(to: 1, key: 7),
                Sample.grant(to: 1, key: 8),
            ])
            try requireEqual(
                again,
                [.duplicate(first), .conflict, .committed(first + 1)],
                "the same grant, another person's under its key, and a new one"
            )
        },
        ConformanceCase("a response with the same revision and content gets the first sequence") {
            var ledger = AppendedLedger(try await $0.make())
            let attempt = try await ledger.start()
            let first = try await ledger.commit(Sample.response(to: attempt, chosen: 2))
            let again = try await ledger.append([
                Sample.response(to: attempt, chosen: 2, at: 50),
                Sample.response(to: attempt, revision: 2, chosen: 2, at: 51),
            ])
            try requireEqual(
                again,
                [.duplicate(first), .committed(first + 1)],
                "the same revision and the next"
            )
        },
        ConformanceCase("an attempt ends once: every later submission gets the first sequence") {
            var ledger = AppendedLedger(try await $0.make())
            let attempt = try await ledger.start()
            let first = try await ledger.commit(Sample.submission(of: attempt))
            let again = try await ledger.append([
                Sample.submission(of: attempt),
                Sample.submission(of: attempt, points: 900, at: 60),
            ])
            try requireEqual(again, [.duplicate(first), .duplicate(first)], "two more submissions")
        },
        ConformanceCase("facts that repeat within one batch are duplicates of the first") {
            var ledger = AppendedLedger(try await $0.make())
            let attempt = try await ledger.start()
            let outcomes = try await ledger.append([
                Sample.registration(5), Sample.registration(6, key: 5),
                Sample.response(to: attempt), Sample.response(to: attempt),
                Sample.submission(of: attempt), Sample.submission(of: attempt),
            ])
            try requireEqual(
                outcomes,
                [
                    .committed(3), .duplicate(3), .committed(4), .duplicate(4), .committed(5),
                    .duplicate(5),
                ],
                "a batch with every fact twice"
            )
        },
    ]

    /// What the store answers for a fact whose place is taken, or that has no place.
    static let attemptConflictCases: [ConformanceCase] = [
        ConformanceCase("a response revision with other content is a conflict") {
            var ledger = AppendedLedger(try await $0.make())
            let attempt = try await ledger.start()
            try await ledger.commit(Sample.response(to: attempt, chosen: 2))
            let other = try await ledger.append([Sample.response(to: attempt, chosen: 4)])
            try requireEqual(other, [.conflict], "other content under revision 1")
        },
        ConformanceCase("an attempt in a place that is taken is a conflict") {
            var ledger = AppendedLedger(try await $0.make())
            _ = try await ledger.start()
            let head = ledger.head.sequence
            let outcomes = try await ledger.append([
                Sample.attempt(of: 0, total: 9, at: 80),
                Sample.attempt(of: 0, ordinal: 2, total: 2),
                Sample.attempt(of: 0, track: 1),
                Sample.attempt(of: 0, day: 20_611, total: 3),
                Sample.attempt(of: 1),
            ])
            try requireEqual(
                outcomes,
                [.conflict] + (1...4).map { .committed(head + $0) },
                "the same place, then another ordinal, track, day and person"
            )
        },
        ConformanceCase("with a total limit, a running total that is taken is a conflict") {
            var ledger = AppendedLedger(try await $0.make())
            try await ledger.commit(try Sample.rules(version: 1, attemptsTotal: 3))
            _ = try await ledger.start()
            let outcomes = try await ledger.append([
                Sample.attempt(of: 0, day: 20_611, total: 1),
                Sample.attempt(of: 0, day: 20_611, total: 2),
            ])
            try requireEqual(outcomes, [.conflict, .committed(4)], "totals 1 and 2 on another day")
        },
        ConformanceCase("a version that exists is a conflict, in each tree of its own") {
            var ledger = AppendedLedger(try await $0.make())
            try await ledger.append(try Sample.oneOfEachRareKind())
            let outcomes = try await ledger.append([
                try Sample.rules(version: 1), Sample.bank(version: 1),
                Sample.tree(.region, version: 1), Sample.draw("一等奖", step: 1),
                Sample.tree(.unit, version: 2), Sample.draw("一等奖", step: 2),
            ])
            try requireEqual(
                outcomes,
                [.conflict, .conflict, .conflict, .conflict, .committed(8), .committed(9)],
                "versions and draws that exist, then new ones"
            )
        },
        ConformanceCase("what belongs to an attempt that is not there is rejected") {
            var ledger = AppendedLedger(try await $0.make())
            let attempt = try await ledger.start()
            let nobody = AttemptID(sequence: 1)
            let later = AttemptID(sequence: 99)
            let outcomes = try await ledger.append([
                Sample.response(to: nobody), Sample.submission(of: nobody),
                Sample.submission(of: later), Sample.response(to: attempt),
            ])
            try requireEqual(
                outcomes,
                [
                    .rejected(.unknownAttempt), .rejected(.earlierFactFailed),
                    .rejected(.unknownAttempt), .committed(3),
                ],
                "facts of a registration's sequence, of none, and of an attempt"
            )
        },
        ConformanceCase("after a conflict, the attempt's later facts in the batch are rejected") {
            var ledger = AppendedLedger(try await $0.make())
            let attempt = try await ledger.start(0)
            let other = try await ledger.start(1)
            try await ledger.commit(Sample.response(to: attempt, chosen: 1))
            let head = ledger.head.sequence
            let outcomes = try await ledger.append([
                Sample.response(to: attempt, chosen: 2),
                Sample.response(to: attempt, position: 1),
                Sample.submission(of: attempt),
                Sample.submission(of: other),
            ])
            try requireEqual(
                outcomes,
                [
                    .conflict, .rejected(.earlierFactFailed), .rejected(.earlierFactFailed),
                    .committed(head + 1),
                ],
                "a conflicting response, what follows it, and another attempt's end"
            )
            let next = try await ledger.append([Sample.submission(of: attempt)])
            try requireEqual(next, [.committed(head + 2)], "the attempt's end in the next batch")
        },
    ]
}
