import ContestEngine
import ContestModel
import Foundation
import Logging
import SQLiteStore

/// A contest by the rules of national 2023 on a real ledger, with as many people as wanted: five
/// questions a paper, boards of the whole contest, the day and the week, and of every region and
/// unit.
///
/// People are written straight into the ledger, with something sealed in the place of a name, so
/// that ten million are there within minutes; everything after that goes through the engine.
struct BenchContest {
    /// One county with twenty towns, five departments with forty units each.
    static let towns = 20
    static let unitsPerDepartment = 40
    static let departments = 5
    static let questionCount = 5
    static let bankSize = 500

    let contest: Contest
    let store: SQLiteStore
    let clock: ManualClock
    private let writer: Task<Void, Never>

    /// The contest's first day, as a count of days since 1970: 2023-06-01.
    static let firstDay: Int32 = 19_509

    /// Writes the ledger and opens the contest.
    ///
    /// - Parameter attemptsPerDay: 1 as in 2023, or more for rounds that measure within one day.
    static func make(path: String, people: Int, attemptsPerDay: Int? = 1) async throws
        -> BenchContest
    {
        let store = try SQLiteStore(path: path)
        try await fill(store, people: people, attemptsPerDay: attemptsPerDay)
        return try await open(store)
    }

    /// Opens what was written before.
    static func open(_ store: SQLiteStore, at instant: LedgerInstant? = nil) async throws
        -> BenchContest
    {
        let clock = ManualClock(instant ?? self.instant(day: 0))
        let secrets = ContestSecrets(master: Array(repeating: 7, count: 32), contest: "bench")
        let contest = try await Contest(
            name: "bench",
            store: store,
            vault: PersonVault(secrets),
            clock: clock,
            logger: Logger(label: "bench")
        )
        return BenchContest(
            contest: contest,
            store: store,
            clock: clock,
            writer: Task { await contest.runWriter() }
        )
    }

    /// Lets the writer finish; the store is closed with it.
    func close() async {
        await contest.drain()
        await writer.value
    }

    /// Noon of a day of the contest.
    static func instant(day: Int32) -> LedgerInstant {
        LedgerInstant(millisecondsSinceEpoch: Int64(firstDay + day) * 86_400_000 + 43_200_000)
    }

    static func region(of person: Int) -> NodeID {
        NodeID(rawValue: Int32(2 + person % towns))
    }

    static func unit(of person: Int) -> NodeID {
        let department = person / towns % departments
        let unit = person / (towns * departments) % unitsPerDepartment
        return NodeID(rawValue: Int32(departments + 1 + department * unitsPerDepartment + unit))
    }

    private static func fill(
        _ store: SQLiteStore,
        people: Int,
        attemptsPerDay: Int?
    ) async throws {
        let at = instant(day: 0)
        var pending = try versions(attemptsPerDay).map { LedgerEntry(Fact(at: at, body: $0)) }
        for person in 0..<people {
            let fact = RegistrationFact(
                participant: ParticipantIndex(rawValue: UInt32(person)),
                pseudonym: Pseudonym(bits: UInt64(person) &* 0x9E37_79B9_7F4A_7C15),
                key: IdempotencyKey(high: 1, low: UInt64(person)),
                region: region(of: person),
                unit: unit(of: person),
                consentVersion: 1,
                byGuardian: false
            )
            let sealed = SealedPerson(
                participant: fact.participant,
                wrappedKey: [UInt8](repeating: 1, count: 40),
                sealed: [UInt8](repeating: 2, count: 40),
                lookup: nil
            )
            pending.append(LedgerEntry(Fact(at: at, body: .registration(fact)), person: sealed))
            if pending.count >= 4_096 {
                _ = try await store.append(pending)
                pending.removeAll(keepingCapacity: true)
            }
        }
        let open = AmendmentFact(kind: .open, actor: "bench", reasonCode: "b", reason: "b")
        pending.append(LedgerEntry(Fact(at: at, body: .amendment(open))))
        _ = try await store.append(pending)
    }

    private static func versions(_ attemptsPerDay: Int?) throws -> [FactBody] {
        let questions = (0..<bankSize).map { number in
            Question(
                id: "q-\(number)",
                type: .single,
                stem: "题 \(number)",
                options: ["甲", "乙", "丙", "丁"],
                key: .option(number % 4)
            )
        }
        let bank = QuestionBank(bank: "bench", title: "b", published: false, questions: questions)
        let starts = (0..<40).map {
            LedgerInstant(millisecondsSinceEpoch: Int64(firstDay + $0) * 86_400_000)
        }
        let rules = ContestRules(
            contest: "bench",
            title: "人人讲安全、个个会应急",
            bank: "bench",
            schedule: ContestSchedule(
                timeZone: "UTC",
                opensAt: starts[0],
                closesAt: starts[30],
                firstDay: ContestDay(number: firstDay),
                dayStarts: starts
            ),
            tracks: [
                TrackRules(
                    name: "main",
                    title: "main",
                    attemptsPerDay: attemptsPerDay,
                    paper: PaperBlueprint(sections: [PaperSection(count: questionCount)]),
                    timeLimit: TimeLimit(milliseconds: 150_000),
                    delivery: .oneAtATime,
                    feedback: .afterResponse
                )
            ]
        )
        func tree(_ kind: GroupKind, _ nodes: [GroupNode]) throws -> FactBody {
            let content = Array(try CanonicalJSON.encode(GroupTree(nodes: nodes)))
            return .treeVersion(TreeVersionFact(version: 1, kind: kind, content: content))
        }
        func node(_ id: Int, under parent: Int) -> GroupNode {
            GroupNode(
                id: NodeID(rawValue: Int32(id)),
                code: "\(id)",
                name: "\(id)",
                parent: NodeID(rawValue: Int32(parent))
            )
        }
        let regions = [node(1, under: 0)] + (0..<towns).map { node($0 + 2, under: 1) }
        let units =
            (1...departments).map { node($0, under: 0) }
            + (0..<departments * unitsPerDepartment).map {
                node(departments + 1 + $0, under: 1 + $0 / unitsPerDepartment)
            }
        return [
            .contestVersion(
                ContestVersionFact(
                    version: 1,
                    content: Array(try CanonicalJSON.encode(rules)),
                    actor: "bench",
                    reason: ""
                )
            ),
            .bankVersion(
                BankVersionFact(
                    version: 1,
                    digest: "bench",
                    content: Array(try bank.canonicalBytes())
                )
            ),
            try tree(.region, regions),
            try tree(.unit, units),
        ]
    }
}
