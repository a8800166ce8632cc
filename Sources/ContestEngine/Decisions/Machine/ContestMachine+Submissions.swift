import ContestModel
import Leaderboards
import Scoring

extension ContestMachine {
    /// A person ends an attempt.
    ///
    /// Every copy of the request gets the same receipt.
    mutating func submit(
        _ attempt: AttemptID,
        of participant: ParticipantIndex,
        now: LedgerInstant,
        waiter: Waiter
    ) {
        guard let slot = slot(of: attempt, participant: participant), let open = slots[slot] else {
            return refuse(waiter, .unknownAttempt)
        }
        if case .ending(let ticket) = open.stage {
            if !committer.join(ticket, waiter) { refuse(waiter, .outcomeUnknown) }
            return
        }
        let deadline = deadline(of: open)
        if now >= deadline {
            if end(slot, .deadline, at: deadline, now: now, waiter: waiter) { return }
        } else if lifecycle.pausedSince != nil {
            return refuse(waiter, .paused)
        } else if end(slot, .submitted, at: now, now: now, waiter: waiter) {
            return
        }
        refuse(waiter, .overloaded(after: .seconds(1)))
    }

    /// Ends an attempt with what is reserved for it; false when there is no room to queue it.
    mutating func end(
        _ slot: Int,
        _ ending: AttemptEnding,
        at endedAt: LedgerInstant,
        now: LedgerInstant,
        waiter: Waiter?
    ) -> Bool {
        guard let open = slots[slot], case .running = open.stage, committer.hasRoom,
            let entry = entry(open.participant)
        else { return false }
        let edition = setup.editions[open.edition]
        guard edition.graders.indices.contains(Int(open.track)) else { return false }
        var score = edition.graders[Int(open.track)].grade(
            paper: open.paper,
            responses: open.answers.map(\.chosen)
        )
        if edition.track(open.track)?.counts != true || edition.rules.rehearsal {
            score.counts = false
        }
        let isClosing =
            ending == .deadline
            && lifecycle.endsByClosing(
                open.ownDeadline,
                startedAt: open.startedAt,
                edition.rules.schedule
            )
        let fact = SubmissionFact(
            attempt: open.id,
            endedAt: endedAt,
            elapsed: lifecycle.elapsed(from: open.startedAt, to: endedAt),
            ending: isClosing ? .closing : ending,
            region: entry.region,
            unit: entry.unit,
            score: score,
            keyRevision: amended.keyRevision
        )
        let ticket = enqueue(
            .submission(fact),
            at: now,
            for: .submission(slot: slot, open.participant),
            waiter: waiter
        )
        slots[slot]?.stage = .ending(ticket: ticket)
        return true
    }

    /// Ends every attempt whose time is up, a bounded number at a time.
    ///
    /// - Parameter most: How many, at most; nil for as many as fit in a batch.
    mutating func sweep(now: LedgerInstant, most: Int? = nil) {
        var left = most ?? limits.factsPerBatch
        while left > 0, let first = deadlines.first, first.deadline <= now, committer.hasRoom {
            _ = deadlines.popFirst()
            left -= 1
            guard let slot = slotOfAttempt[first.attempt.sequence], let open = slots[slot],
                case .running = open.stage
            else { continue }
            let deadline = deadline(of: open)
            if deadline <= now {
                _ = end(slot, .deadline, at: deadline, now: now, waiter: nil)
            } else {
                deadlines.insert(.init(deadline: deadline, attempt: first.attempt))
            }
        }
    }

    /// A submission is in the ledger: the boards move and the slot is free.
    mutating func applySubmission(
        _ fact: SubmissionFact,
        slot: Int,
        sequence: LedgerSequence
    ) -> SubmissionReceipt? {
        guard let open = slots[slot] else { return nil }
        take(EndedAttempt(open, fact, sequence: sequence, setup.editions[open.edition]), of: open)
        let track = setup.editions[open.edition].track(open.track)
        release(slot)
        return SubmissionReceipt(
            fact,
            sequence: sequence,
            showsMark: (track?.pointsShown ?? .never) <= .afterSubmission
        )
    }

    /// Forgets an open attempt.
    mutating func release(_ slot: Int) {
        guard let open = slots[slot] else { return }
        slotOfAttempt[open.id.sequence] = nil
        if let state = trackIndex(open.participant, open.track),
            Int(tracks[state].open) == slot
        {
            tracks[state].open = -1
        }
        slots[slot] = nil
        freeSlots.append(slot)
    }
}

extension EndedAttempt {
    /// Puts together what is known of an attempt that ends now.
    init(
        _ open: OpenAttempt,
        _ submission: SubmissionFact,
        sequence: LedgerSequence,
        _ edition: Edition
    ) {
        self.init(
            id: open.id,
            startedAt: open.startedAt,
            participant: open.participant,
            track: open.track,
            day: open.day,
            rulesVersion: edition.rulesVersion,
            bankVersion: edition.bankVersion,
            paper: open.paper,
            sequence: sequence,
            submission: submission
        )
    }
}

extension SubmissionReceipt {
    /// The receipt that follows from a committed fact, the same each time it is asked for.
    init(_ fact: SubmissionFact, sequence: LedgerSequence, showsMark: Bool) {
        attempt = fact.attempt
        self.sequence = sequence
        endedAt = fact.endedAt
        elapsed = fact.elapsed
        ending = fact.ending
        answered = Int(fact.score.answered)
        drawn = Int(fact.score.drawn)
        counts = fact.score.counts
        mark =
            showsMark
            ? Mark(
                points: fact.score.points,
                right: Int(fact.score.right),
                lots: Int(fact.score.lots)
            ) : nil
    }
}
