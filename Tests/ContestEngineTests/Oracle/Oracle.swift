@testable import ContestEngine
import ContestModel

/// What callers asked and were told, and whether that can be true.
///
/// It reads the store's facts and nothing of the machine. Whatever is said here about limits,
/// deadlines and marks is written out anew from the contest's rules.
struct Oracle {
    /// What somebody asked for.
    enum Request {
        case register(Int)
        case start(ParticipantIndex, String)
        case respond(ResponseCommand)
        case submit(AttemptID, ParticipantIndex)
        case read(AttemptID, ParticipantIndex)
        case grant(GrantFact)
        case organise(FactBody)
    }

    /// A call under way.
    struct Call {
        var request: Request
        var askedAt: LedgerInstant
        /// The server that was asked.
        var node: Int
    }

    var violations: [String] = []
    /// The contest as its facts told it so far, for refusals that are judged on the way.
    var contest = NaiveContest()
    /// The server whose turn it is.
    var node = 0
    private var callers: [Int: Call] = [:]
    private var callCount = 0
    /// What was acknowledged: it must be in the ledger, there and so, for ever.
    private var acknowledged: [LedgerSequence: Fact] = [:]
    var acknowledgedCount: Int { acknowledged.count }
    private var receipts: [AttemptID: SubmissionReceipt] = [:]
    private var participants: [Int: ParticipantIndex] = [:]

    /// Somebody calls; the number stands for who waits for the answer.
    mutating func ask(_ request: Request, at instant: LedgerInstant) -> Int {
        callCount += 1
        callers[callCount] = Call(request: request, askedAt: instant, node: node)
        return callCount
    }

    /// Takes note of an answer; nobody is answered twice.
    mutating func answered(_ waiter: Int) -> Call? {
        guard let call = callers.removeValue(forKey: waiter) else {
            violations.append("waiter \(waiter) was answered twice, or never asked")
            return nil
        }
        return call
    }

    /// The server died: nobody waits for it any more.
    ///
    /// - Returns: What they had asked for, in order.
    mutating func forgetCallers() -> [Request] {
        let lost = callers.filter { $0.value.node == node }.sorted { $0.key < $1.key }
        for (waiter, _) in lost { callers[waiter] = nil }
        return lost.map(\.value.request)
    }

    /// Nothing is queued, so nobody may be waiting.
    mutating func expectSilence() {
        let waiting = callers.filter { $0.value.node == node }
        guard let (waiter, call) = waiting.min(by: { $0.key < $1.key }) else { return }
        violations.append("waiter \(waiter) was never answered: \(call.request)")
    }

    /// Says what does not hold; nothing when the condition holds.
    mutating func expect(_ condition: Bool, _ text: @autoclosure () -> String) {
        if !condition { violations.append(text()) }
    }

    /// A fact was acknowledged: it is in the ledger now and stays there.
    mutating func acknowledge(_ sequence: LedgerSequence, _ ledger: SimulatedLedger) -> Fact? {
        guard let fact = ledger.fact(sequence) else {
            violations.append("fact \(sequence) was acknowledged and is not in the ledger")
            return nil
        }
        if let known = acknowledged.updateValue(fact, forKey: sequence), known != fact {
            violations.append("fact \(sequence) was acknowledged as \(known), and as \(fact)")
        }
        return fact
    }

    /// Every copy of a submission gets the same receipt, but for whether the mark is shown.
    mutating func note(_ receipt: SubmissionReceipt) {
        var bare = receipt
        bare.mark = nil
        if let first = receipts.updateValue(bare, forKey: receipt.attempt), first != bare {
            violations.append("two receipts of one submission: \(first) and \(bare)")
        }
    }

    /// A person has one account, however often the registration was sent.
    mutating func note(_ person: Int, is participant: ParticipantIndex) {
        let first = participants.updateValue(participant, forKey: person) ?? participant
        expect(first == participant, "person \(person) is \(first) and \(participant)")
    }

    /// What was acknowledged is there, once, as it was.
    mutating func checkAcknowledged(_ facts: [CommittedFact]) {
        for (sequence, fact) in acknowledged {
            let index = Int(sequence) - 1
            let found = facts.indices.contains(index) ? facts[index].fact : nil
            expect(found == fact, "acknowledged fact \(sequence) \(fact) is now \(found as Any)")
        }
    }
}
