@testable import ContestEngine
import ContestModel
import Leaderboards

// Bugs that are put in on purpose. Each spoils the machine or the store in one place, as a slip in
// the engine's code would; the oracle must say so.
extension Simulation {
    mutating func plantBeforeStart(_ participant: ParticipantIndex) {
        guard let day = machine.schedule.day(of: now) else { return }
        for track in 0..<machine.trackCount {
            guard let state = machine.trackIndex(participant, UInt8(track)) else { continue }
            switch plant {
            case .skippedLimit:
                machine.tracks[state].grantDay = day
                machine.tracks[state].granted = 50
            case .secondOpenAttempt: machine.tracks[state].open = -1
            default: break
            }
        }
    }

    mutating func plantBeforeSubmission(_ attempt: AttemptID) {
        guard plant == .wrongGrade, let slot = machine.slotOfAttempt[attempt.sequence] else {
            return
        }
        machine.slots[slot]?.answers[0].chosen = .empty
    }

    mutating func plantAfterBatch(since before: LedgerSequence) {
        switch plant {
        case .doubledTally: doubleTally(since: before)
        case .lenientDeadline: lengthenAttempts(since: before)
        default: break
        }
    }

    private mutating func doubleTally(since before: LedgerSequence) {
        for fact in store.ledger.facts.dropFirst(Int(before)) {
            guard case .submission(let body) = fact.fact.body, random.chance(40),
                let start = store.ledger.facts.first(where: { $0.sequence == body.attempt.sequence }
                ),
                case .attempt(let attempt) = start.fact.body
            else { continue }
            machine.fold.take(FoldedSubmission(EndedAttempt(start, attempt, fact, body)))
        }
    }

    private mutating func lengthenAttempts(since before: LedgerSequence) {
        for fact in store.ledger.facts.dropFirst(Int(before)) {
            guard case .attempt(var body) = fact.fact.body,
                let slot = machine.slotOfAttempt[fact.sequence], let open = machine.slots[slot]
            else { continue }
            body.deadline = body.deadline?.advanced(by: .seconds(60))
            var longer = OpenAttempt(
                body,
                startedAt: fact.fact.at,
                edition: open.edition,
                wholePaper: true,
                stage: .running
            )
            longer.id = open.id
            longer.answers = open.answers
            machine.slots[slot] = longer
        }
        machine.rebuildDeadlines()
    }
}
