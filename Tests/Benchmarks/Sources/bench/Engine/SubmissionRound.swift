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
        let begun = try await BenchPlay.attempts(
            contest,
            people: 0..<people,
            inFlight: 1_024,
            submitting: false
        )
        let processor = ProcessCost.processorSeconds()
        let began = ContinuousClock.now
        try await BenchLane.run(contest, count: inFlight) { lane in
            let next = Atomic(lane)
            return { _ in
                let person = next.wrappingAdd(inFlight, ordering: .relaxed).oldValue
                return begun[person].map {
                    .submission($0, ParticipantIndex(rawValue: UInt32(person)))
                }
            }
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
