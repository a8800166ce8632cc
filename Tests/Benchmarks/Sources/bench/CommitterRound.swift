import ContestEngine
import ContestModel
import Foundation
import Logging
import SQLiteStore
import Synchronization

/// One response as the ledger stores it.
struct ResponseRow: Sendable {
    var attempt: Int64
    var position: Int64
    var revision: Int64
}

/// Durable responses through the engine: decided, queued, committed, acknowledged, with 1,024 in
/// flight.
enum CommitterRound {
    static let people = 1_024
    static let questions = 50
    static let revisions = 4

    static func run(path: String) async throws -> (perSecond: Double, rows: [ResponseRow]) {
        let clock = AnchoredClock()
        let store = try SQLiteStore(path: path)
        let bank = QuestionBank(
            bank: "bench",
            title: "bench",
            published: false,
            questions: (0..<200).map { number in
                Question(
                    id: "q-\(number)",
                    type: .single,
                    stem: "题 \(number)",
                    options: ["甲", "乙", "丙", "丁"],
                    key: .option(number % 4)
                )
            }
        )
        let rules = rules(now: clock.now())
        _ = try await store.append([
            LedgerEntry(
                Fact(
                    at: clock.now(),
                    body: .contestVersion(
                        ContestVersionFact(
                            version: 1,
                            content: Array(try CanonicalJSON.encode(rules)),
                            actor: "bench",
                            reason: ""
                        )
                    )
                )
            ),
            LedgerEntry(
                Fact(
                    at: clock.now(),
                    body: .bankVersion(
                        BankVersionFact(
                            version: 1,
                            digest: "bench",
                            content: Array(try bank.canonicalBytes())
                        )
                    )
                )
            ),
        ])
        let secrets = ContestSecrets(master: Array(repeating: 7, count: 32), contest: "bench")
        let contest = try await Contest(
            name: "bench",
            store: store,
            vault: PersonVault(secrets),
            clock: clock,
            logger: Logger(label: "bench")
        )
        let writer = Task { await contest.runWriter() }
        _ = try await contest.act(
            AmendmentFact(kind: .open, actor: "bench", reasonCode: "bench", reason: "bench")
        )
        let attempts = try await start(contest)
        let began = ContinuousClock.now
        try await BenchLane.run(contest, count: attempts.count) { lane in
            let (participant, attempt) = attempts[lane]
            let next = Atomic(0)
            return { _ in
                let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard number < revisions * questions else { return nil }
                let revision = number / questions + 1
                return .response(
                    attempt,
                    participant,
                    position: number % questions,
                    revision: UInt16(revision),
                    shown: .option(revision % 4)
                )
            }
        }
        let seconds = ContinuousClock.now - began
        await contest.drain()
        await writer.value
        let rows = (1...revisions).flatMap { revision in
            (0..<questions).flatMap { position in
                attempts.map { _, attempt in
                    ResponseRow(
                        attempt: attempt.sequence,
                        position: Int64(position),
                        revision: Int64(revision)
                    )
                }
            }
        }
        return (Double(rows.count) / (seconds / .seconds(1)), rows)
    }

    private static func start(
        _ contest: Contest
    ) async throws -> [(ParticipantIndex, AttemptID)] {
        guard let person = Person(name: "bench") else { return [] }
        return try await withThrowingTaskGroup(
            of: (ParticipantIndex, AttemptID).self
        ) { group in
            for number in 0..<people {
                group.addTask {
                    let receipt = try await contest.register(
                        RegistrationRequest(
                            key: IdempotencyKey(high: 1, low: UInt64(number)),
                            person: person,
                            region: .none,
                            unit: .none,
                            consentVersion: 1,
                            byGuardian: false
                        )
                    )
                    let view = try await contest.start(receipt.participant, track: "main")
                    return (receipt.participant, view.id)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    static func rules(now: LedgerInstant) -> ContestRules {
        let start = now.millisecondsSinceEpoch / 86_400_000 - 1
        return ContestRules(
            contest: "bench",
            title: "bench",
            bank: "bench",
            schedule: ContestSchedule(
                timeZone: "UTC",
                opensAt: LedgerInstant(millisecondsSinceEpoch: start * 86_400_000),
                closesAt: LedgerInstant(millisecondsSinceEpoch: (start + 10) * 86_400_000),
                firstDay: ContestDay(number: Int32(start)),
                dayStarts: (0..<20).map {
                    LedgerInstant(millisecondsSinceEpoch: (start + $0) * 86_400_000)
                }
            ),
            tracks: [
                TrackRules(
                    name: "main",
                    title: "main",
                    paper: PaperBlueprint(sections: [PaperSection(count: questions)])
                )
            ]
        )
    }
}
