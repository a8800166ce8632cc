import Testing

@testable import ContestHTTP

/// Who is let in, by table and by simulated rushes.
struct AdmissionTests {
    @Test(arguments: [
        // Priority, how many papers under way may be in a house of 64 when it is still let in.
        (RequestPriority.look, 16), (.enter, 24), (.begin, 32), (.finish, 256),
    ])
    func `the less urgent a request, the emptier the house must be`(
        _ priority: RequestPriority,
        _ places: Int
    ) {
        var limits = Admission.Limits()
        limits.initial = 64
        var admission = Admission(limits: limits)
        let decisions = (0..<300).map { _ in
            var alternative = admission
            defer { _ = admission.arrive(.finish, now: 0) }
            return alternative.arrive(priority, now: 0)
        }
        #expect(decisions.prefix(256).count { $0 == .admitted } == places)
        #expect(decisions.prefix(places).allSatisfy { $0 == .admitted })
        #expect(decisions.dropFirst(256).allSatisfy { $0 != .admitted })
    }

    @Test
    func `a shift that opens the page in one instant is let in and takes no place of a start`() {
        var admission = Admission()
        let decisions = (0..<600).map { _ in admission.arrive(.look, now: 0) }
        #expect(decisions.count { $0 == .admitted } == 256)
        let toStart = (0..<200).map { _ in admission.arrive(.begin, now: 0) }
        #expect(toStart.count { $0 == .admitted } == 128)
    }

    @Test func `a house full of starts still has room for finishing`() {
        var admission = Admission()
        while admission.arrive(.begin, now: 0) == .admitted {}
        #expect(admission.sharedCount == 128)
        let toFinish = admission.arrive(.finish, now: 0)
        #expect(toFinish == .admitted)
        let toLook = admission.arrive(.look, now: 0)
        #expect(toLook != .admitted)
    }

    @Test(arguments: [RequestPriority.finish, .relay])
    func `organisers and health checks are let in while others fill the house`(
        _ others: RequestPriority
    ) {
        var admission = Admission()
        while admission.arrive(others, now: 0) == .admitted {}
        let health = admission.arrive(.health, now: 0)
        #expect(health == .admitted)
        let organiser = admission.arrive(.organise, now: 0)
        #expect(organiser == .admitted)
    }

    @Test(arguments: [(RequestPriority.organise, 32), (.relay, 24)])
    func `places of one's own are few, and taken from nobody else`(
        _ priority: RequestPriority,
        _ places: Int
    ) {
        var admission = Admission()
        var count = 0
        while admission.arrive(priority, now: 0) == .admitted { count += 1 }
        #expect(count == places)
        let toFinish = admission.arrive(.finish, now: 0)
        #expect(toFinish == .admitted)
    }

    @Test func `whoever leaves makes room`() {
        var admission = Admission()
        while admission.arrive(.finish, now: 0) == .admitted {}
        admission.leave(.finish, after: nil, now: 1)
        let next = admission.arrive(.finish, now: 2)
        #expect(next == .admitted)
        let afterNext = admission.arrive(.finish, now: 3)
        #expect(afterNext != .admitted)
    }

    @Test func `those who are sent away together are not told the same`() {
        var admission = Admission()
        var now: Int64 = 0
        // A window with many refusals and few answers makes the next one's absences long.
        while admission.arrive(.finish, now: now) == .admitted {}
        for _ in 0..<100 { _ = admission.arrive(.look, now: now) }
        admission.leave(.finish, after: 1_000_000, now: now)
        now += 200_000_000
        admission.leave(.finish, after: 1_000_000, now: now)
        var absences: Set<Int> = []
        for _ in 0..<100 {
            if case .refused(let after) = admission.arrive(.look, now: now) {
                absences.insert(after)
            }
        }
        #expect(absences.count > 5)
        #expect(absences.allSatisfy { (1...30).contains($0) })
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func `ten times the load: nine tenths of the goodput, and no long waits`(_ seed: UInt64) {
        let calm = Rush(seed: seed, load: 1.0, admission: Admission()).run()
        let rush = Rush(seed: seed, load: 10, admission: Admission()).run()
        #expect(rush.finishedPapers * 10 >= calm.finishedPapers * 9, "seed \(seed)")
        #expect(rush.slowestPercentile <= 500, "seed \(seed)")
        // Of those who were let in to start, hardly anybody was sent away later.
        #expect(rush.lostPapers * 100 <= rush.finishedPapers, "seed \(seed)")
    }

    @Test func `without admission ten times the load makes everybody wait`() {
        var limits = Admission.Limits()
        limits.initial = 1_000_000
        limits.floor = 1_000_000
        let rush = Rush(seed: 1, load: 10, admission: Admission(limits: limits)).run()
        #expect(rush.slowestPercentile > 5_000)
    }
}

/// People who come as they like to a server that works on one request after the other, a millisecond
/// each: a start, five responses, a submission.
///
/// Whoever is refused goes away.
private struct Rush {
    var seed: UInt64
    /// How many times what it can bear come.
    var load: Double
    var admission: Admission

    struct Outcome {
        var finishedPapers = 0
        /// Papers that were begun and whose next request was refused.
        var lostPapers = 0
        /// The 99th percentile of admitted requests' times, in milliseconds.
        var slowestPercentile = 0
    }

    private struct Visit {
        var step: Int
        var arrivedAt = 0

        var priority: RequestPriority { step == 0 ? .begin : .finish }
    }

    private static let requestCount = 7
    private static let milliseconds = 20_000

    func run() -> Outcome {
        var admission = admission
        var random = SeededRandom(seed: seed)
        var coming = [[Visit]](repeating: [], count: Self.milliseconds + 1_000)
        var house: [Visit] = []
        var next = 0
        var times: [Int] = []
        var outcome = Outcome()
        for now in 0..<Self.milliseconds {
            let instant = Int64(now) * 1_000_000
            let chance = load / Double(Self.requestCount)
            var arrivals = coming[now]
            for _ in 0..<Int(chance.rounded(.up)) {
                let share = chance / chance.rounded(.up)
                if Double.random(in: 0..<1, using: &random) < share {
                    arrivals.append(Visit(step: 0))
                }
            }
            for var visit in arrivals {
                if admission.arrive(visit.priority, now: instant) == .admitted {
                    visit.arrivedAt = now
                    house.append(visit)
                } else if visit.step > 0 {
                    outcome.lostPapers += 1
                }
            }
            guard next < house.count else { continue }
            var visit = house[next]
            next += 1
            let time = now - visit.arrivedAt
            times.append(time)
            admission.leave(visit.priority, after: Int64(time) * 1_000_000, now: instant)
            visit.step += 1
            if visit.step == Self.requestCount {
                outcome.finishedPapers += 1
            } else {
                coming[now + Int.random(in: 50...500, using: &random)].append(visit)
            }
        }
        times.sort()
        outcome.slowestPercentile = times[times.count * 99 / 100]
        return outcome
    }
}
