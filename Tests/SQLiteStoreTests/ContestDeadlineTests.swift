import ContestEngine
import ContestModel
import Testing

struct ContestDeadlineTests {
    @Test func `the sweeper ends an attempt at its deadline with what was saved`() async throws {
        let bench = try await ContestBench(track: .main())
        let start = LedgerInstant.shanghai(june: 2, 9)
        bench.clock.set(start)
        try await bench.run { contest in
            let person = try await contest.enter()
            let view = try await contest.start(person, track: "main")
            _ = try await contest.answer(view.questions[0], of: view)
            _ = try await contest.answer(view.questions[1], of: view, rightly: false)
            _ = try await contest.answer(view.questions[1], of: view)

            bench.clock.set(start.advanced(by: .milliseconds(149_999)))
            await contest.tick()
            #expect(await contest.health.openAttempts == 1)
            _ = try await contest.answer(view.questions[2], of: view, rightly: false)

            // However late the sweeper comes, the deadline is the end.
            bench.clock.set(start.advanced(by: .seconds(400)))
            await contest.tick()
            let receipt = try await contest.submit(view.id, of: person)
            #expect(receipt.ending == .deadline)
            #expect(receipt.endedAt == start.advanced(by: .seconds(150)))
            #expect(receipt.elapsed == .seconds(150))
            #expect(receipt.answered == 3)
            #expect(receipt.mark?.points == Points(hundredths: 200))
        }
    }

    @Test func `a response at the deadline is too late and one before it counts`() async throws {
        let bench = try await ContestBench(track: .main())
        try await bench.run { contest in
            let person = try await contest.enter()
            let view = try await contest.start(person, track: "main")
            bench.clock.set(view.deadline.advanced(by: .milliseconds(-1)))
            _ = try await contest.answer(view.questions[0], of: view)
            bench.clock.set(view.deadline)
            await #expect(throws: Refusal.attemptClosed(at: view.deadline)) {
                try await contest.answer(view.questions[1], of: view)
            }
            // The response that was admitted is acknowledged again after the end.
            let again = try await contest.answer(view.questions[0], of: view)
            #expect(again.revision == 1)
            #expect(try await contest.submit(view.id, of: person).answered == 1)
        }
    }

    @Test(arguments: [ClosingPolicy.hard, .ownDeadline])
    func `closing ends attempts under way only where the contest says hard`(
        _ closing: ClosingPolicy
    ) async throws {
        let bench = try await ContestBench(track: .main(), closing: closing)
        let end = LedgerInstant.shanghai(june: 30)
        bench.clock.set(end.advanced(by: .seconds(-60)))
        try await bench.run { contest in
            let person = try await contest.enter()
            let view = try await contest.start(person, track: "main")
            bench.clock.set(end.advanced(by: .seconds(30)))
            await contest.tick()
            let receipt = try await contest.submit(view.id, of: person)
            #expect(receipt.ending == (closing == .hard ? .closing : .submitted))
            #expect(receipt.elapsed == .seconds(closing == .hard ? 60 : 90))
            await contest.tick()
            #expect(contest.published?.isPreliminary == false)
        }
    }

    @Test func `a pause extends deadlines by its length and costs no time`() async throws {
        let bench = try await ContestBench(track: .main())
        let start = bench.clock.now()
        func at(_ seconds: Int) { bench.clock.set(start.advanced(by: .seconds(seconds))) }
        try await bench.run { contest in
            let person = try await contest.enter()
            let view = try await contest.start(person, track: "main")
            at(60)
            try await contest.act(.pause)
            // By its own deadline of 150 s the attempt would be over; the pause holds it.
            for moment in [61, 149, 150, 200, 359] {
                at(moment)
                await contest.tick()
                await #expect(throws: Refusal.paused, "\(moment) s: response") {
                    try await contest.answer(view.questions[0], of: view)
                }
                await #expect(throws: Refusal.paused, "\(moment) s: submission") {
                    try await contest.submit(view.id, of: person)
                }
                await #expect(throws: Refusal.paused, "\(moment) s: start") {
                    try await contest.start(person, track: "main")
                }
                _ = try await contest.read(view.id, of: person)
            }
            at(360)
            try await contest.act(.resume)
            let resumed = try await contest.start(person, track: "main")
            #expect(resumed.id == view.id)
            #expect(resumed.deadline == start.advanced(by: .seconds(450)))
            at(449)
            await contest.tick()
            _ = try await contest.answer(view.questions[0], of: view)
            let receipt = try await contest.submit(view.id, of: person)
            #expect(receipt.ending == .submitted)
            #expect(receipt.elapsed == .seconds(149))
        }
    }

    @Test func `closing a paused contest lets it come to its end`() async throws {
        let bench = try await ContestBench(track: .main())
        try await bench.run { contest in
            let person = try await contest.enter()
            let view = try await contest.start(person, track: "main")
            try await contest.act(.pause)
            bench.clock.advance(by: .seconds(60))
            try await contest.act(.close)
            bench.clock.advance(by: .seconds(3_600))
            await contest.tick()
            #expect(try await contest.submit(view.id, of: person).ending == .deadline)
            await contest.tick()
            #expect(contest.published?.isPreliminary == false)
        }
    }
}
