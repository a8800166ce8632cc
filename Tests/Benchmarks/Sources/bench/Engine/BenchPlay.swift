import ContestEngine
import ContestModel

/// Attempts played through the engine by many tasks at once.
enum BenchPlay {
    /// Runs `body` for every number, `inFlight` at a time.
    static func each(
        _ numbers: Range<Int>,
        inFlight: Int,
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<min(inFlight, numbers.count) {
                group.addTask {
                    for number in stride(
                        from: numbers.lowerBound + lane,
                        to: numbers.upperBound,
                        by: inFlight
                    ) { try await body(number) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Starts an attempt and answers all but `left` of its questions.
    static func begin(_ contest: Contest, person: Int) async throws -> AttemptID {
        let participant = ParticipantIndex(rawValue: UInt32(person))
        let view = try await contest.start(participant, track: "main")
        for position in 0..<BenchContest.questionCount {
            _ = try await contest.respond(
                view.id,
                of: participant,
                position: position,
                revision: 1,
                shown: .option((person + position) % 4)
            )
        }
        return view.id
    }

    /// A whole attempt: start, five responses, submission.
    static func attempt(_ contest: Contest, person: Int) async throws {
        let id = try await begin(contest, person: person)
        _ = try await contest.submit(id, of: ParticipantIndex(rawValue: UInt32(person)))
    }
}
