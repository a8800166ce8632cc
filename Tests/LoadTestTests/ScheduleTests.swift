import Testing

@testable import LoadTest

@Suite struct ScheduleTests {
    private static func seconds(_ duration: Duration?) -> Double {
        (duration ?? .seconds(-1)) / .seconds(1)
    }

    /// Ten attempts a second for ten seconds: attempt n is due at n/10.
    @Test func `a level line spaces attempts evenly`() throws {
        let schedule = try #require(
            PhasedSchedule([.init(seconds: 10)], attempts: 100, isRandom: false)
        )
        #expect(schedule.isOpen)
        for number in [0, 1, 50, 99] {
            let due = Self.seconds(schedule.due(attempt: number))
            #expect(abs(due - Double(number) / 10) < 1e-9)
        }
        #expect(schedule.peak == 10)
    }

    /// From nothing to one over 20 s the area is t²/40 of 10, so a quarter of the attempts is due
    /// after half of the time, and 100 attempts in an area of 10 are 10 a second at the peak.
    @Test func `a ramp is the area of a triangle`() throws {
        let schedule = try #require(
            PhasedSchedule([.init(seconds: 20, from: 0, to: 1)], attempts: 100, isRandom: false)
        )
        #expect(abs(Self.seconds(schedule.due(attempt: 25)) - 10) < 1e-9)
        #expect(abs(Self.seconds(schedule.due(attempt: 64)) - 16) < 1e-9)
        #expect(schedule.peak == 10)
    }

    /// A fall from one to nothing is the ramp backwards: what is left is ((T - t)/T)².
    @Test func `a fall is the ramp backwards`() throws {
        let schedule = try #require(
            PhasedSchedule([.init(seconds: 20, from: 1, to: 0)], attempts: 100, isRandom: false)
        )
        #expect(abs(Self.seconds(schedule.due(attempt: 75)) - 10) < 1e-9)
    }

    /// 5 s at a fifth, 5 s of ramp, 10 s steady: areas 1, 3 and 10.
    ///
    /// At 20 a second these are 280
    /// attempts, the first 20 in the warm-up and 60 more in the ramp.
    @Test func `warm-up, ramp and steady state have the attempts of their areas`() throws {
        let steady = try #require(PhasedSchedule.steady(rate: 20, seconds: 10))
        #expect(steady.attempts == 280)
        #expect(steady.warmUp == .seconds(10))
        let due = (0..<280).map { Self.seconds(steady.schedule.due(attempt: $0)) }
        #expect(due.count { $0 < 5 } == 20)
        #expect(due.count { $0 < 10 } == 80)
        #expect((due.max() ?? 0) <= 20)
        #expect(due == due.sorted())
        #expect(abs(steady.schedule.peak - 20) < 1e-9)
    }

    /// 1,000 attempts below a peak of 50 on a triangle of 10 s need 40 s: 50 · 40 / 2.
    @Test func `a peak stretches the phases`() throws {
        let schedule = try #require(
            PhasedSchedule([.init(seconds: 10, from: 0, to: 1)], attempts: 1_000, peak: 50)
        )
        #expect(abs(schedule.length / .seconds(1) - 40) < 1e-9)
        #expect(abs(schedule.peak - 50) < 1e-9)
    }

    @Test func `irregular arrivals stay in order, repeat with their seed, and lose none`() throws {
        func due(_ seed: UInt64) throws -> [Duration] {
            let schedule = try #require(
                PhasedSchedule([.init(seconds: 5, from: 0, to: 1)], attempts: 500, seed: seed)
            )
            return (0..<500).compactMap(schedule.due(attempt:))
        }
        let first = try due(1)
        #expect(first == first.sorted())
        #expect(first.count == 500)
        #expect(try first == due(1))
        #expect(try first != due(2))
        #expect((first.last ?? .zero) <= .seconds(5))
    }

    @Test func `phases without length or intensity make no schedule`() {
        #expect(PhasedSchedule([], attempts: 10) == nil)
        #expect(PhasedSchedule([.init(seconds: 0)], attempts: 10) == nil)
        #expect(PhasedSchedule([.init(seconds: 5, from: 0, to: 0)], attempts: 10) == nil)
        #expect(PhasedSchedule([.init(seconds: 5)], attempts: 0) == nil)
        #expect(PhasedSchedule([.init(seconds: 5)], attempts: 10, peak: 0) == nil)
    }

    /// An arrival every 10 ms for a second, and a server that answers nothing in the first half:
    /// the first fifty wait 500, 490 … 10 ms, the others nothing.
    ///
    /// Of the hundred in order, the
    /// 50th is 0, the 95th 450, the 99th 490, the last 500.
    @Test func `a stall shows in the percentiles of what was due`() throws {
        let schedule = try #require(
            PhasedSchedule([.init(seconds: 1)], attempts: 100, isRandom: false)
        )
        let recorder = LatencyRecorder()
        for number in 0..<100 {
            let due = try #require(schedule.due(attempt: number))
            recorder.record(max(due, .milliseconds(500)) - due, of: .submit)
        }
        let figures = recorder.figures(of: .submit)
        #expect(figures.p50 == .zero)
        #expect(abs(figures.p95.milliseconds - 450) <= 0.5)
        #expect(abs(figures.p99.milliseconds - 490) <= 0.5)
        #expect(abs(figures.max.milliseconds - 500) <= 0.5)
    }

    @Test(arguments: [("1/1", 0, 1), ("2/4", 1, 4), ("4/4", 3, 4)])
    func `a part is read as it is written`(text: String, index: Int, total: Int) throws {
        let shard = try #require(Shard(text))
        #expect(shard.index == index && shard.total == total)
    }

    @Test(arguments: ["", "0/2", "3/2", "1", "1/2/3", "a/b", "-1/2", "1/0"])
    func `what is no part is refused`(text: String) {
        #expect(Shard(text) == nil)
    }

    @Test func `the parts are everyone, once`() throws {
        let shards = try (1...3).map { try #require(Shard("\($0)/3")) }
        let members = shards.flatMap { $0.members(of: 100) }
        #expect(members.sorted() == Array(0..<100))
        for shard in shards { #expect(shard.members(of: 100).count == shard.count(of: 100)) }
    }

    /// The stretch at the peak, and how many of 100 a second are due in it, by hand.
    @Test(
        arguments: [
            // Warm-up, ramp, and twenty level seconds.
            ([(5.0, 0.2, 0.2), (5, 0.2, 1), (20, 1, 1)], 10.0, 30.0, 2_000.0),
            // No level stretch: the second around the corner at 10 s, whose mean is 0.9625 of the peak,
            // 0.975 before it and 0.95 after.
            ([(10, 0, 1), (5, 1, 0)], 9.5, 10.5, 96.25),
            // It ends at its peak: half a second, of which the mean is 0.975.
            ([(10, 0, 1)], 9.5, 10, 48.75),
            // The longer of two level stretches.
            ([(3, 1, 1), (5, 0.5, 0.5), (9, 1, 1)], 8, 17, 900),
        ] as [([(Double, Double, Double)], Double, Double, Double)]
    )
    func `the peak is the longest level stretch or the second around the corner`(
        phases: [(Double, Double, Double)],
        from: Double,
        to: Double,
        due: Double
    ) throws {
        let phases = phases.map { PhasedSchedule.Phase(seconds: $0.0, from: $0.1, to: $0.2) }
        let area = phases.reduce(0) { $0 + $1.seconds * ($1.from + $1.to) / 2 }
        let schedule = try #require(PhasedSchedule(phases, attempts: Int(area * 100)))
        #expect(abs(schedule.peakStretch().lowerBound - from) < 1e-9)
        #expect(abs(schedule.peakStretch().upperBound - to) < 1e-9)
        #expect(abs(schedule.attempts(in: schedule.peakStretch()) - due) < 1e-6)
    }

    /// The rush after a warm-up is the peak, though the evening before it was as busy and longer.
    @Test func `what is over before the warm-up is no peak`() throws {
        let phases = [(47.0, 1.0, 1.0), (13, 0, 0), (5, 0, 1), (10, 1, 1), (45, 1, 0.2)]
            .map { PhasedSchedule.Phase(seconds: $0.0, from: $0.1, to: $0.2) }
        let schedule = try #require(PhasedSchedule(phases, attempts: 1_000))
        #expect(schedule.peakStretch() == 0..<47)
        #expect(schedule.peakStretch(after: 60) == 65..<75)
    }
}
