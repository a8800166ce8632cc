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
        let outcomes = try parts.map { try Self.outcome($0) }
        if wrong.isEmpty {
            #expect(try LoadOutcome.merged(outcomes).parts.count == parts.count)
        } else {
            #expect(throws: MergingError.wrongParts(wrong)) { try LoadOutcome.merged(outcomes) }
        }
    }

    /// A part through its file.
    private static func outcome(
        _ part: String,
        began: Int = 0,
        _ change: (inout RunTerms) -> Void = { _ in }
    ) throws -> LoadOutcome {
        var outcome = LoadOutcome()
        outcome.parts = [try #require(Shard(part))]
        outcome.beganMilliseconds = began
        outcome.terms.p99Limit = 100
        change(&outcome.terms)
        let data = try JSONEncoder().encode(outcome)
        return try JSONDecoder().decode(LoadOutcome.self, from: data)
    }

    @Test func `parts that were told different things are no run`() throws {
        let first = try Self.outcome("1/2")
        #expect(try LoadOutcome.merged([first, Self.outcome("2/2")]).terms.p99Limit == 100)
        let changes: [(String, (inout RunTerms) -> Void)] = [
            ("scenario", { $0.scenario = "midnight" }), ("contest", { $0.contest = "other" }),
            ("behaviour", { $0.behaviour = "repeat 1" }), ("participants", { $0.participants = 5 }),
            ("attempts", { $0.attempts = 5 }), ("connections", { $0.connections = 5 }),
            ("seed", { $0.seed = 5 }), ("rate", { $0.peak = 5 }), ("p99", { $0.p99Limit = 5 }),
        ]
        for (name, change) in changes {
            let other = try Self.outcome("2/2", change)
            #expect(throws: MergingError.differentTerms(part: "2/2", lines: [name])) {
                try LoadOutcome.merged([first, other])
            }
        }
    }

    @Test func `parts that did not begin together are no load together`() throws {
        let first = try Self.outcome("1/2", began: 1_000_000)
        #expect(throws: Never.self) {
            try LoadOutcome.merged([first, Self.outcome("2/2", began: 1_001_000)])
        }
        #expect(throws: MergingError.apart(seconds: 1.001)) {
            try LoadOutcome.merged([first, Self.outcome("2/2", began: 998_999)])
        }
        #expect(throws: MergingError.empty) { try LoadOutcome.merged([]) }
    }

    @Test func `what began at the peak adds up over the parts`() throws {
        var (one, two) = (try Self.outcome("1/2"), try Self.outcome("2/2"))
        one.peak = PeakRate(seconds: 10, due: 500, begun: 499)
        two.peak = PeakRate(seconds: 10, due: 500, begun: 300)
        let peak = try #require(try LoadOutcome.merged([one, two]).peak)
        #expect(peak.asked == 100 && peak.reached == 79.9 && !peak.isReached)
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
