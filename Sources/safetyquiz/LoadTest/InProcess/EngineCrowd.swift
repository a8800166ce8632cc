import ContestEngine
import ContestModel
import Foundation
import LoadTest
import Synchronization

/// The people of a scenario, who call the engine instead of a server.
final class EngineCrowd: Sendable {
    /// Who somebody is to the engine, and how many attempts they make.
    struct Person: Sendable {
        var index: ParticipantIndex
        var attempts: Int
    }

    /// What the receipts add up to.
    struct Counts: Sendable {
        var submissions = 0
        var responses = 0
        var errors: [String: Int] = [:]
        /// By participant: counted attempts and their points in hundredths.
        var standings: [Int: (attempts: Int, value: Int)] = [:]
    }

    let latencies = LatencyRecorder()
    let sequences = SequenceSet()
    private let engine: Contest
    private let scenario: Scenario
    private let clock: ManualClock
    private let seed: UInt64
    private let tally = Mutex(Counts())
    /// So many play at once.
    private static let underWay = 1_024

    init(engine: Contest, scenario: Scenario, clock: ManualClock, seed: UInt64) {
        self.engine = engine
        self.scenario = scenario
        self.clock = clock
        self.seed = seed
    }

    var counts: Counts { tally.withLock { $0 } }

    /// Registers everyone under the trees' leaves.
    func register(
        _ client: OrganiserClient,
        progress: @Sendable (RunProgress) -> Void
    ) async throws -> [Person] {
        let regions = try await Self.leaves("regions", client)
        let units = try await Self.leaves("units", client)
        guard let someone = ContestEngine.Person(name: "压测") else { return [] }
        let (each, more) = scenario.attempts.quotientAndRemainder(dividingBy: scenario.people)
        let total = scenario.people
        let crowded = Int((scenario.crowdedUnit * Double(total)).rounded())
        var people: [Person] = []
        people.reserveCapacity(total)
        for start in stride(from: 0, to: total, by: Self.underWay) {
            let numbers = start..<min(total, start + Self.underWay)
            people += try await withThrowingTaskGroup(of: (Int, Person).self) { group in
                for number in numbers {
                    let unit = number < crowded ? 0 : number % max(1, units.count)
                    let region = number % max(1, regions.count)
                    group.addTask {
                        let receipt = try await self.engine.register(
                            RegistrationRequest(
                                key: IdempotencyKey(high: self.seed, low: UInt64(number)),
                                person: someone,
                                region: regions.isEmpty ? .none : regions[region],
                                unit: units.isEmpty ? .none : units[unit],
                                consentVersion: 1,
                                byGuardian: false
                            )
                        )
                        let attempts = each + (number < more ? 1 : 0)
                        return (number, Person(index: receipt.participant, attempts: attempts))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            .sorted { $0.0 < $1.0 }.map(\.1)
            progress(
                RunProgress(phase: .registration, done: numbers.upperBound, total: total)
            )
        }
        return people
    }

    /// Plays day after day.
    ///
    /// Each person's attempts are spread over the days evenly, one a day.
    func play(
        _ people: [Person],
        from start: LedgerInstant,
        day: Duration,
        progress: @Sendable (RunProgress) -> Void
    ) async throws {
        let days = scenario.days
        var done = 0
        for number in 0..<days {
            // A day's attempts move the clock by a millisecond a request, and that may be more
            // than the day has left: it never goes back.
            clock.set(max(clock.now(), start.advanced(by: day * number)))
            let today = people.enumerated().filter { offset, person in
                let shifted = number + offset % days
                return (shifted + 1) * person.attempts / days > shifted * person.attempts / days
            }
            for begin in stride(from: 0, to: today.count, by: Self.underWay) {
                let players = today[begin..<min(today.count, begin + Self.underWay)]
                await withDiscardingTaskGroup { group in
                    for (offset, person) in players {
                        group.addTask { await self.play(person, number, offset) }
                    }
                }
                done += players.count
                progress(RunProgress(phase: .attempts, done: done, total: scenario.attempts))
            }
        }
    }

    /// One attempt from start to receipt.
    private func play(_ person: Person, _ day: Int, _ offset: Int) async {
        var choices = UInt64(truncatingIfNeeded: day &* 1_000_003 &+ offset) &* seed | 1
        do {
            let view = try await timed(.start) {
                try await self.engine.start(person.index, track: "main")
            }
            var pending = view.questions
            var named: [Int] = []
            while let question = pending.popLast() {
                choices = choices &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let option = Int((choices >> 33) % UInt64(max(1, question.options.count)))
                let receipt = try await timed(.respond) {
                    try await self.engine.respond(
                        view.id,
                        of: person.index,
                        position: question.position,
                        revision: 1,
                        shown: .option(option)
                    )
                }
                named.append(Int(receipt.sequence))
                if let next = receipt.next { pending.append(next) }
            }
            let receipt = try await timed(.submit) {
                try await self.engine.submit(view.id, of: person.index)
            }
            sequences.insert(named + [Int(receipt.sequence)])
            note(receipt, person, responses: named.count)
        } catch {
            tally.withLock { $0.errors["\(error)", default: 0] += 1 }
        }
    }

    private func note(_ receipt: SubmissionReceipt, _ person: Person, responses: Int) {
        tally.withLock { counts in
            counts.submissions += 1
            counts.responses += responses
            guard receipt.counts else { return }
            let key = Int(person.index.rawValue)
            var standing = counts.standings[key] ?? (0, 0)
            standing.attempts += 1
            standing.value += Int(receipt.mark?.points.hundredths ?? 0)
            counts.standings[key] = standing
        }
    }

    /// Lets a request pass one millisecond of the contest's time, and measures what it takes in ours.
    private func timed<Value: Sendable>(
        _ kind: RequestKind,
        _ request: @Sendable () async throws -> Value
    ) async throws -> Value {
        clock.advance(by: .milliseconds(1))
        let began = ContinuousClock.now
        let value = try await request()
        latencies.record(ContinuousClock.now - began, of: kind, from: began)
        return value
    }

    private static func leaves(_ tree: String, _ client: OrganiserClient) async throws -> [NodeID] {
        struct Page: Decodable {
            var nodes: [Node]

            struct Node: Decodable {
                var id: Int32
                var isLeaf: Bool
            }
        }
        let path = "/v1/contests/\(OwnServer.contestName)/\(tree)"
        return try await client.json(Page.self, "GET", path).nodes.filter(\.isLeaf)
            .map { NodeID(rawValue: $0.id) }
    }
}
