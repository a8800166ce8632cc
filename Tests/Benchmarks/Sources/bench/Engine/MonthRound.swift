import ContestEngine
import ContestModel
import Foundation
import GRDBSQLite
import SQLiteStore

/// The county's month through the engine, each attempt begun, answered five times and submitted, day
/// by day on a clock that is moved by hand: `bench month [SHARE]`.
///
/// The reference is the same rows in raw batches of 1,024 through SQLite's C interface, insert-only,
/// with the ledger's own tables.
enum MonthRound {
    static func run(folder: String, share: Double) async throws {
        let people = max(Int(Double(StartRound.people) * share), 100)
        let often = Int(Double(StartRound.often) * share)
        let path = folder + "/month.sqlite"
        let bench = try await BenchContest.make(path: path, people: people)
        let began = ContinuousClock.now
        var attempts = 0
        for day in 0..<Int32(22) {
            bench.clock.set(BenchContest.instant(day: day))
            await bench.contest.tick()
            let today = day < 21 ? people : often
            try await BenchPlay.attempts(
                bench.contest,
                people: 0..<today,
                inFlight: 1_024,
                submitting: true
            )
            attempts += today
            Bench.progress("第 \(day + 1) 天 day \(day + 1)/22: \(attempts) 人次")
        }
        let seconds = began.duration(to: .now) / .seconds(1)
        let tally = bench.contest.published?.live.boards.tally
        await bench.close()
        let counted = bench.contest.published?.live.boards.tally ?? tally
        let raw = try rawSeconds(attempts: attempts, path: folder + "/raw.sqlite")
        print(
            "  人数 \(counted?.people ?? 0)（应为 \(people)），人次 \(counted?.attempts ?? 0)"
                + "（应为 \(attempts)）"
        )
        BenchFigure(name: "month.engine_seconds", value: seconds, unit: "s").emit()
        BenchFigure(name: "month.raw_seconds", value: raw, unit: "s").emit()
        BenchFigure(
            name: "month.attempts_per_second",
            value: Double(attempts) / seconds,
            unit: "1/s"
        ).emit()
        BenchFigure(name: "month.engine_to_raw", value: seconds / raw, unit: "×").emit()
    }

    private static func rawSeconds(attempts: Int, path: String) throws -> Double {
        let raw = try RawLedger(path: path)
        let began = ContinuousClock.now
        var sequence: Int64 = 0
        var rows = 0
        try raw.begin()
        for attempt in 0..<attempts {
            sequence += 1
            let id = sequence
            try raw.attempt(
                id,
                person: Int64(attempt % StartRound.people),
                day: Int64(attempt / StartRound.people)
            )
            for position in 0..<Int64(BenchContest.questionCount) {
                sequence += 1
                try raw.response(id, position, sequence)
            }
            sequence += 1
            try raw.submission(id, sequence)
            rows += 7
            if rows >= 1_024 {
                try raw.commit()
                try raw.begin()
                rows = 0
            }
        }
        try raw.commit()
        return began.duration(to: .now) / .seconds(1)
    }
}

/// The ledger's three busy tables, filled through SQLite's C interface and nothing else.
private final class RawLedger {
    private var database: OpaquePointer?
    private var statements: [OpaquePointer?] = []

    init(path: String) throws {
        guard sqlite3_open(path, &database) == SQLITE_OK else {
            throw RawRound.Failure(message: "open")
        }
        for sql in [
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 8000",
            """
            CREATE TABLE attempt (
              sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, participant INTEGER NOT NULL,
              track INTEGER NOT NULL, day INTEGER NOT NULL, ordinal INTEGER NOT NULL,
              total_ordinal INTEGER NOT NULL, deadline_ms INTEGER, rules_version INTEGER NOT NULL,
              bank_version INTEGER NOT NULL, algorithm INTEGER NOT NULL, seed INTEGER NOT NULL,
              paper BLOB NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX attempt_limit ON attempt (track, day, participant, ordinal)",
            """
            CREATE TABLE response (
              attempt INTEGER NOT NULL, position INTEGER NOT NULL, revision INTEGER NOT NULL,
              sequence INTEGER NOT NULL, at_ms INTEGER NOT NULL, chosen INTEGER NOT NULL,
              shown_ms INTEGER NOT NULL, PRIMARY KEY (attempt, position, revision)
            ) STRICT, WITHOUT ROWID
            """,
            """
            CREATE TABLE submission (
              attempt INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, at_ms INTEGER NOT NULL,
              ended_ms INTEGER NOT NULL, elapsed_ms INTEGER NOT NULL, ending INTEGER NOT NULL,
              region INTEGER NOT NULL, unit INTEGER NOT NULL, drawn INTEGER NOT NULL,
              answered INTEGER NOT NULL, right INTEGER NOT NULL, points INTEGER NOT NULL,
              lots INTEGER NOT NULL, counts INTEGER NOT NULL, key_revision INTEGER NOT NULL
            ) STRICT
            """,
        ] { try execute(sql) }
        for (table, count) in [("attempt", 13), ("response", 7), ("submission", 15)] {
            let marks = Array(repeating: "?", count: count).joined(separator: ",")
            var statement: OpaquePointer?
            sqlite3_prepare_v2(
                database,
                "INSERT INTO \(table) VALUES (\(marks))",
                -1,
                &statement,
                nil
            )
            statements.append(statement)
        }
    }

    deinit {
        for statement in statements { sqlite3_finalize(statement) }
        sqlite3_close_v2(database)
    }

    func begin() throws { try execute("BEGIN") }
    func commit() throws { try execute("COMMIT") }

    func attempt(_ id: Int64, person: Int64, day: Int64) throws {
        let at = 1_685_577_600_000 + day * 86_400_000
        try run(0, [id, at, person, 0, 19_509 + day, 1, day + 1, at + 150_000, 1, 1, 1, id &* 7]) {
            let paper = [UInt8](repeating: 1, count: 25)
            sqlite3_bind_blob(
                $0,
                13,
                paper,
                25,
                unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            )
        }
    }

    func response(_ attempt: Int64, _ position: Int64, _ sequence: Int64) throws {
        let at = 1_685_577_600_000 + sequence
        try run(1, [attempt, position, 1, sequence, at, 1, at - 9_000])
    }

    func submission(_ attempt: Int64, _ sequence: Int64) throws {
        let at = 1_685_577_600_000 + sequence
        try run(2, [attempt, sequence, at, at, 60_000, 0, 4, 17, 5, 5, 3, 300, 0, 1, 0])
    }

    private func run(
        _ index: Int,
        _ values: [Int64],
        _ more: (OpaquePointer?) -> Void = { _ in }
    ) throws {
        let statement = statements[index]
        for (offset, value) in values.enumerated() {
            sqlite3_bind_int64(statement, Int32(offset + 1), value)
        }
        more(statement)
        guard sqlite3_step(statement) == SQLITE_DONE else {
            throw RawRound.Failure(message: "step")
        }
        sqlite3_reset(statement)
    }

    private func execute(_ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw RawRound.Failure(message: sql)
        }
    }
}
