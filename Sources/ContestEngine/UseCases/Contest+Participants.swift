public import ContestModel
import Leaderboards

extension Contest {
    /// A person enters.
    ///
    /// The same key again gives the same account.
    public func register(_ request: RegistrationRequest) async throws -> RegistrationReceipt {
        let lookedAt = machine.head
        if let known = try await store.registration(key: request.key) {
            return try await repeated(known, request)
        }
        let sealed = try vault.seal(request.person, lookup: request.lookup)
        let pseudonym = Pseudonym(bits: entropy.bits())
        let reply = try await perform { machine, now, waiter in
            machine.register(
                RegistrationCommand(
                    key: request.key,
                    pseudonym: pseudonym,
                    region: request.region,
                    unit: request.unit,
                    consentVersion: request.consentVersion,
                    byGuardian: request.byGuardian,
                    person: sealed
                ),
                lookedAt: lookedAt,
                now: now,
                waiter: waiter
            )
        }
        // A copy that joined another gets the other's receipt: it must have been of the same person.
        if case .registered(let receipt) = reply, receipt.pseudonym == pseudonym { return receipt }
        guard let known = try await store.registration(key: request.key) else {
            throw Refusal.outcomeUnknown
        }
        return try await repeated(known, request)
    }

    /// The receipt of a registration that was there already, if it was of the same person: a key
    /// that somebody else has guessed must not hand out their account.
    private func repeated(
        _ known: CommittedFact,
        _ request: RegistrationRequest
    ) async throws -> RegistrationReceipt {
        let receipt = try known.matching(request)
        guard let sealed = try await store.people([receipt.participant]).first else {
            throw Refusal.accountErased
        }
        guard vault.open(sealed) == request.person else { throw Refusal.keyReused }
        return receipt
    }

    /// Refuses somebody whose data was erased: the account has ended, its figures stay.
    func requirePresent(_ participant: ParticipantIndex) throws(Refusal) {
        if !erased.isEmpty && erased.contains(participant) { throw .accountErased }
    }

    /// A person starts an attempt, or goes on with the open one.
    public func start(
        _ participant: ParticipantIndex,
        track: String
    ) async throws(Refusal) -> AttemptView {
        try requirePresent(participant)
        let seed = entropy.bits()
        let reply = try await perform { machine, now, waiter in
            machine.start(participant, track: track, seed: seed, now: now, waiter: waiter)
        }
        guard case .attempt(let view) = reply else { throw .outcomeUnknown }
        return view
    }

    /// A person answers a question.
    ///
    /// - Parameters:
    ///   - position: The question's place in the paper, from zero.
    ///   - revision: Which answer to this question it is, from one; nil to let the server count.
    ///   - shown: The places chosen, in the order shown.
    public func respond(
        _ attempt: AttemptID,
        of participant: ParticipantIndex,
        position: Int,
        revision: UInt16?,
        shown: OptionMask
    ) async throws -> ResponseReceipt {
        try requirePresent(participant)
        let command = ResponseCommand(
            attempt: attempt,
            participant: participant,
            position: position,
            revision: revision,
            shown: shown
        )
        do {
            let reply = try await perform { machine, now, waiter in
                machine.respond(command, now: now, waiter: waiter)
            }
            if case .response(let receipt) = reply { return receipt }
        } catch Refusal.unknownAttempt {
            // Not under way: it may have ended, or the revision may be an older one.
        }
        return try await repeated(command)
    }

    /// A person ends an attempt.
    ///
    /// Every copy of the request gets the same receipt.
    public func submit(
        _ attempt: AttemptID,
        of participant: ParticipantIndex
    ) async throws -> SubmissionReceipt {
        try requirePresent(participant)
        do {
            let reply = try await perform { machine, now, waiter in
                machine.submit(attempt, of: participant, now: now, waiter: waiter)
            }
            if case .submission(let receipt) = reply { return receipt }
        } catch Refusal.unknownAttempt {
            // Not under way: it may have ended before.
        }
        return try await repeated(attempt, of: participant)
    }

    /// The attempt as its person may see it now: under way, or ended.
    public func read(
        _ attempt: AttemptID,
        of participant: ParticipantIndex
    ) async throws -> AttemptState {
        try requirePresent(participant)
        do {
            let reply = try await perform { machine, now, waiter in
                machine.read(attempt, of: participant, now: now, waiter: waiter)
            }
            if case .attempt(let view) = reply { return .underWay(view) }
        } catch Refusal.unknownAttempt {
            // Not under way.
        }
        let record = try await ended(attempt, of: participant)
        guard let result = result(of: record) else { throw Refusal.outcomeUnknown }
        return .ended(result)
    }

    /// A person's ended attempts of one day in one track, with what may be seen of them now.
    public func history(
        of participant: ParticipantIndex,
        track name: String,
        day: ContestDay
    ) async throws -> [SubmissionReceipt] {
        try requirePresent(participant)
        guard let number = machine.rules.tracks.firstIndex(where: { $0.name == name }),
            let track = UInt8(exactly: number)
        else { throw Refusal.unknownTrack }
        return try await store.attempts(of: participant, track: track, day: day)
            .compactMap(receipt(of:))
    }

    /// An extra attempt on the present day.
    public func grant(
        _ participant: ParticipantIndex,
        track name: String,
        source: GrantSource,
        key: IdempotencyKey
    ) async throws -> LedgerSequence {
        try requirePresent(participant)
        guard let number = machine.rules.tracks.firstIndex(where: { $0.name == name }),
            let track = UInt8(exactly: number)
        else { throw Refusal.unknownTrack }
        guard let day = machine.schedule.day(of: now) else {
            throw Refusal.notOpenYet(opensAt: machine.schedule.opensAt)
        }
        let fact = GrantFact(
            participant: participant,
            track: track,
            day: day,
            source: source,
            key: key
        )
        let reply = try await perform { machine, now, waiter in
            machine.grant(fact, now: now, waiter: waiter)
        }
        switch reply {
        case .done(let sequence), .duplicate(let sequence): return sequence
        default: throw Refusal.outcomeUnknown
        }
    }

    /// A person's own standings and key on the overall board, as of the last committed fact.
    public func standing(of participant: ParticipantIndex) throws(Refusal) -> OwnStanding {
        try requirePresent(participant)
        guard let entry = machine.entry(participant) else { throw .unknownParticipant }
        let root = machine.amended.root(of: participant)
        let standings = machine.fold.standings(of: root)
        let key = machine.fold.key(of: root, in: .overall)
        let board = machine.fold.board(in: .overall)
        return OwnStanding(
            pseudonym: entry.pseudonym,
            region: entry.region,
            unit: entry.unit,
            standings: standings,
            key: key,
            rank: key.flatMap { board?.rank(of: $0) },
            ranked: board?.count ?? 0
        )
    }

    /// The public random names of some participants, in their order; nil where unknown.
    public func pseudonyms(of participants: [ParticipantIndex]) -> [Pseudonym?] {
        participants.map { machine.entry($0)?.pseudonym }
    }

    /// The receipt of a response that was there before.
    func repeated(_ command: ResponseCommand) async throws -> ResponseReceipt {
        guard let record = try await store.attempt(command.attempt),
            record.attempt.participant == command.participant
        else { throw Refusal.unknownAttempt }
        return try receipt(of: record, repeating: command)
    }

    /// The receipt of a submission that was there before.
    func repeated(
        _ attempt: AttemptID,
        of participant: ParticipantIndex
    ) async throws -> SubmissionReceipt {
        let record = try await ended(attempt, of: participant)
        guard let receipt = receipt(of: record) else { throw Refusal.outcomeUnknown }
        return receipt
    }

    private func ended(
        _ attempt: AttemptID,
        of participant: ParticipantIndex
    ) async throws -> AttemptRecord {
        guard let record = try await store.attempt(attempt),
            record.attempt.participant == participant, record.submission != nil
        else { throw Refusal.unknownAttempt }
        return record
    }
}

extension CommittedFact {
    /// The receipt of a registration that was there already, if it was for the same place.
    fileprivate func matching(_ request: RegistrationRequest) throws(Refusal)
        -> RegistrationReceipt
    {
        guard case .registration(let body) = fact.body else { throw .outcomeUnknown }
        guard body.region == request.region, body.unit == request.unit else { throw .keyReused }
        return RegistrationReceipt(
            participant: body.participant,
            pseudonym: body.pseudonym,
            sequence: sequence
        )
    }
}
