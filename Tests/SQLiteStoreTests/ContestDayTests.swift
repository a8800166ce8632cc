import ContestEngine
import ContestModel
import Leaderboards
import Testing

struct ContestDayTests {
    @Test func `an attempt over midnight counts for the day on which it began`() async throws {
        let bench = try await ContestBench(
            track: .main(),
            startingAt: .shanghai(june: 5, 23, 58, 50)
        )
        try await bench.run { contest in
            let person = try await contest.enter()
            let first = try await contest.start(person, track: "main")
            #expect(first.day == .june(5))
            #expect(first.deadline == .shanghai(june: 6, 0, 1, 20))

            bench.clock.set(.shanghai(june: 6, 0, 0, 30))
            let receipt = try await contest.submit(first.id, of: person)
            #expect(receipt.elapsed == .seconds(100))
            #expect(receipt.ending == .submitted)

            bench.clock.set(.shanghai(june: 6, 0, 0, 31))
            let second = try await contest.start(person, track: "main")
            #expect(second.day == .june(6))
            _ = try await contest.submit(second.id, of: person)

            let refused = Refusal.noAttemptsLeft(next: .shanghai(june: 7))
            await #expect(throws: refused) { try await contest.start(person, track: "main") }
            bench.clock.set(.shanghai(june: 7).advanced(by: .milliseconds(-1)))
            await #expect(throws: refused) { try await contest.start(person, track: "main") }
            bench.clock.set(.shanghai(june: 7))
            #expect(try await contest.start(person, track: "main").day == .june(7))
        }
        let days = try await bench.facts(of: .attempt).map { fact in
            guard case .attempt(let body) = fact.fact.body else { return (ContestDay.june(0), 0) }
            return (body.day, Int(body.ordinal))
        }
        #expect(days.map(\.0) == [.june(5), .june(6), .june(7)])
        #expect(days.map(\.1) == [1, 1, 1])
    }

    @Test func `the boards count the attempt on the day on which it began`() async throws {
        let bench = try await ContestBench(
            track: .main(),
            startingAt: .shanghai(june: 5, 23, 59)
        )
        try await bench.run { contest in
            let person = try await contest.enter()
            let view = try await contest.start(person, track: "main")
            for question in view.questions.prefix(3) {
                _ = try await contest.answer(question, of: view)
            }
            bench.clock.set(.shanghai(june: 6, 0, 0, 10))
            _ = try await contest.submit(view.id, of: person)
            await contest.tick()
            let boards = try #require(contest.published?.live.boards)
            #expect(boards.day == .june(6))
            #expect(boards.people(in: .day)?.count == 0)
            #expect(boards.people(in: .overall)?.count == 1)
            #expect(boards.today.attempts == 0)
            #expect(boards.tally.attempts == 1)
            let standing = try await contest.standing(of: person)
            #expect(standing.standings.day == .june(5))
            #expect(standing.standings.today.points == 300)
        }
    }

    @Test func `nothing begins before opening or from closing on`() async throws {
        let bench = try await ContestBench(
            track: .main(attemptsPerDay: nil),
            startingAt: .shanghai(june: 1).advanced(by: .milliseconds(-1))
        )
        try await bench.run { contest in
            let person = try await contest.enter()
            await #expect(throws: Refusal.notOpenYet(opensAt: .shanghai(june: 1))) {
                try await contest.start(person, track: "main")
            }
            bench.clock.set(.shanghai(june: 1))
            let view = try await contest.start(person, track: "main")
            _ = try await contest.submit(view.id, of: person)

            bench.clock.set(.shanghai(june: 30).advanced(by: .milliseconds(-1)))
            let last = try await contest.start(person, track: "main")
            bench.clock.set(.shanghai(june: 30))
            let copy = try await contest.start(person, track: "main")
            #expect(copy.id == last.id, "an open attempt goes on after closing")
            _ = try await contest.submit(last.id, of: person)
            await #expect(throws: Refusal.contestClosed(at: .shanghai(june: 30))) {
                try await contest.start(person, track: "main")
            }
        }
    }
}
