import ContestEngine
import ContestModel
import Logging
import SQLiteStore

/// A contest on a real file, whose clock the test moves.
///
///     let bench = try await ContestBench(track: .main())
///     try await bench.run { contest in … }
///
/// `run` may be called again: it is a restart of the server.
final class ContestBench {
    let harness: SQLiteHarness
    let path: String
    let clock: ManualClock

    /// Makes a file with rules, a bank and a region tree, and opens the contest.
    init(
        track: TrackRules,
        closing: ClosingPolicy = .ownDeadline,
        startingAt start: LedgerInstant = .shanghai(june: 1, 8)
    ) async throws {
        harness = try SQLiteHarness()
        path = harness.newPath()
        clock = ManualClock(start)
        let store = try SQLiteStore(path: path)
        let rules = ContestRules.shanghai(track, closing: closing)
        let bodies: [FactBody] = [
            .contestVersion(
                ContestVersionFact(
                    version: 1,
                    content: Array(try CanonicalJSON.encode(rules)),
                    actor: "test",
                    reason: ""
                )
            ),
            .bankVersion(
                BankVersionFact(
                    version: 1,
                    digest: String(repeating: "0", count: 64),
                    content: Array(try QuestionBank.stems(30).canonicalBytes())
                )
            ),
            .treeVersion(
                TreeVersionFact(
                    version: 1,
                    kind: .region,
                    content: Array(
                        try CanonicalJSON.encode(
                            GroupTree(nodes: [
                                GroupNode(id: NodeID(rawValue: 1), code: "1", name: "青河镇")
                            ])
                        )
                    )
                )
            ),
            .amendment(
                AmendmentFact(kind: .open, actor: "test", reasonCode: "start", reason: "")
            ),
        ]
        _ = try await store.append(bodies.map { LedgerEntry(Fact(at: start, body: $0)) })
        try await store.close()
    }

    /// Opens the contest, runs its writer beside the body, and drains it.
    func run<Value>(_ body: (Contest) async throws -> Value) async throws -> Value {
        let contest = try await Contest(
            name: "bench",
            store: try SQLiteStore(path: path),
            vault: PersonVault(ContestSecrets(master: [1, 2, 3], contest: "bench")),
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        async let writer: Void = contest.runWriter()
        // The writer stops only by draining, so that must happen even when the body throws.
        let result: Result<Value, any Error>
        do { result = .success(try await body(contest)) } catch { result = .failure(error) }
        await contest.drain()
        await writer
        return try result.get()
    }

    /// Every fact of a kind, read by opening the file anew.
    func facts(of kind: Fact.Kind) async throws -> [CommittedFact] {
        let store = try SQLiteStore(path: path)
        var found: [CommittedFact] = []
        try await store.forEachFact(of: kind) { found.append($0) }
        try await store.close()
        return found
    }
}

extension Contest {
    /// Registers somebody of the bench's one region.
    func enter(_ number: UInt64 = 1) async throws -> ParticipantIndex {
        try await register(.bench(number)).participant
    }

    func act(_ kind: AmendmentKind) async throws {
        _ = try await act(
            AmendmentFact(kind: kind, actor: "test", reasonCode: "test", reason: "test")
        )
    }

    /// Answers a question of the paper rightly or wrongly.
    func answer(_ question: PaperQuestion, of view: AttemptView, rightly: Bool = true)
        async throws -> ResponseReceipt
    {
        try await respond(
            view.id,
            of: ParticipantIndex(rawValue: 0),
            position: question.position,
            revision: nil,
            shown: .option(question.options.firstIndex(of: rightly ? "对的" : "错的 1") ?? 0)
        )
    }
}

extension RegistrationRequest {
    static func bench(_ number: UInt64) throws -> RegistrationRequest {
        guard let person = Person(name: "参赛者 \(number)") else { throw Refusal.invalidPerson("") }
        return RegistrationRequest(
            key: IdempotencyKey(high: 7, low: number),
            person: person,
            region: NodeID(rawValue: 1),
            unit: .none,
            consentVersion: 1,
            byGuardian: false
        )
    }
}

extension LedgerInstant {
    /// An instant of June 2026 in Shanghai (UTC+8), where 1 June is day 20,605 since the epoch.
    static func shanghai(june day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0)
        -> LedgerInstant
    {
        let seconds = ((20_604 + day) * 24 + hour - 8) * 3_600 + minute * 60 + second
        return LedgerInstant(millisecondsSinceEpoch: Int64(seconds) * 1_000)
    }
}

extension ContestDay {
    static func june(_ day: Int) -> ContestDay { ContestDay(number: Int32(20_604 + day)) }
}

extension ContestRules {
    /// All of June in Shanghai, with one track.
    static func shanghai(_ track: TrackRules, closing: ClosingPolicy) -> ContestRules {
        ContestRules(
            contest: "bench",
            title: "测试",
            bank: "bench",
            schedule: ContestSchedule(
                timeZone: "Asia/Shanghai",
                opensAt: .shanghai(june: 1),
                closesAt: .shanghai(june: 30),
                closing: closing,
                firstDay: .june(1),
                dayStarts: (1...40).map { .shanghai(june: $0) }
            ),
            tracks: [track]
        )
    }
}

extension TrackRules {
    /// The rules of the national contest of 2023: once a day, five questions, 150 seconds.
    static func main(
        attemptsPerDay: Int? = 1,
        delivery: DeliveryMode = .wholePaper,
        feedback: RevealPolicy = .afterSubmission
    ) -> TrackRules {
        TrackRules(
            name: "main",
            title: "正式",
            attemptsPerDay: attemptsPerDay,
            paper: PaperBlueprint(sections: [PaperSection(count: 5)]),
            timeLimit: TimeLimit(milliseconds: 150_000),
            delivery: delivery,
            feedback: feedback
        )
    }
}

extension QuestionBank {
    /// Single-choice questions whose right option says so.
    static func stems(_ count: Int) -> QuestionBank {
        QuestionBank(
            bank: "bench",
            title: "测试",
            published: false,
            questions: (0..<count).map { index in
                Question(
                    id: "q\(index)",
                    type: .single,
                    stem: "第 \(index) 题",
                    options: ["对的", "错的 1", "错的 2", "错的 3"],
                    key: .option(0)
                )
            }
        )
    }
}
