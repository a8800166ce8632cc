@testable import ContestEngine
import ContestModel

extension Oracle {
    /// Whether a refusal was right, as far as the ledger alone can tell.
    mutating func judge(_ refusal: Refusal, to call: Call, _ ledger: SimulatedLedger) {
        switch (call.request, refusal) {
        case (.start(let participant, let track), .noAttemptsLeft):
            if contest.factCount > ledger.facts.count { contest = freshContest() }
            contest.follow(ledger.facts)
            expect(
                contest.isExhausted(participant, track: track, at: call.askedAt),
                "\(participant) has attempts left in \(track) at \(call.askedAt) and was refused"
            )
        case (.submit(let attempt, let participant), .unknownAttempt),
            (.read(let attempt, let participant), .unknownAttempt):
            expect(
                !isOpen(attempt, participant, ledger),
                "\(attempt) of \(participant) is open in the ledger and was not known"
            )
        case (.respond(let command), .unknownAttempt) where command.revision == nil:
            expect(
                !isOpen(command.attempt, command.participant, ledger),
                "\(command.attempt) is open in the ledger and was not known"
            )
        case (.start, .unknownAttempt), (.register, .unknownParticipant), (_, .unknownTrack):
            expect(false, "\(call.request) was refused with \(refusal)")
        default: break
        }
    }

    private func isOpen(
        _ attempt: AttemptID,
        _ participant: ParticipantIndex,
        _ ledger: SimulatedLedger
    ) -> Bool {
        guard case .attempt(let body)? = ledger.fact(attempt.sequence)?.body else { return false }
        return body.participant == participant && ledger.submissions[attempt] == nil
    }

    private func freshContest() -> NaiveContest {
        var fresh = NaiveContest()
        fresh.isShared = contest.isShared
        return fresh
    }

    /// Judges the whole ledger, fact by fact, and what was acknowledged against it.
    mutating func checkLedger(_ facts: [CommittedFact]) {
        let numbers = facts.compactMap { fact in
            if case .registration(let body) = fact.fact.body {
                body.participant.rawValue
            } else {
                nil
            }
        }
        expect(
            numbers == Array(0..<UInt32(numbers.count)),
            "participants are numbered \(numbers), not one after the other"
        )
        checkAcknowledged(facts)
        var contest = freshContest()
        contest.follow(facts)
        violations += contest.violations
    }
}
