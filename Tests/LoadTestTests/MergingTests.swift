import ContestModel
import Foundation
import Testing

@testable import LoadTest

@Suite struct MergingTests {
    /// Latencies of two processes, recorded apart and put together through JSON, are what one
    /// process would have recorded.
    @Test func `histograms of two processes add up to one`() throws {
        var generator = SeededGenerator(seed: 7, stream: 0)
        let latencies = (0..<5_000).map { _ in generator.next() % 3_000_000 }
        var whole = LatencyHistograms()
        var parts = [LatencyHistograms(), LatencyHistograms()]
        for (number, latency) in latencies.enumerated() {
            whole.record(latency, of: .submit)
            parts[number % 2].record(latency, of: .submit)
        }
        var merged = LatencyHistograms()
        for part in parts {
            let data = try JSONEncoder().encode(part)
            merged.add(try JSONDecoder().decode(LatencyHistograms.self, from: data))
        }
        let (one, two) = (whole.figures(of: .submit), merged.figures(of: .submit))
        #expect(two.count == 5_000)
        #expect(one.p50 == two.p50 && one.p95 == two.p95 && one.p99 == two.p99)
        // Sorted by hand: the 4,950th of 5,000, within three digits.
        let sorted = latencies.sorted()
        let p99 = Double(sorted[4_949])
        #expect(abs(two.p99.milliseconds * 1_000 - p99) <= p99 / 1_000 + 1)
    }

    @Test func `a line over time halves itself instead of growing`() {
        var line = Timeline()
        for second in 0..<2_000 { line.record(1_000, at: .seconds(second), count: 3) }
        line.recordFailure(at: .seconds(1_999))
        #expect(line.stepSeconds == 4)
        #expect(line.points.count == 500)
        #expect(line.points.allSatisfy { $0.requestsPerSecond == 3 })
        #expect(line.points.last?.failures == 1)
        #expect(line.points.last?.second == 1_996)
    }

    @Test func `lines of two processes add up`() throws {
        var (one, two) = (Timeline(), Timeline())
        for second in 0..<10 { one.record(1_000, at: .seconds(second)) }
        for second in 0..<700 { two.record(9_000, at: .seconds(second)) }
        let data = try JSONEncoder().encode(two)
        two = try JSONDecoder().decode(Timeline.self, from: data)
        one.add(two)
        #expect(one.stepSeconds == 2)
        #expect(one.points.count == 350)
        #expect(one.points[0].requestsPerSecond == 2)
        #expect(one.points[10].requestsPerSecond == 1)
    }

    @Test func `a sequence named twice is found, in one process and over two`() throws {
        var (one, two) = (SequenceSet.Bits(), SequenceSet.Bits())
        for sequence in 1...1_000 { one.insert(sequence * 2) }
        for sequence in 1...1_000 { two.insert(sequence * 2 + 1) }
        #expect(one.repeated == 0 && two.repeated == 0)
        one.insert(14)
        #expect(one.repeated == 1)
        two.insert(20)
        let data = try JSONEncoder().encode(two)
        one.formUnion(try JSONDecoder().decode(SequenceSet.Bits.self, from: data))
        #expect(one.repeated == 2)
        #expect(one.highest == 2_001)
        one.insert(-1)
        #expect(one.repeated == 3)
    }

    /// One attempt is folded; another that was left, taken up again and ended is one attempt with
    /// all of its responses; a start without an answer stays open.
    @Test func `folding keeps what the verdict needs`() {
        var entrant = Samples.entrant(
            "a",
            [Samples.receipt(3, points: 500), nil, Samples.receipt(9, points: 300), nil]
        )
        entrant.attempts[0].responses = [
            PlayedResponse(position: 0, revision: 1, sequence: 1, chosen: []),
            PlayedResponse(position: 1, revision: 1, sequence: 2, chosen: []),
        ]
        entrant.attempts[1].token = "a9"
        entrant.attempts[1].wasLeft = true
        entrant.attempts[1].responses = [
            PlayedResponse(position: 0, revision: 1, sequence: 5, chosen: [])
        ]
        entrant.attempts[3].token = nil
        let sequences = SequenceSet()
        entrant.fold(into: sequences)
        #expect(entrant.counted.map(\.points) == [500, 300])
        #expect(entrant.begun == 2)
        #expect(entrant.acknowledged == 2)
        #expect(entrant.responsesAcknowledged == 3)
        #expect(entrant.uncertain == 1)
        #expect(entrant.attempts.count == 1)
        #expect(sequences.bits.repeated == 0 && sequences.bits.highest == 9)
        let again = SequenceSet()
        entrant.fold(into: again)
        #expect(again.bits.highest == 0)
    }

    @Test(arguments: [
        (["1/2", "2/2"], [String]()), (["1/1"], []), (["1/2"], ["2/2"]),
        (["1/2", "1/2", "2/2"], ["1/2"]), (["1/3", "3/3", "2/2"], ["2/3", "2/2"]),
    ])
    func `missing and repeated parts are named`(parts: [String], wrong: [String]) throws {
        var whole = LoadOutcome()
        for part in parts {
            var outcome = LoadOutcome()
            outcome.parts = [try #require(Shard(part))]
            let data = try JSONEncoder().encode(outcome)
            whole.add(try JSONDecoder().decode(LoadOutcome.self, from: data))
        }
        #expect(whole.wrongParts == wrong)
    }

    @Test func `an outcome survives its file and is judged as before`() throws {
        var outcome = LoadOutcome()
        outcome.people = Samples.entrants.map { entrant in
            var folded = FoldedAttempts()
            folded.counted = entrant.counted
            folded.begun = entrant.begun
            return LoadOutcome.Person(pseudonym: entrant.pseudonym, folded: folded)
        }
        let data = try JSONEncoder().encode(outcome)
        let read = try JSONDecoder().decode(LoadOutcome.self, from: data)
        let verdict = Verdict(
            of: read.entrants,
            before: Samples.figures([]),
            after: Samples.figures(Samples.rows),
            ranking: RankingRules()
        )
        #expect(verdict.rankingMismatches == 0 && verdict.lost == 0)
        #expect(verdict.peopleExpected == 3 && verdict.attemptsExpected == 4)
        let repeating = Verdict(
            of: read.entrants,
            repeated: 2,
            before: Samples.figures([]),
            after: Samples.figures(Samples.rows),
            ranking: RankingRules()
        )
        #expect(repeating.duplicated == 2)
    }
}
