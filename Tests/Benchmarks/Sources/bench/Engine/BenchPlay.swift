import ContestEngine
import ContestModel
import Synchronization

/// Attempts played through the engine, in lanes side by side.
enum BenchPlay {
    /// A whole attempt of each of these people: start, five responses and, where wanted, submission.
    ///
    /// - Returns: The attempts by person.
    @discardableResult
    static func attempts(
        _ contest: Contest,
        people: some RandomAccessCollection<Int> & Sendable,
        inFlight: Int,
        submitting: Bool
    ) async throws -> [Int: AttemptID] {
        let begun = Mutex([Int: AttemptID]())
        let people = Array(people)
        try await BenchLane.run(contest, count: min(inFlight, people.count)) { lane in
            let script = Mutex(Script(next: lane, step: inFlight, submitting: submitting))
            return { reply in
                if case .attempt(let view) = reply, !submitting {
                    let person = script.withLock { people[$0.current] }
                    begun.withLock { $0[person] = view.id }
                }
                return script.withLock { $0.act(after: reply, people) }
            }
        }
        return begun.withLock { $0 }
    }

    /// Where a lane stands.
    private struct Script {
        /// The person of the next attempt, and of this one.
        var next: Int
        let step: Int
        let submitting: Bool
        var current = 0
        private var attempt = AttemptID(sequence: 0)
        private var position = BenchContest.questionCount + 1

        init(next: Int, step: Int, submitting: Bool) {
            self.next = next
            self.step = step
            self.submitting = submitting
        }

        mutating func act(after reply: AttemptReply?, _ people: [Int]) -> AttemptAct? {
            if case .attempt(let view) = reply {
                attempt = view.id
                position = 0
            } else {
                position += 1
            }
            if position == BenchContest.questionCount, submitting {
                return .submission(attempt, participant(people))
            }
            guard position >= BenchContest.questionCount else {
                return .response(
                    attempt,
                    participant(people),
                    position: position,
                    revision: 1,
                    shown: .option((people[current] + position) % 4)
                )
            }
            guard next < people.count else { return nil }
            current = next
            next += step
            return .start(participant(people), track: "main")
        }

        private func participant(_ people: [Int]) -> ParticipantIndex {
            ParticipantIndex(rawValue: UInt32(people[current]))
        }
    }
}
