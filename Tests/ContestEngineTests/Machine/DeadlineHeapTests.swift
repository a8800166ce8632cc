@testable import ContestEngine
import ContestModel
import Testing

/// The sweeper's heap holds the attempts under way, and not all that ever were.
struct DeadlineHeapTests {
    @Test func `attempts that have ended do not pile up until their deadline`() async throws {
        var one = try await OneMachine()
        one.register(1)
        try await one.commit()
        let person = ParticipantIndex(rawValue: 0)
        let count = 2 * DeadlineHeap.slack
        for number in 0..<count {
            one.machine.start(person, track: "main", seed: UInt64(number), now: one.now, waiter: 0)
            try await one.commit()
            let attempt = AttemptID(sequence: one.machine.head)
            one.machine.submit(attempt, of: person, now: one.now, waiter: 0)
            try await one.commit()
        }
        #expect(one.store.ledger.attempts.count == count)
        #expect(one.machine.slotOfAttempt.isEmpty)
        #expect(one.machine.deadlines.count <= DeadlineHeap.slack + 2)
    }
}
