import ContestEngine
import ContestModel

extension StoreConformance {
    /// The cache of the fold.
    static let checkpointCases: [ConformanceCase] = [
        ConformanceCase("a store without a checkpoint has none") {
            let store = try await $0.make()
            let found = try await store.checkpoint(foldVersion: 1)
            try require(found == nil, "an empty store has a checkpoint")
        },
        ConformanceCase("checkpoint rows come back as they were") { harness in
            let store = try await harness.make()
            let rows = (0..<5).map(row)
            try await store.flush(slice(rows, replayAfter: 40, openFrom: 17))
            try check(
                try await store.checkpoint(foldVersion: 3),
                rows: rows,
                replayAfter: 40,
                openFrom: 17
            )
            try await store.close()
            let reopened = try await harness.reopen(store)
            try check(
                try await reopened.checkpoint(foldVersion: 3),
                rows: rows,
                replayAfter: 40,
                openFrom: 17
            )
        },
        ConformanceCase("later slices replace their rows and leave the others") {
            let store = try await $0.make()
            var rows = (0..<5).map(row)
            try await store.flush(slice(rows, replayAfter: 40, openFrom: 17))
            rows[2].standings.asOf = 99
            rows[2].standings.overall.value = -1
            rows[2].quotas = []
            rows.append(row(9))
            try await store.flush(slice([rows[2], rows[5]], replayAfter: 60, openFrom: 50))
            try check(
                try await store.checkpoint(foldVersion: 3),
                rows: rows,
                replayAfter: 60,
                openFrom: 50
            )
        },
        ConformanceCase("a checkpoint of another fold version is thrown away") {
            let store = try await $0.make()
            try await store.flush(slice((0..<5).map(row), replayAfter: 40, openFrom: 17))
            for version in [2, 4] as [Int32] {
                let found = try await store.checkpoint(foldVersion: version)
                try require(found == nil, "version \(version) reads the rows of version 3")
            }
            let only = row(4)
            try await store.flush(slice([only], version: 4, replayAfter: 6, openFrom: 5))
            try check(
                try await store.checkpoint(foldVersion: 4),
                rows: [only],
                replayAfter: 6,
                openFrom: 5
            )
        },
        ConformanceCase("a slice of the most rows is one transaction that readers see whole") {
            let store = try await $0.make()
            let rows = (0..<CheckpointSlice.rowCountLimit).map(row)
            try await store.flush(slice(rows, replayAfter: 1, openFrom: 1))
            let found = try await store.checkpoint(foldVersion: 3)
            try requireEqual(found?.rows.count, CheckpointSlice.rowCountLimit, "rows read back")
        },
        ConformanceCase("a checkpoint does not touch the ledger") {
            var ledger = AppendedLedger(try await $0.make())
            _ = try await ledger.start()
            try await ledger.store.flush(slice([row(0)], replayAfter: 2, openFrom: 2))
            try requireEqual(try await ledger.store.head(), ledger.head, "the head")
        },
    ]

    /// A row whose every field differs from the others' and reaches the ends of its range.
    private static func row(_ index: Int) -> CheckpointRow {
        let number = Int32(index)
        func standing(_ factor: Int32) -> Standing {
            Standing(
                value: factor &* number &- 500,
                timeMilliseconds: .max - UInt32(index),
                reachedAt: Sample.instant(Int64(factor)),
                attempts: UInt32(index),
                points: .min + number,
                bestPoints: .max - number,
                right: 11,
                drawn: 12
            )
        }
        return CheckpointRow(
            participant: Sample.participant(index),
            standings: ParticipantStandings(
                asOf: Int64(index) + 10,
                overall: standing(3),
                day: ContestDay(number: index == 1 ? .min : 20_000 + number),
                today: standing(5),
                thisWeek: standing(7),
                lots: UInt32(index) * 3
            ),
            quotas: (0..<index % 3).map { track in
                TrackQuota(
                    day: ContestDay(number: number),
                    onDay: UInt16(track + 1),
                    total: number * 2
                )
            }
        )
    }

    private static func slice(
        _ rows: [CheckpointRow],
        version: Int32 = 3,
        replayAfter: LedgerSequence,
        openFrom: LedgerSequence
    ) -> CheckpointSlice {
        CheckpointSlice(
            foldVersion: version,
            replayAfter: replayAfter,
            openFrom: AttemptID(sequence: openFrom),
            rows: rows
        )
    }

    private static func check(
        _ found: Checkpoint?,
        rows: [CheckpointRow],
        replayAfter: LedgerSequence,
        openFrom: LedgerSequence
    ) throws {
        let found = try requireValue(found, "the checkpoint")
        try requireEqual(found.replayAfter, replayAfter, "where the replay begins")
        try requireEqual(found.openFrom.sequence, openFrom, "the first open attempt")
        let sorted = found.rows.sorted { $0.participant < $1.participant }
        try requireEqual(sorted.map(\.participant), rows.map(\.participant), "whose rows")
        for (left, right) in zip(sorted, rows) {
            try requireEqual(left, right, "the row of \(right.participant.rawValue)")
        }
    }
}
