@testable import ContestEngine
import ContestModel

extension Simulation {
    /// A client sends a request to the server whose turn it is.
    mutating func send(_ request: Oracle.Request) {
        note("\(request)")
        let waiter = oracle.ask(request, at: now)
        switch request {
        case .register(let number):
            let person = people[number]
            // The store was looked up some facts ago, as it is while another copy is on its way.
            let lookedAt = max(0, machine.head - LedgerSequence(waiter % 7))
            if let known = store.ledger.registrations[person.key], known.sequence <= lookedAt {
                return deliver(.success(.duplicate(known.sequence)), to: waiter)
            }
            machine.register(
                RegistrationCommand(
                    key: person.key,
                    pseudonym: Pseudonym(bits: random.next()),
                    region: person.region,
                    unit: person.unit,
                    consentVersion: 1,
                    byGuardian: false,
                    person: nil
                ),
                lookedAt: lookedAt,
                now: now,
                waiter: waiter
            )
        case .start(let participant, let track):
            machine.start(
                participant,
                track: track,
                seed: random.next(),
                now: now,
                waiter: waiter
            )
        case .respond(let command): machine.respond(command, now: now, waiter: waiter)
        case .submit(let attempt, let participant):
            machine.submit(attempt, of: participant, now: now, waiter: waiter)
        case .read(let attempt, let participant):
            machine.read(attempt, of: participant, now: now, waiter: waiter)
        case .grant(let fact): machine.grant(fact, now: now, waiter: waiter)
        case .organise(.amendment(let act)): machine.act(act, now: now, waiter: waiter)
        case .organise(let body): machine.applyVersions([body], now: now, waiter: waiter)
        }
    }

    /// Somebody whose request came to nothing, or to nobody knows what, sends it again; others have
    /// gone for good.
    mutating func retry() {
        guard !retries.isEmpty else { return }
        let request = retries.remove(at: random.below(retries.count))
        guard random.chance(80), isHere(request) else { return }
        note("again:")
        send(request)
    }

    /// Whether a request may go to the server whose turn it is.
    private func isHere(_ request: Oracle.Request) -> Bool {
        switch request {
        case .register: true
        case .start(let participant, _), .submit(_, let participant), .read(_, let participant):
            isAtHome(participant)
        case .respond(let command): isAtHome(command.participant)
        case .grant(let fact): fact.source == .organiser || isAtHome(fact.participant)
        case .organise: false
        }
    }
}
