@testable import ContestEngine
import ContestModel
import Testing

/// How facts are cut into batches, and when the next may follow.
struct BatchTests {
    @Test(arguments: [
        (waiting: 1, batch: 1), (512, 512), (513, 512), (1_024, 512), (2_000, 1_000),
        (5_000, 2_048),
    ])
    func `of many that wait half are left`(waiting: Int, batch: Int) async throws {
        var one = try await OneMachine()
        for number in 1...UInt64(waiting) { one.register(number) }
        #expect(one.machine.committer.takeBatch()?.count == batch)
        #expect(one.machine.committer.waitingCount == waiting - batch)
        #expect(one.machine.committer.takeBatch() == nil, "one at a time")
    }

    @Test func `the next goes to the disk before memory follows, and nobody is told too early`()
        async throws
    {
        var one = try await OneMachine()
        let before = one.machine.head
        for number in 1...1_000 as ClosedRange<UInt64> { one.register(number, waiter: Int(number)) }
        let taken = one.machine.committer.takeBatch()
        let first = try #require(taken)
        let written = one.machine.written(try await one.store.append(first))
        let following = one.machine.takeBatch(behind: written)
        let next = try #require(following)
        #expect(one.machine.head == before)
        #expect(one.machine.effects.isEmpty)
        // Who repeats a request meanwhile joins the fact on its way.
        one.register(600, waiter: 9_600)
        #expect(one.machine.committer.waitingCount == 0)
        one.machine.apply(written, now: one.now)
        #expect(one.machine.head == before + 512)
        #expect(one.answered() == Array(1...512))
        one.machine.apply(one.machine.written(try await one.store.append(next)), now: one.now)
        #expect(one.answered() == Array(513...600) + [9_600] + Array(601...1_000))
        #expect(one.machine.committer.isIdle)
    }

    @Test func `nothing follows a batch that was not written as it was expected`() async throws {
        var one = try await OneMachine()
        for number in 1...600 as ClosedRange<UInt64> { one.register(number) }
        let taken = one.machine.committer.takeBatch()
        let batch = try #require(taken)
        let head = one.machine.head
        let fine = batch.indices.map { FactOutcome.committed(head + 1 + Int64($0)) }
        var unlike: [[FactOutcome]] = []
        for outcome in [.conflict, .duplicate(1), .rejected(.unknownAttempt)] as [FactOutcome] {
            unlike.append(fine.dropLast() + [outcome])
        }
        // Another writer's fact lies between.
        unlike.append(fine.dropLast() + [.committed(head + 1 + Int64(batch.count))])
        for outcomes in unlike {
            var machine = one.machine
            let written = machine.written(outcomes)
            #expect(machine.takeBatch(behind: written) == nil)
        }
        do {
            // A store that says too little.
            var machine = one.machine
            let written = machine.written(fine.dropLast())
            #expect(machine.takeBatch(behind: written) == nil)
        }
        do {
            // Figures are to be made anew, and that begins between two batches.
            var machine = one.machine
            machine.demand(.everyone)
            let written = machine.written(fine)
            #expect(machine.takeBatch(behind: written) == nil)
        }
        let written = one.machine.written(fine)
        #expect(one.machine.takeBatch(behind: written)?.count == 88)
    }

    @Test func `versions that are applied together are never parted`() async throws {
        var one = try await OneMachine()
        for number in 1...511 as ClosedRange<UInt64> { one.register(number) }
        one.machine.applyVersions(try one.nextVersions(), now: one.now, waiter: 1_000)
        one.register(512)
        #expect(one.machine.effects.isEmpty, "nothing is refused")
        let taken = one.machine.committer.takeBatch()
        #expect(taken?.count == 513)
        #expect(one.machine.committer.waitingCount == 1)
    }

    @Test func `a freeze that lands while figures are made anew is made anew with them`()
        async throws
    {
        var one = try await OneMachine()
        one.register(1)
        try await one.commit()
        one.machine.act(SimulatedWorld.act(.freeze), now: one.now, waiter: 1_000)
        one.machine.demand(.everyone)
        #expect(one.machine.beginRefold(on: one.store)?.frozen == nil)
        try await one.commit()
        #expect(one.machine.frozen != nil)
        #expect(one.machine.refolding?.isRunning == false)
        #expect(one.machine.beginRefold(on: one.store)?.frozen != nil)
    }
}

extension OneMachine {
    /// Who was told something since it was last asked, in order.
    fileprivate mutating func answered() -> [Int] {
        defer { machine.effects = [] }
        return machine.effects.map { effect in
            switch effect {
            case .resume(let waiter, _): waiter
            }
        }
    }
}
