import ContestModel
import Leaderboards

extension ContestMachine {
    /// A batch of which the store has said what became of it, on its way into memory.
    struct Written: Sendable {
        fileprivate let line: Committer<Waiter>.Line
        fileprivate let outcomes: [FactOutcome]
    }

    /// The store has answered for the batch in flight.
    mutating func written(_ outcomes: [FactOutcome]) -> Written {
        Written(line: committer.finishBatch(), outcomes: outcomes)
    }

    /// The batch that may go to the disk before the one before it has been applied, so that the disk
    /// does not wait for memory; nil when none waits, or something is to come between the two.
    ///
    /// Only behind a batch of which everything is in the ledger, at the places that were expected: what
    /// waits was decided on a memory that counts on it.
    mutating func takeBatch(behind written: Written) -> [LedgerEntry]? {
        guard refolding?.isRunning ?? true, written.outcomes.count == written.line.count else {
            return nil
        }
        var expected = head
        for outcome in written.outcomes {
            expected += 1
            guard outcome == .committed(expected) else { return nil }
        }
        return committer.takeBatch()
    }

    /// Memory follows what was written, then callers are resumed.
    mutating func apply(_ written: consuming Written, now: LedgerInstant) {
        let (batch, outcomes) = (written.line, written.outcomes)
        for index in 0..<min(batch.count, outcomes.count) {
            let reply: Answer
            switch outcomes[index] {
            case .committed(let sequence):
                // Between the last fact and this one are another writer's.
                if sequence != head + 1 { mustReload = true }
                head = sequence
                reply = apply(
                    batch.entries[index].fact,
                    for: batch.callers[index].purpose,
                    sequence: sequence,
                    now: now
                )
            case .duplicate(let sequence):
                if sequence > head { mustReload = true }
                settle(batch.entries[index].fact.body, batch.callers[index].purpose)
                reply = .success(.duplicate(sequence))
            case .conflict, .rejected:
                mustReload = true
                displaced.append(batch[index])
                continue
            }
            answerAll(batch.callers[index], reply)
        }
        if displaced.isEmpty { displacements = 0 }
        committer.recycle(batch)
    }

    /// The commit itself failed: nothing queued has an outcome, and memory is no evidence any more.
    mutating func failBatch(_ refusal: Refusal) {
        for caller in committer.failAll() { answerAll(caller, .failure(refusal)) }
        mustReload = true
    }

    /// Tells everybody who asked for a fact.
    mutating func answerAll(_ caller: Committer<Waiter>.Caller, _ reply: Answer) {
        if let waiter = caller.waiter { answer(waiter, reply) }
        for waiter in caller.others { answer(waiter, reply) }
    }

    private mutating func apply(
        _ fact: Fact,
        for purpose: FactPurpose,
        sequence: LedgerSequence,
        now: LedgerInstant
    ) -> Answer {
        switch (purpose, fact.body) {
        case (.response(let slot, let command), .response(let body)):
            return applyResponse(body, command, slot: slot, sequence: sequence, at: fact.at)
        case (.submission(let slot, _), .submission(let body)):
            guard let participant = slots[slot]?.participant,
                let receipt = applySubmission(body, slot: slot, sequence: sequence)
            else { return .failure(.outcomeUnknown) }
            checkpointer.mark(participant, at: sequence, attempt: body.attempt)
            return .success(.submission(receipt))
        case (.start(let slot), .attempt(let body)):
            return applyStart(body, slot: slot, sequence: sequence, now: now)
        case (.registration(let participant), .registration(let body)):
            registrations[body.key] = nil
            recentRegistrations.note(body.key, at: sequence)
            applyRegistration(body)
            return .success(
                .registered(
                    RegistrationReceipt(
                        participant: participant,
                        pseudonym: body.pseudonym,
                        sequence: sequence
                    )
                )
            )
        case (.grant, .grant(let body)):
            applyGrant(body)
            return .success(.done(sequence))
        default:
            applyOrganiser(fact, sequence: sequence)
            return .success(.done(sequence))
        }
    }

    private mutating func applyResponse(
        _ fact: ResponseFact,
        _ command: ResponseCommand,
        slot: Int,
        sequence: LedgerSequence,
        at instant: LedgerInstant
    ) -> Answer {
        slots[slot]?.take(fact, sequence: sequence, at: instant)
        guard let open = slots[slot] else { return .failure(.outcomeUnknown) }
        var receipt = receipt(of: open, at: command.position)
        if receipt.sequence != sequence { receipt.next = nil }
        return .success(.response(receipt))
    }

    private mutating func applyStart(
        _ fact: AttemptFact,
        slot: Int,
        sequence: LedgerSequence,
        now: LedgerInstant
    ) -> Answer {
        fold.touch(fact.participant, at: sequence)
        checkpointer.mark(
            fact.participant,
            at: sequence,
            attempt: AttemptID(sequence: sequence)
        )
        slots[slot]?.id = AttemptID(sequence: sequence)
        slots[slot]?.stage = .running
        slotOfAttempt[sequence] = slot
        guard let open = slots[slot] else { return .failure(.outcomeUnknown) }
        deadlines.insert(.init(deadline: deadline(of: open), attempt: open.id))
        if deadlines.isStale(openCount: slotOfAttempt.count) { rebuildDeadlines() }
        return .success(.attempt(view(of: open, now: now)))
    }

    /// A fact did not become one: what was reserved for it is let go.
    private mutating func settle(_ body: FactBody, _ purpose: FactPurpose) {
        switch (purpose, body) {
        case (.registration, .registration(let body)): registrations[body.key] = nil
        case (.organiser, _):
            actsInFlight -= 1
            omissionInFlight = false
        case (.grant, .grant(let body)): settleGrant(body)
        default: mustReload = true
        }
    }

    /// Whether rows are newer in memory than on disk, and right: while figures are made anew, they are not.
    var hasSlice: Bool { checkpointer.count > 0 && refolding == nil }

    /// The oldest rows that are newer in memory than on disk, as a slice to write.
    mutating func takeCheckpointSlice() -> CheckpointSlice? {
        guard hasSlice else { return nil }
        let (participants, replayAfter, lowestAttempt) = checkpointer.take(
            CheckpointSlice.rowCountLimit,
            head: head
        )
        return CheckpointSlice(
            foldVersion: checkpointVersion,
            replayAfter: replayAfter,
            openFrom: AttemptID(
                sequence: min(slotOfAttempt.keys.min() ?? head + 1, lowestAttempt)
            ),
            rows: participants.map { participant in
                CheckpointRow(
                    participant: participant,
                    standings: fold.standings(of: participant),
                    quotas: (0..<trackCount).map { committedQuota(participant, track: $0) }
                )
            }
        )
    }

    /// What is used of a track by facts that are in the ledger: an attempt that is still queued
    /// does not count.
    private func committedQuota(_ participant: ParticipantIndex, track: Int) -> TrackQuota {
        let index = Int(participant.rawValue) * trackCount + track
        guard tracks.indices.contains(index) else { return TrackQuota() }
        let slot = Int(tracks[index].open)
        if slots.indices.contains(slot), let open = slots[slot], case .starting = open.stage {
            // Not less one: the attempt before may be of another day.
            return open.quotaBefore
        }
        return tracks[index].quota
    }
}
