@testable import ContestEngine
import ContestModel
import Leaderboards

/// A bug that is put in on purpose: the oracle must find it, or it shows nothing.
enum PlantedBug: String, CaseIterable, Sendable {
    /// A counted submission goes into the boards twice.
    case doubledTally
    /// The disk forgets a fact that was acknowledged.
    case forgottenFact
    /// A start does not look at the limits.
    case skippedLimit
    /// A caller is never answered.
    case lostWaiter
    /// A caller is answered twice.
    case doubledWaiter
    /// Attempts run a minute longer than their deadline says.
    case lenientDeadline
    /// A checkpoint's slice lacks a row.
    case missingRow
    /// A paper is graded as if its first answer were not there.
    case wrongGrade
    /// A start does not look for an attempt that is open.
    case secondOpenAttempt
    /// A server does not notice that another one wrote.
    case deafNode
    /// What another server's facts displaced is not decided again.
    case droppedDisplaced
    /// What comes in while figures are folded anew is forgotten.
    case forgottenMeanwhile
    /// A fold that was begun for a memory that is gone takes the place of the present one.
    case staleRefold
    /// What was registered while somebody looked it up is forgotten.
    case forgottenKey
}

// Bugs that are put in on purpose. Each spoils the machine or the store in one place, as a slip in
// the engine's code would; the oracle must say so.
extension Simulation {
    mutating func plantBeforeStart(_ participant: ParticipantIndex) {
        guard let day = machine.schedule.day(of: now) else { return }
        for track in 0..<machine.trackCount {
            guard let state = machine.trackIndex(participant, UInt8(track)) else { continue }
            switch plant {
            case .skippedLimit:
                machine.grants[state, default: TrackGrants()].grantDay = day
                machine.grants[state]?.granted = 50
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
        case .deafNode: machine.mustReload = false
        case .forgottenKey: machine.recentRegistrations = RecentRegistrations()
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
