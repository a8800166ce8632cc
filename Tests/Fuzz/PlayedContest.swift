@testable import ContestEngine
import ContestModel
import Leaderboards
import QuestionBanks

/// A contest with one person in the middle of a paper, as a value: every input begins from a copy.
struct PlayedContest: Sendable {
    private(set) var machine: ContestMachine<Int>
    private(set) var paper: AttemptView
    let participant: ParticipantIndex
    private var sequence: LedgerSequence = 0

    private static let rules = """
        {"contest": "fuzz", "title": "试", "bank": "sample", "opens": "2027-01-01 00:00",
         "closes": "2027-12-31 24:00", "tracks": [{"name": "main", "paper": {"questions": 3},
         "time_limit": "10min", "delivery": "whole_paper", "feedback": "after_submission"}]}
        """

    /// nil where the contest's own files cannot be used, which is a fault of this program.
    init?() {
        let read = ContestFileReader.read(Array(Self.rules.utf8), file: "fuzz", format: .json)
        guard let rules = read.value,
            let content = try? CanonicalJSON.encode(rules),
            let bank = try? FuzzTarget.sampleBank.canonicalBytes()
        else { return nil }
        let versions: [FactBody] = [
            .contestVersion(
                ContestVersionFact(version: 1, content: Array(content), actor: "fuzz", reason: "")
            ),
            .bankVersion(
                BankVersionFact(
                    version: 1,
                    digest: String(repeating: "0", count: 64),
                    content: Array(bank)
                )
            ),
        ]
        guard let setup = ContestSetup(versions.map { Fact(at: .epoch, body: $0) }) else {
            return nil
        }
        machine = ContestMachine(setup: setup, limits: EngineLimits())
        participant = ParticipantIndex(rawValue: 0)
        paper = AttemptView(
            id: AttemptID(sequence: 0),
            track: "",
            day: ContestDay(number: 0),
            startedAt: .epoch,
            deadline: .epoch,
            now: .epoch,
            delivery: .wholePaper,
            questionCount: 0,
            questions: []
        )
        machine.fold.turn(to: machine.schedule.day(of: Self.now) ?? machine.schedule.firstDay)
        machine.act(
            AmendmentFact(kind: .open, actor: "fuzz", reasonCode: "fuzz", reason: "fuzz"),
            now: Self.now,
            waiter: 0
        )
        commit()
        machine.register(
            RegistrationCommand(
                key: IdempotencyKey(high: 1, low: 1),
                pseudonym: Pseudonym(bits: 1),
                region: .none,
                unit: .none,
                consentVersion: 1,
                byGuardian: false,
                person: nil
            ),
            lookedAt: machine.head,
            now: Self.now,
            waiter: 1
        )
        commit()
        machine.start(participant, track: "main", seed: 1, now: Self.now, waiter: 2)
        commit()
        for case .resume(_, .success(.attempt(let view))) in machine.effects { paper = view }
        machine.effects = []
        guard paper.questionCount == 3 else { return nil }
    }

    static let now = FuzzTarget.now

    /// Writes what was decided, and gives back what callers are told.
    mutating func answers(to command: (inout ContestMachine<Int>) -> Void)
        -> [ContestMachine<Int>.Answer]
    {
        command(&machine)
        commit()
        let effects = machine.effects
        machine.effects = []
        return effects.map { effect in
            switch effect {
            case .resume(_, let answer): answer
            }
        }
    }

    private mutating func commit() {
        while let batch = machine.committer.takeBatch() {
            var outcomes: [FactOutcome] = []
            for _ in batch {
                sequence += 1
                outcomes.append(.committed(sequence))
            }
            machine.apply(machine.written(outcomes), now: Self.now)
        }
    }
}
