public import ContestEngine
import ContestModel
import GRDB

extension SQLiteStore {
    /// The checkpoint's rows; nil when another version of the fold made them.
    public func checkpoint(foldVersion: Int32) async throws -> Checkpoint? {
        try await read { database in
            guard
                let row = try Row.fetchOne(
                    database,
                    sql: "SELECT fold_version, replay_after, open_from FROM checkpoint"
                ), (row[0] as Int64) == Int64(foldVersion)
            else { return nil }
            var rows: [CheckpointRow] = []
            let cursor = try Row.fetchCursor(
                database,
                sql: "SELECT participant, as_of, day, lots, standings, quotas FROM standing"
            )
            while let next = try cursor.next() {
                guard let row = CheckpointRow(next) else { return nil }
                rows.append(row)
            }
            return Checkpoint(
                replayAfter: row[1],
                openFrom: AttemptID(sequence: row[2]),
                rows: rows
            )
        }
    }

    /// Writes a slice of the checkpoint in one transaction.
    public func flush(_ slice: CheckpointSlice) async throws {
        try await connection.append { _, database in
            try database.inTransaction(.immediate) {
                let known = try Int64.fetchOne(database, sql: "SELECT fold_version FROM checkpoint")
                if let known, known != Int64(slice.foldVersion) {
                    try database.execute(sql: "DELETE FROM standing")
                }
                let upsert = try database.cachedStatement(
                    sql: "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?, ?)"
                )
                for row in slice.rows {
                    try upsert.execute(arguments: [
                        Int64(row.participant.rawValue), row.standings.asOf,
                        Int64(row.standings.day.number), Int64(row.standings.lots),
                        row.standings.bytes.databaseData, row.quotas.bytes.databaseData,
                    ])
                }
                try database.execute(
                    sql: "INSERT OR REPLACE INTO checkpoint VALUES (1, ?, ?, ?)",
                    arguments: [
                        Int64(slice.foldVersion), slice.replayAfter, slice.openFrom.sequence,
                    ]
                )
                return .commit
            }
        }
    }
}

extension CheckpointRow {
    /// Reads a row; nil when its blobs are not what this version writes.
    fileprivate init?(_ row: Row) {
        guard let participant = UInt32(exactly: row[0] as Int64),
            let day = Int32(exactly: row[2] as Int64), let lots = UInt32(exactly: row[3] as Int64)
        else { return nil }
        var bytes = ByteReader(row.bytes(4))
        guard let overall = Standing(&bytes), let today = Standing(&bytes),
            let week = Standing(&bytes), bytes.isAtEnd
        else { return nil }
        var quotaBytes = ByteReader(row.bytes(5))
        var quotas: [TrackQuota] = []
        while !quotaBytes.isAtEnd {
            guard let day = quotaBytes.read(Int32.self), let onDay = quotaBytes.read(UInt16.self),
                let total = quotaBytes.read(Int32.self)
            else { return nil }
            quotas.append(TrackQuota(day: ContestDay(number: day), onDay: onDay, total: total))
        }
        self.init(
            participant: ParticipantIndex(rawValue: participant),
            standings: ParticipantStandings(
                asOf: row[1],
                overall: overall,
                day: ContestDay(number: day),
                today: today,
                thisWeek: week,
                lots: lots
            ),
            quotas: quotas
        )
    }
}

extension ParticipantStandings {
    /// Three standings one after the other, by the rules of `CanonicalWriter`.
    fileprivate var bytes: [UInt8] {
        var writer = CanonicalWriter()
        for standing in [overall, today, thisWeek] {
            writer.write(standing.value)
            writer.write(standing.timeMilliseconds)
            writer.write(standing.reachedAt)
            writer.write(standing.attempts)
            writer.write(standing.points)
            writer.write(standing.bestPoints)
            writer.write(standing.right)
            writer.write(standing.drawn)
        }
        return writer.bytes
    }
}

extension Standing {
    fileprivate init?(_ bytes: inout ByteReader) {
        guard let value = bytes.read(Int32.self), let time = bytes.read(UInt32.self),
            let reached = bytes.read(Int64.self), let attempts = bytes.read(UInt32.self),
            let points = bytes.read(Int32.self), let best = bytes.read(Int32.self),
            let right = bytes.read(UInt32.self), let drawn = bytes.read(UInt32.self)
        else { return nil }
        self.init(
            value: value,
            timeMilliseconds: time,
            reachedAt: LedgerInstant(millisecondsSinceEpoch: reached),
            attempts: attempts,
            points: points,
            bestPoints: best,
            right: right,
            drawn: drawn
        )
    }
}

extension [TrackQuota] {
    /// Ten bytes a track.
    fileprivate var bytes: [UInt8] {
        var writer = CanonicalWriter()
        for quota in self {
            writer.write(quota.day.number)
            writer.write(quota.onDay)
            writer.write(quota.total)
        }
        return writer.bytes
    }
}

/// Reads little-endian integers one after the other; nil past the end.
private struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func read<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard bytes.count - position >= size else { return nil }
        defer { position += size }
        return bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Number.self))
        }
    }
}
