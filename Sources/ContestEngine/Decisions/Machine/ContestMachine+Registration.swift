import ContestModel
import Leaderboards

/// What is needed to enter a person.
struct RegistrationCommand: Sendable {
    var key: IdempotencyKey
    var pseudonym: Pseudonym
    var region: NodeID
    var unit: NodeID
    var consentVersion: Int32
    var byGuardian: Bool
    var person: SealedPerson?
}

extension ContestMachine {
    /// A person enters.
    ///
    /// The same key again gives the same account.
    ///
    /// - Parameter lookedAt: The store had no registration under the key when this fact was the last
    ///   that memory knew of.
    mutating func register(
        _ command: RegistrationCommand,
        lookedAt: LedgerSequence,
        now: LedgerInstant,
        waiter: Waiter
    ) {
        if let sequence = recentRegistrations.sequence(of: command.key) {
            return answer(waiter, .success(.duplicate(sequence)))
        }
        // A number that is given out and not used would leave a gap between participants for ever.
        guard recentRegistrations.isComplete(after: lookedAt) else {
            return refuse(waiter, .overloaded(after: .seconds(1)))
        }
        if let ticket = registrations[command.key], committer.join(ticket, waiter) { return }
        if let refusal = registrationRefusal(command, now: now) { return refuse(waiter, refusal) }
        guard committer.waitingCount < limits.queuedFactsForStarts, !omissionInFlight else {
            return refuse(waiter, .overloaded(after: .seconds(1)))
        }
        guard let index = UInt32(exactly: entries.count) else {
            return refuse(waiter, .unavailable)
        }
        let participant = ParticipantIndex(rawValue: index)
        entries.reserve()
        tracks.append(contentsOf: repeatElement(TrackState(), count: trackCount))
        var person = command.person
        person?.participant = participant
        let fact = RegistrationFact(
            participant: participant,
            pseudonym: command.pseudonym,
            key: command.key,
            region: command.region,
            unit: command.unit,
            consentVersion: command.consentVersion,
            byGuardian: command.byGuardian
        )
        registrations[command.key] = enqueue(
            .registration(fact),
            at: now,
            for: .registration(participant),
            waiter: waiter,
            person: person
        )
    }

    private func registrationRefusal(_ command: RegistrationCommand, now: LedgerInstant)
        -> Refusal?
    {
        let closing = lifecycle.closesAt(schedule)
        if !lifecycle.isOpen { return .notOpenYet(opensAt: schedule.opensAt) }
        if now >= closing { return .contestClosed(at: closing) }
        if command.region != .none, !setup.regions.isLeaf(command.region) { return .unknownGroup }
        if command.unit != .none, !setup.units.isLeaf(command.unit) { return .unknownGroup }
        let hasGroups = !setup.regions.tree.nodes.isEmpty || !setup.units.tree.nodes.isEmpty
        if hasGroups && command.region == .none && command.unit == .none { return .unknownGroup }
        return nil
    }

    /// A person is in the ledger.
    mutating func applyRegistration(_ fact: RegistrationFact) {
        let index = Int(fact.participant.rawValue)
        let entry = Entry(pseudonym: fact.pseudonym, region: fact.region, unit: fact.unit)
        entries.enter(entry, at: index)
        while tracks.count < entries.count * trackCount { tracks.append(TrackState()) }
        fold.enter(
            fact.participant,
            region: fact.region,
            unit: fact.unit,
            lot: lot(of: fact.pseudonym)
        )
    }

    /// What breaks a person's ties where the contest's lots do: 38 bits that anyone can work out.
    func lot(of pseudonym: Pseudonym) -> UInt64 {
        guard rules.ranking.breakers.contains(.lot) else { return 0 }
        return TieLot.number(seed: rules.ranking.lotSeed, pseudonym: pseudonym)
    }

    /// A grant is asked for; the same key again gets the first one's outcome.
    ///
    /// What a person earns is of the day on which it is decided: one that was decided before midnight
    /// and is decided again after it uses up nothing of a day that nobody remembers.
    mutating func grant(_ asked: GrantFact, now: LedgerInstant, waiter: Waiter) {
        var fact = asked
        if fact.source != .organiser, let today = schedule.day(of: now) { fact.day = today }
        guard let index = trackIndex(fact.participant, fact.track), entry(fact.participant) != nil
        else { return refuse(waiter, .unknownParticipant) }
        if fact.source != .organiser {
            if let refusal = lifecycle.refusal(at: now, schedule) { return refuse(waiter, refusal) }
            let rule = rules.tracks[Int(fact.track)].grants.first { $0.source == fact.source }
            guard let rule else { return refuse(waiter, .grantNotOffered) }
            grants[index, default: TrackGrants()].turn(to: fact.day)
            let earned = grants[index]?.earned ?? [:]
            let used = earned.values.count { $0.source == fact.source }
            guard earned[fact.key] != nil || used < rule.perDay else {
                return refuse(waiter, .grantNotOffered)
            }
        }
        guard committer.hasRoom else { return refuse(waiter, .overloaded(after: .seconds(1))) }
        if fact.source != .organiser && grants[index]?.earned[fact.key] == nil {
            grants[index]?.earned[fact.key] = .init(source: fact.source, isCommitted: false)
        }
        _ = enqueue(.grant(fact), at: now, for: .grant(fact.participant), waiter: waiter)
    }

    /// A grant turned out to be there already: unless it is today's, it uses up nothing of today.
    mutating func settleGrant(_ fact: GrantFact) {
        guard let index = trackIndex(fact.participant, fact.track),
            grants[index]?.earned[fact.key]?.isCommitted == false
        else { return }
        grants[index]?.earned[fact.key] = nil
    }

    /// A grant is in the ledger.
    mutating func applyGrant(_ fact: GrantFact) {
        guard let index = trackIndex(fact.participant, fact.track) else { return }
        grants[index, default: TrackGrants()].count(fact)
    }
}
