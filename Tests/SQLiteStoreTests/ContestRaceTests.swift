import ContestEngine
import ContestModel
import Testing

struct ContestRaceTests {
    @Test func `two hundred concurrent starts of the last attempt give exactly one`() async throws {
        let bench = try await ContestBench(track: .main(attemptsPerDay: 3))
        try await bench.run { contest in
            let person = try await contest.enter()
            for _ in 1...2 {
                let view = try await contest.start(person, track: "main")
                _ = try await contest.submit(view.id, of: person)
            }
            let views = try await together(200) { _ in
                try await contest.start(person, track: "main")
            }
            #expect(Set(views.map(\.id)).count == 1)
            #expect(Set(views.map(\.questions)).count == 1)
        }
        #expect(try await bench.facts(of: .attempt).map(\.ordinal) == [1, 2, 3])
    }

    @Test func `two hundred tabs that start and submit get the day's attempts and no more`()
        async throws
    {
        let bench = try await ContestBench(track: .main(attemptsPerDay: 3))
        let refusals = try await bench.run { contest in
            let person = try await contest.enter()
            return try await together(200) { _ -> Refusal in
                while true {
                    do {
                        let view = try await contest.start(person, track: "main")
                        _ = try await contest.submit(view.id, of: person)
                    } catch let refusal as Refusal {
                        return refusal
                    }
                }
            }
        }
        #expect(Set(refusals) == [.noAttemptsLeft(next: .shanghai(june: 2))])
        #expect(try await bench.facts(of: .attempt).map(\.ordinal) == [1, 2, 3])
        #expect(try await bench.facts(of: .submission).count == 3)
    }

    @Test func `a hundred copies of one submission give one row and identical receipts`()
        async throws
    {
        let bench = try await ContestBench(track: .main())
        let receipts = try await bench.run { contest in
            let person = try await contest.enter()
            let view = try await contest.start(person, track: "main")
            for question in view.questions { _ = try await contest.answer(question, of: view) }
            bench.clock.advance(by: .seconds(40))
            let first = try await together(100) { _ in
                try await contest.submit(view.id, of: person)
            }
            bench.clock.advance(by: .seconds(4_000))
            return first + [try await contest.submit(view.id, of: person)]
        }
        let again = try await bench.run { contest in
            try await contest.submit(receipts[0].attempt, of: ParticipantIndex(rawValue: 0))
        }
        #expect(receipts.count == 101)
        #expect(Set(receipts) == [again])
        #expect(again.mark?.points == Points(hundredths: 500))
        #expect(try await bench.facts(of: .submission).count == 1)
    }

    @Test func `a hundred copies of one response give one row and identical receipts`()
        async throws
    {
        let bench = try await ContestBench(track: .main(delivery: .oneAtATime))
        let receipts = try await bench.run { contest in
            let person = try await contest.enter()
            let view = try await contest.start(person, track: "main")
            #expect(view.questions.count == 1)
            let question = try #require(view.questions.first)
            return try await together(100) { _ in
                try await contest.answer(question, of: view)
            }
        }
        #expect(Set(receipts).count == 1)
        #expect(receipts.first?.next?.position == 1)
        #expect(try await bench.facts(of: .response).count == 1)
    }

    @Test func `a hundred copies of one registration give one account`() async throws {
        let bench = try await ContestBench(track: .main())
        let request = try RegistrationRequest.bench(3)
        let receipts = try await bench.run { contest in
            let copies = try await together(100) { _ in try await contest.register(request) }
            _ = try await contest.enter(4)
            return copies
        }
        let again = try await bench.run { try await $0.register(request) }
        #expect(Set(receipts) == [again])
        #expect(try await bench.facts(of: .registration).count == 2)
    }

    @Test func `grants that arrive together do not exceed the day's offer`() async throws {
        var track = TrackRules.main()
        track.grants = [GrantRule(source: .share, perDay: 2)]
        let bench = try await ContestBench(track: track)
        try await bench.run { contest in
            let person = try await contest.enter()
            _ = try await together(20) { number in
                try? await contest.grant(
                    person,
                    track: "main",
                    source: .share,
                    key: IdempotencyKey(high: 9, low: UInt64(number))
                )
            }
        }
        #expect(try await bench.facts(of: .grant).count == 2)
    }

    /// Runs so many calls at once and gathers what they return.
    private func together<Value: Sendable>(
        _ count: Int,
        _ call: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: Value.self) { group in
            for number in 0..<count { group.addTask { try await call(number) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}

extension CommittedFact {
    /// An attempt's ordinal; zero for another fact.
    var ordinal: Int {
        if case .attempt(let body) = fact.body { Int(body.ordinal) } else { 0 }
    }
}
