import ContestEngine
import ContestModel
import Exports
import Foundation
import Leaderboards
import Logging
import SQLiteStore

/// The report of the county's month: 60,019 people with 22 attempts and 27,609 with 21, read from a
/// ledger on disk: `bench county`.
///
/// The reference is the reading of the same attempts and submissions alone, in the same run.
enum CountyRound {
    private static let people = 87_628
    private static let often = 60_019

    static func run(folder: String) async throws {
        let store = try SQLiteStore(path: folder + "/county.sqlite")
        try await fill(store)
        let secrets = ContestSecrets(master: Array(repeating: 7, count: 32), contest: "county")
        let contest = try await Contest(
            name: "county",
            store: store,
            vault: PersonVault(secrets),
            clock: AnchoredClock(),
            logger: Logger(label: "bench")
        )
        let clock = ContinuousClock()
        var began = clock.now
        let head = try await store.head()
        var attempts = await contest.endedAttempts(through: head.sequence)
        var count = 0
        while let page = try await attempts.next() { count += page.count }
        let reading = began.duration(to: clock.now) / .seconds(1)
        let before = peakMiB()
        began = clock.now
        let found = try await contest.figures()
        let folding = began.duration(to: clock.now) / .seconds(1)
        guard let view = contest.published else { return }
        let report = ContestReport(
            cover: ExportCover(
                rules: view.rules,
                isPreliminary: view.isPreliminary,
                sequence: head.sequence,
                chain: "",
                chainSequence: head.sequence,
                madeAt: .epoch
            ),
            rules: view.rules,
            figures: found.figures
        )
        print("  县级报告 / the county's report：\(report.sentence)")
        let note = "读并汇总 reading and folding, \(count) attempts"
        BenchFigure(name: "county.reading_seconds", value: reading, unit: "s").emit()
        BenchFigure(name: "county.report_seconds", value: folding, unit: "s", note: note).emit()
        BenchFigure(
            name: "county.memory_grown",
            value: Double(peakMiB() - before),
            unit: "MiB"
        ).emit()
    }

    /// Registrations, then day by day everybody's attempt and its end.
    private static func fill(_ store: SQLiteStore) async throws {
        let day: Int32 = 19_509
        var pending: [LedgerEntry] = []
        var sequence: Int64 = 0
        func add(_ body: FactBody, _ day: Int32) async throws {
            let at = LedgerInstant(millisecondsSinceEpoch: Int64(day) * 86_400_000)
            pending.append(LedgerEntry(Fact(at: at, body: body)))
            sequence += 1
            if pending.count >= 2_048 {
                _ = try await store.append(pending)
                pending.removeAll(keepingCapacity: true)
            }
        }
        for version in try versions(day) { try await add(version, day) }
        for person in 0..<people {
            let fact = RegistrationFact(
                participant: ParticipantIndex(rawValue: UInt32(person)),
                pseudonym: Pseudonym(bits: UInt64(person)),
                key: IdempotencyKey(high: 1, low: UInt64(person)),
                region: .none,
                unit: .none,
                consentVersion: 1,
                byGuardian: false
            )
            try await add(.registration(fact), day)
        }
        for round in 0..<22 {
            for person in 0..<(round < 21 ? people : often) {
                let facts = attempt(person, day + Int32(round), round, sequence + 1)
                for fact in facts { try await add(fact, day + Int32(round)) }
            }
        }
        _ = try await store.append(pending)
    }

    private static func attempt(
        _ person: Int,
        _ day: Int32,
        _ round: Int,
        _ sequence: Int64
    ) -> [FactBody] {
        let right = UInt8((person + round) % 6)
        let start = AttemptFact(
            participant: ParticipantIndex(rawValue: UInt32(person)),
            track: 0,
            day: ContestDay(number: day),
            ordinal: 1,
            totalOrdinal: Int32(round + 1),
            deadline: nil,
            rulesVersion: 1,
            bankVersion: 1,
            algorithm: 1,
            seed: 0,
            paper: Paper(questions: [])
        )
        let end = SubmissionFact(
            attempt: AttemptID(sequence: sequence),
            endedAt: LedgerInstant(millisecondsSinceEpoch: Int64(day) * 86_400_000),
            elapsed: .seconds(60),
            ending: .submitted,
            region: .none,
            unit: .none,
            score: Score(
                drawn: 5,
                answered: 5,
                right: right,
                points: Points(hundredths: Int32(right) * 100),
                lots: 0,
                counts: true
            ),
            keyRevision: 0
        )
        return [.attempt(start), .submission(end)]
    }

    private static func versions(_ day: Int32) throws -> [FactBody] {
        let question = Question(
            id: "q",
            type: .single,
            stem: "题",
            options: ["甲", "乙"],
            key: .option(0)
        )
        let bank = QuestionBank(
            bank: "county",
            title: "county",
            published: false,
            questions: [question]
        )
        let starts = (0..<40).map {
            LedgerInstant(millisecondsSinceEpoch: (Int64(day) + $0) * 86_400_000)
        }
        let rules = ContestRules(
            contest: "county",
            title: "人人讲安全、个个会应急",
            bank: "county",
            schedule: ContestSchedule(
                timeZone: "UTC",
                opensAt: starts[0],
                closesAt: starts[30],
                firstDay: ContestDay(number: day),
                dayStarts: starts
            ),
            tracks: [
                TrackRules(
                    name: "main",
                    title: "main",
                    paper: PaperBlueprint(sections: [PaperSection(count: 1)])
                )
            ]
        )
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
        ]
    }

    private static func peakMiB() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
    }
}
