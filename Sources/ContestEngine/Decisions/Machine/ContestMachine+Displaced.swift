import ContestModel

/// What was decided on a memory in which another writer's facts are missing.
struct Displaced<Waiter: Sendable>: Sendable {
    var queued: [Committer<Waiter>.Queued]
    /// How often in a row it has happened, this time included.
    var round: Int
    /// The last fact of the memory on which it was decided.
    var lookedAt: LedgerSequence

    /// Beyond so many times callers are told to come back.
    static var roundLimit: Int { 8 }
}

extension ContestMachine {
    /// Gives up what is decided and not in the ledger: what lost its place to another writer, then
    /// what waits behind it.
    ///
    /// None of it is in the ledger, so that all of it can be decided again.
    mutating func takeDisplaced() -> Displaced<Waiter> {
        let round = displaced.isEmpty ? 0 : displacements + 1
        defer { displaced = [] }
        return Displaced(
            queued: displaced + committer.takeWaiting(),
            round: round,
            lookedAt: head
        )
    }

    /// Decides again, in the same order, what another memory had decided; this one knows more.
    ///
    /// The sweeper's decisions are left to it, and organisers' to their author: what they saw when
    /// they decided is not so any more.
    mutating func decideAgain(_ displaced: Displaced<Waiter>, now: LedgerInstant) {
        displacements = displaced.round
        guard displaced.round <= Displaced<Waiter>.roundLimit else {
            return refuse(displaced, .overloaded(after: .seconds(1)))
        }
        for queued in displaced.queued {
            let caller = queued.caller
            for waiter in [caller.waiter].compactMap(\.self) + caller.others {
                decideAgain(queued, lookedAt: displaced.lookedAt, now: now, waiter: waiter)
            }
        }
    }

    /// Tells everyone who waits for a displaced decision that it will not be made.
    mutating func refuse(_ displaced: Displaced<Waiter>, _ refusal: Refusal) {
        for queued in displaced.queued { answerAll(queued.caller, .failure(refusal)) }
    }

    private mutating func decideAgain(
        _ queued: Committer<Waiter>.Queued,
        lookedAt: LedgerSequence,
        now: LedgerInstant,
        waiter: Waiter
    ) {
        switch (queued.caller.purpose, queued.entry.fact.body) {
        case (_, .registration(let fact)):
            register(
                RegistrationCommand(
                    key: fact.key,
                    pseudonym: fact.pseudonym,
                    region: fact.region,
                    unit: fact.unit,
                    consentVersion: fact.consentVersion,
                    byGuardian: fact.byGuardian,
                    person: queued.entry.person
                ),
                lookedAt: lookedAt,
                now: now,
                waiter: waiter
            )
        case (_, .grant(let fact)): grant(fact, now: now, waiter: waiter)
        case (_, .attempt(let fact)) where rules.tracks.indices.contains(Int(fact.track)):
            let track = rules.tracks[Int(fact.track)].name
            start(fact.participant, track: track, seed: fact.seed, now: now, waiter: waiter)
        case (.response(_, let command), _): respond(command, now: now, waiter: waiter)
        case (.submission(_, let participant), .submission(let fact)):
            submit(fact.attempt, of: participant, now: now, waiter: waiter)
        default: refuse(waiter, .overloaded(after: .seconds(1)))
        }
    }
}
