import ContestEngine
import ContestModel
import Foundation
import Synchronization

/// Durable, scored submissions a second through the engine: `bench submissions IN_FLIGHT [PEOPLE]`.
///
/// Attempts are begun and answered beforehand; timed is only what ends them: graded, committed with
/// `synchronous=FULL`, applied to every board, acknowledged.
enum SubmissionRound {
    static func run(folder: String, inFlight: Int, people: Int) async throws {
        let bench = try await BenchContest.make(
            path: folder + "/submissions.sqlite",
            people: people
        )
        let contest = bench.contest
        let attempts = Mutex([Int: AttemptID]())
        try await BenchPlay.each(0..<people, inFlight: 1_024) { person in
            let id = try await BenchPlay.begin(contest, person: person)
            attempts.withLock { $0[person] = id }
        }
        let begun = attempts.withLock { $0 }
        let processor = ProcessCost.processorSeconds()
        let began = ContinuousClock.now
        try await BenchPlay.each(0..<people, inFlight: inFlight) { person in
            guard let id = begun[person] else { return }
            _ = try await contest.submit(id, of: ParticipantIndex(rawValue: UInt32(person)))
        }
        let seconds = began.duration(to: .now) / .seconds(1)
        let spent = ProcessCost.processorSeconds() - processor
        await bench.close()
        BenchFigure(
            name: "engine.submissions_per_second.in_flight_\(inFlight)",
            value: Double(people) / seconds,
            unit: "1/s",
            note: "\(people) 次，durable, scored, ranked"
        ).emit()
        BenchFigure(
            name: "engine.submission_processor_us.in_flight_\(inFlight)",
            value: spent / Double(people) * 1e6,
            unit: "µs"
        ).emit()
    }
}
