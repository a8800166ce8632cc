import ContestEngine
import ContestModel
import Foundation
import Leaderboards
import SQLiteStore

/// What each operation costs with so many people: `bench scale PEOPLE`.
///
/// Everybody has one attempt on the boards before anything is measured. Costs are processor time of
/// the whole process, so that a slow disk does not count.
enum ScaleRound {
    static let attempts = 20_000

    static func run(folder: String, people: Int) async throws {
        let path = folder + "/scale.sqlite"
        let made = try await BenchContest.make(path: path, people: people)
        try await BenchHistory.write(to: made.store, people: people, attempts: 1)
        await made.close()

        let before = ProcessCost.residentByteCount()
        let began = ContinuousClock.now
        let bench = try await BenchContest.open(
            try SQLiteStore(path: path),
            at: BenchContest.instant(day: 1)
        )
        emit("open_seconds", people, began.duration(to: .now) / .seconds(1), "s")
        let resident = ProcessCost.residentByteCount() - before
        emit("resident_bytes_per_participant", people, Double(resident) / Double(people), "B")
        let contest = bench.contest
        emit(
            "board_bytes_per_participant",
            people,
            Double(await contest.health.boardByteCount) / Double(people),
            "B"
        )
        let step = max(people / attempts, 1)
        let count = min(attempts, people)
        // Once through without counting: statements are prepared, pages are in memory.
        try await play(contest, 0..<count / 4, step)
        let cost = ProcessCost.processorSeconds()
        try await play(contest, count / 4..<count, step)
        let spent = ProcessCost.processorSeconds() - cost
        emit("attempt_processor_us", people, spent / Double(count - count / 4) * 1e6, "µs")
        await bench.close()
        if let board = contest.published?.live.boards.people(in: .overall) {
            BoardCost.read(board, people: people, name: "scale.\(people)")
        }
    }

    private static func play(_ contest: Contest, _ numbers: Range<Int>, _ step: Int) async throws {
        try await BenchPlay.attempts(
            contest,
            people: numbers.map { $0 * step },
            inFlight: 1_024,
            submitting: true
        )
    }

    private static func emit(_ name: String, _ people: Int, _ value: Double, _ unit: String) {
        BenchFigure(name: "scale.\(people).\(name)", value: value, unit: unit).emit()
    }
}
