import ContestEngine
import ContestModel
import SQLiteStore

/// Attempts of past days, written straight into a ledger: what a contest looks like that has been
/// running for a while.
enum BenchHistory {
    /// Gives everybody `attempts` ended attempts, one a day from the contest's first day on.
    ///
    /// - Parameter often: How many people have one more; nil for none.
    static func write(
        to store: SQLiteStore,
        people: Int,
        attempts: Int,
        often: Int = 0
    ) async throws {
        var sequence = try await store.head().sequence
        var pending: [LedgerEntry] = []
        for day in 0..<Int32(attempts + (often > 0 ? 1 : 0)) {
            let at = BenchContest.instant(day: day)
            for person in 0..<(day < attempts ? people : often) {
                let start = start(person, day, Int32(day + 1))
                pending.append(LedgerEntry(Fact(at: at, body: .attempt(start))))
                sequence += 1
                let end = end(of: sequence, person, day)
                pending.append(LedgerEntry(Fact(at: end.endedAt, body: .submission(end))))
                sequence += 1
                if pending.count >= 4_096 {
                    _ = try await store.append(pending)
                    pending.removeAll(keepingCapacity: true)
                }
            }
        }
        if !pending.isEmpty { _ = try await store.append(pending) }
    }

    private static func start(_ person: Int, _ day: Int32, _ total: Int32) -> AttemptFact {
        let questions = (0..<BenchContest.questionCount).map { position in
            DrawnQuestion(
                question: QuestionIndex((person &* 31 + position &* 97) % BenchContest.bankSize),
                order: .identity
            )
        }
        return AttemptFact(
            participant: ParticipantIndex(rawValue: UInt32(person)),
            track: 0,
            day: ContestDay(number: BenchContest.firstDay + day),
            ordinal: 1,
            totalOrdinal: total,
            deadline: BenchContest.instant(day: day).advanced(by: .seconds(150)),
            rulesVersion: 1,
            bankVersion: 1,
            algorithm: 1,
            seed: UInt64(person),
            paper: Paper(questions: questions)
        )
    }

    private static func end(of attempt: Int64, _ person: Int, _ day: Int32) -> SubmissionFact {
        let right = UInt8(truncatingIfNeeded: (person &* 7 &+ Int(day) &* 3) % 6)
        let elapsed = 20_000 + Int64((person &* 7_919) % 100_000)
        return SubmissionFact(
            attempt: AttemptID(sequence: attempt),
            endedAt: BenchContest.instant(day: day).advanced(by: .milliseconds(elapsed)),
            elapsed: .milliseconds(elapsed),
            ending: .submitted,
            region: BenchContest.region(of: person),
            unit: BenchContest.unit(of: person),
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
    }
}
