import ContestEngine
import ContestModel
import Testing

struct ContestRestartTests {
    @Test(arguments: [DeliveryMode.wholePaper, .oneAtATime])
    func `an attempt goes on after a restart where it stood`(_ delivery: DeliveryMode)
        async throws
    {
        let bench = try await ContestBench(track: .main(delivery: delivery))
        let person = ParticipantIndex(rawValue: 0)
        let before = try await bench.run { contest in
            let view = try await contest.start(try await contest.enter(), track: "main")
            _ = try await contest.answer(view.questions[0], of: view, rightly: false)
            bench.clock.advance(by: .seconds(20))
            _ = try await contest.answer(view.questions[0], of: view)
            return try await contest.start(person, track: "main")
        }
        let after = try await bench.run { contest in
            let view = try await contest.start(person, track: "main")
            bench.clock.advance(by: .seconds(30))
            for question in view.questions.dropFirst() {
                _ = try await contest.answer(question, of: view)
            }
            let receipt = try await contest.submit(view.id, of: person)
            #expect(receipt.elapsed == .seconds(50))
            #expect(receipt.mark?.right == view.questions.count)
            return view
        }
        #expect(after == before)
        #expect(try await bench.facts(of: .attempt).count == 1)
    }

    @Test func `an attempt that ran out while the server was down ends at its deadline`()
        async throws
    {
        let bench = try await ContestBench(track: .main())
        let person = ParticipantIndex(rawValue: 0)
        let view = try await bench.run { contest in
            let view = try await contest.start(try await contest.enter(), track: "main")
            _ = try await contest.answer(view.questions[0], of: view)
            return view
        }
        bench.clock.advance(by: .seconds(86_400))
        try await bench.run { contest in
            await contest.tick()
            let next = try await contest.start(person, track: "main")
            #expect(next.id != view.id)
            let receipt = try await contest.submit(view.id, of: person)
            #expect(receipt.endedAt == view.deadline)
            #expect(receipt.ending == .deadline)
            #expect(receipt.answered == 1)
        }
    }

    @Test func `boards after a restart are those before it, with and without a checkpoint`()
        async throws
    {
        let bench = try await ContestBench(track: .main(attemptsPerDay: nil))
        func figures(_ contest: Contest) async throws -> [OwnFigures] {
            var all: [OwnFigures] = []
            for raw in 0..<8 as Range<UInt32> {
                let own = try await contest.standing(of: ParticipantIndex(rawValue: raw))
                all.append(OwnFigures(rank: own.rank, standings: own.standings))
            }
            return all
        }
        let before = try await bench.run { contest in
            for number in 0..<8 as Range<UInt64> {
                let person = try await contest.enter(number)
                for _ in 0...number % 3 {
                    let view = try await contest.start(person, track: "main")
                    for question in view.questions.prefix(Int(number % 4) + 1) {
                        _ = try await contest.respond(
                            view.id,
                            of: person,
                            position: question.position,
                            revision: 1,
                            shown: .option(question.options.firstIndex(of: "对的") ?? 0)
                        )
                    }
                    bench.clock.advance(by: .seconds(7))
                    _ = try await contest.submit(view.id, of: person)
                }
                if number % 3 == 0 { await contest.tick() }
            }
            return try await figures(contest)
        }
        // The first start reads the checkpoint that draining wrote, the second one too; a version
        // of the fold that nobody has yet makes the store forget it.
        #expect(try await bench.run(figures) == before)
        let store = try await bench.harness.open(backup: bench.path)
        try await store.flush(
            CheckpointSlice(
                foldVersion: .max,
                replayAfter: 0,
                openFrom: AttemptID(sequence: 1),
                rows: []
            )
        )
        try await store.close()
        #expect(try await bench.run(figures) == before)
    }

    @Test func `draining finishes what was accepted and accepts nothing more`() async throws {
        let bench = try await ContestBench(track: .main(attemptsPerDay: nil))
        let outcome = try await bench.run { contest in
            for number in 0..<60 as Range<UInt64> { _ = try await contest.enter(number) }
            return await withTaskGroup(of: AttemptID?.self) { group in
                for raw in 0..<60 as Range<UInt32> {
                    group.addTask {
                        let person = ParticipantIndex(rawValue: raw)
                        return try? await contest.start(person, track: "main").id
                    }
                    guard raw == 30 else { continue }
                    group.addTask {
                        await contest.drain()
                        return nil
                    }
                }
                return await group.reduce(into: [AttemptID?]()) { $0.append($1) }
                    .compactMap { $0 }
            }
        }
        let facts = try await bench.facts(of: .attempt).map { AttemptID(sequence: $0.sequence) }
        #expect(facts.sorted() == outcome.sorted(), "accepted and committed are the same")
        try await bench.run { contest in
            await contest.drain()
            await #expect(throws: Refusal.unavailable) {
                try await contest.start(ParticipantIndex(rawValue: 0), track: "main")
            }
        }
    }
}

/// What must not change over a restart.
private struct OwnFigures: Equatable {
    var rank: Int?
    var standings: ParticipantStandings
}
