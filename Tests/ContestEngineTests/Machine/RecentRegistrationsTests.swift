import ContestModel
import Testing

@testable import ContestEngine

/// Two copies of one registration, however close together, are one participant, and the participants
/// stay numbered without a gap.
@Suite struct RecentRegistrationsTests {
    private static func key(_ number: Int) -> IdempotencyKey {
        IdempotencyKey(high: 0, low: UInt64(number))
    }

    /// The second copy has looked the key up before the first was committed, and is decided after it.
    @Test func `a copy that was looked up too early gets the first one's fact`() async throws {
        var one = try await OneMachine()
        let before = one.machine.head
        one.register(7, waiter: 1)
        try await one.commit()
        one.register(7, waiter: 2, lookedAt: before)
        guard case .resume(2, .success(.duplicate(let sequence)))? = one.machine.effects.first
        else {
            Issue.record("\(one.machine.effects)")
            return
        }
        #expect(sequence == before + 1)
        one.register(8, waiter: 3)
        try await one.commit()
        #expect(one.store.ledger.registrations.count == 2)
        #expect(one.machine.entries.count == 2, "no number is given out for nothing")
    }

    /// A lookup so old that not all that came since is known any more is made again.
    @Test func `who has looked too long ago must look again`() async throws {
        var one = try await OneMachine()
        for number in 0...(2 * RecentRegistrations.generationSize) {
            one.machine.recentRegistrations.note(Self.key(number), at: Int64(number + 10))
        }
        one.register(99_999, waiter: 4, lookedAt: 10)
        guard case .resume(4, .failure(.overloaded))? = one.machine.effects.first else {
            Issue.record("\(one.machine.effects)")
            return
        }
        #expect(one.machine.entries.count == 0)
    }

    @Test func `so many keys are kept and no more, and the bound is told exactly`() {
        let size = RecentRegistrations.generationSize
        var recent = RecentRegistrations()
        for number in 1...(3 * size) { recent.note(Self.key(number), at: Int64(number)) }
        // The last generation is full, the one before it whole: all after `size` are known.
        #expect(recent.isComplete(after: Int64(size)))
        #expect(!recent.isComplete(after: Int64(size) - 1))
        #expect(recent.sequence(of: Self.key(size)) == nil)
        for number in (size + 1)...(3 * size) {
            #expect(recent.sequence(of: Self.key(number)) == Int64(number))
        }
    }
}
