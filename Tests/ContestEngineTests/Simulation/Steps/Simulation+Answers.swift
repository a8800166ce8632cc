@testable import ContestEngine
import ContestModel

extension Simulation {
    /// A caller is answered: the oracle judges, and the person learns.
    mutating func deliver(_ answer: ContestMachine<Int>.Answer, to waiter: Int) {
        guard let call = oracle.answered(waiter) else { return }
        let ledger = store.ledger
        switch answer {
        case .success(let reply):
            note("told \(waiter): \(reply)")
            learn(reply, call, ledger)
            oracle.judge(reply, to: call, ledger)
        case .failure(let refusal):
            note("refused \(waiter): \(refusal)")
            if refusal == .unknownAttempt { readAgain(call, ledger) }
            if refusal.isWorthRetrying { retries.append(call.request) }
            // What another server wrote a moment ago need not be known here yet.
            if isUpToDate { oracle.judge(refusal, to: call, ledger) }
        }
    }

    private mutating func learn(
        _ reply: CommandReply,
        _ call: Oracle.Call,
        _ ledger: SimulatedLedger
    ) {
        switch (call.request, reply) {
        case (.register(let number), .registered(let receipt)):
            people[number].index = receipt.participant
        case (.register(let number), .duplicate(let sequence)):
            guard case .registration(let body)? = ledger.fact(sequence)?.body else { return }
            people[number].index = body.participant
        case (.start(let participant, _), .attempt(let view)):
            for number in people.indices where people[number].index == participant {
                if !people[number].attempts.contains(view.id) {
                    people[number].attempts.append(view.id)
                }
            }
        default: break
        }
    }

    /// What is not under way is read from the store, as the actor does.
    private mutating func readAgain(_ call: Oracle.Call, _ ledger: SimulatedLedger) {
        guard case .submit(let attempt, let participant) = call.request,
            let record = ledger.record(attempt), record.attempt.participant == participant,
            let submission = record.submission, case .submission(let body) = submission.fact.body
        else { return }
        let receipt = SubmissionReceipt(body, sequence: submission.sequence, showsMark: false)
        oracle.judge(.submission(receipt), to: call, ledger)
    }
}

extension SimulatedLedger {
    /// The fact at a place; nil beyond the end.
    func fact(_ sequence: LedgerSequence) -> Fact? {
        let index = Int(sequence) - 1
        return facts.indices.contains(index) ? facts[index].fact : nil
    }
}

extension Refusal {
    /// Whether the same request may fare better later.
    fileprivate var isWorthRetrying: Bool {
        switch self {
        case .overloaded, .storageFull, .outcomeUnknown, .unavailable: true
        default: false
        }
    }
}
