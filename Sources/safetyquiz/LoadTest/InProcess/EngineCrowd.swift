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

    /// What everybody was told.
    struct Told: Sendable {
        var errors: [String: Int] = [:]
        /// In the order of registration.
        var people: [PersonReceipts] = []
    }

    let latencies = LatencyRecorder()
    let sequences = SequenceSet()
    private let engine: Contest
    private let scenario: Scenario
    private let clock: ManualClock
    private let seed: UInt64
    private let record = Mutex(Told())
    /// So many play at once.
    private static let underWay = 1_024

    init(engine: Contest, scenario: Scenario, clock: ManualClock, seed: UInt64) {
        self.engine = engine
        self.scenario = scenario
        self.clock = clock
        self.seed = seed
    }

    var told: Told { record.withLock { $0 } }

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
            let registered = try await withThrowingTaskGroup(of: (Int, RegistrationReceipt).self) {
                group in
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
                        return (number, receipt)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            .sorted { $0.0 < $1.0 }
            for (number, receipt) in registered {
                let attempts = each + (number < more ? 1 : 0)
                people.append(Person(index: receipt.participant, attempts: attempts))
            }
            record.withLock { told in
                told.people += registered.map { _, receipt in
                    PersonReceipts(pseudonym: receipt.pseudonym.description)
                }
            }
            progress(
                RunProgress(phase: .registration, done: numbers.upperBound, total: total)
            )
        }
        return people
    }

    /// Plays day after day.
    ///
    /// Each person's attempts are spread over the days evenly.
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
            let today = people.enumerated().compactMap { offset, person in
                let shifted = number + offset % days
                let count =
                    (shifted + 1) * person.attempts / days - shifted * person.attempts / days
                return count > 0 ? (offset, person, count) : nil
            }
            for begin in stride(from: 0, to: today.count, by: Self.underWay) {
                let players = today[begin..<min(today.count, begin + Self.underWay)]
                await withDiscardingTaskGroup { group in
                    for (offset, person, count) in players {
                        group.addTask {
                            for round in 0..<count {
                                await self.play(person, number + round, offset)
                            }
                        }
                    }
                }
                done += players.reduce(0) { $0 + $1.2 }
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
            note(receipt, offset, responses: named.count)
        } catch {
            record.withLock { told in
                told.errors["\(error)", default: 0] += 1
                if told.people.indices.contains(offset) { told.people[offset].noteUncertain() }
            }
        }
    }

    private func note(_ receipt: SubmissionReceipt, _ offset: Int, responses: Int) {
        record.withLock { told in
            guard told.people.indices.contains(offset) else { return }
            told.people[offset].note(
                sequence: Int(receipt.sequence),
                endedMilliseconds: Int(receipt.endedAt.millisecondsSinceEpoch),
                elapsedMilliseconds: Int(receipt.elapsed / .milliseconds(1)),
                points: receipt.mark.map { Int($0.points.hundredths) },
                counts: receipt.counts,
                responses: responses
            )
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
