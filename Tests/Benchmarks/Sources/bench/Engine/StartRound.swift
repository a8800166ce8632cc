import ContestEngine
import ContestModel
import GRDBSQLite
import SQLiteStore

/// Opening a contest with the county's month on disk, 1,900,207 submissions of 87,628 people, against
/// reading the same rows with SQLite's C interface: `bench start`.
///
/// Twice: as after a clean stop, with a checkpoint of everybody's standings; and with the checkpoint
/// thrown away, so that the whole ledger is folded again.
enum StartRound {
    static let people = 87_628
    static let often = 60_019

    static func run(folder: String) async throws {
        let path = folder + "/start.sqlite"
        let made = try await BenchContest.make(path: path, people: people)
        try await BenchHistory.write(to: made.store, people: people, attempts: 21, often: often)
        await made.close()
        var clean: [Double] = []
        var raw: [Double] = []
        var whole: [Double] = []
        for round in 0..<3 {
            try execute("DELETE FROM checkpoint; DELETE FROM standing;", path)
            whole.append(try await open(path))  // writes the checkpoint while it stops
            raw.append(try read(path))
            clean.append(try await open(path))
            print(
                "  round \(round): folding all \(Bench.text(whole[round])) s, after a clean stop "
                    + "\(Bench.text(clean[round])) s, raw \(Bench.text(raw[round])) s"
            )
        }
        emit("start.clean_seconds", median(clean), "s")
        emit("start.whole_ledger_seconds", median(whole), "s")
        emit("start.raw_seconds", median(raw), "s")
        emit("start.clean_to_raw", median(zip(clean, raw).map { $0 / $1 }), "×")
        emit("start.whole_ledger_to_raw", median(zip(whole, raw).map { $0 / $1 }), "×")
    }

    private static func open(_ path: String) async throws -> Double {
        let store = try SQLiteStore(path: path)
        let began = ContinuousClock.now
        let bench = try await BenchContest.open(store, at: BenchContest.instant(day: 22))
        let seconds = began.duration(to: .now) / .seconds(1)
        await bench.close()
        return seconds
    }

    /// Steps through every row of registrations, attempts and submissions, and touches each column.
    private static func read(_ path: String) throws -> Double {
        var database: OpaquePointer?
        guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
            throw RawRound.Failure(message: "open")
        }
        defer { sqlite3_close_v2(database) }
        let began = ContinuousClock.now
        var sum: Int64 = 0
        for table in ["registration", "attempt", "submission"] {
            var statement: OpaquePointer?
            sqlite3_prepare_v2(database, "SELECT * FROM \(table)", -1, &statement, nil)
            defer { sqlite3_finalize(statement) }
            let columns = sqlite3_column_count(statement)
            while sqlite3_step(statement) == SQLITE_ROW {
                for column in 0..<columns {
                    switch sqlite3_column_type(statement, column) {
                    case SQLITE_INTEGER: sum &+= sqlite3_column_int64(statement, column)
                    case SQLITE_BLOB:
                        if sqlite3_column_blob(statement, column) != nil {
                            sum &+= Int64(sqlite3_column_bytes(statement, column))
                        }
                    default: break
                    }
                }
            }
        }
        if sum == 0 { throw RawRound.Failure(message: "no rows") }
        return began.duration(to: .now) / .seconds(1)
    }

    private static func execute(_ sql: String, _ path: String) throws {
        var database: OpaquePointer?
        guard sqlite3_open(path, &database) == SQLITE_OK else {
            throw RawRound.Failure(message: "open")
        }
        defer { sqlite3_close_v2(database) }
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw RawRound.Failure(message: sql)
        }
    }

    private static func emit(_ name: String, _ value: Double, _ unit: String) {
        BenchFigure(name: name, value: value, unit: unit).emit()
    }

    private static func median(_ values: [Double]) -> Double {
        values.sorted()[values.count / 2]
    }
}
