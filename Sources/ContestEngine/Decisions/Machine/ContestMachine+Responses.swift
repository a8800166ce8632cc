import ContestModel
import Scoring

/// An answer as it arrives.
struct ResponseCommand: Sendable {
    var attempt: AttemptID
    var participant: ParticipantIndex
    var position: Int
    /// nil: the answer as it stands, or the next revision where it differs.
    var revision: UInt16?
    /// The places chosen, in the order shown.
    var shown: OptionMask
}

extension ContestMachine {
    /// A person answers a question, or answers it anew.
    mutating func respond(_ command: ResponseCommand, now: LedgerInstant, waiter: Waiter) {
        guard let slot = slot(of: command.attempt, participant: command.participant),
            let open = slots[slot]
        else { return refuse(waiter, .unknownAttempt) }
        guard open.answers.indices.contains(command.position),
            let question = setup.editions[open.edition].bank.bank.question(
                at: open.paper.questions[command.position].question
            )
        else { return refuse(waiter, .questionNotShown) }
        let answer = open.answers[command.position]
        guard let shownAt = answer.shownAt else { return refuse(waiter, .questionNotShown) }
        let places = OptionMask.all(question.options.count)
        guard !command.shown.isEmpty, command.shown.bits & ~places.bits == 0,
            question.type == .multiple || command.shown.count == 1
        else { return refuse(waiter, .invalidChoice) }
        let chosen = open.paper.questions[command.position].order.canonical(command.shown)
        let revision =
            command.revision
            ?? (answer.revision > 0 && answer.chosen == chosen
                ? answer.revision : answer.revision &+ 1)
        if revision <= answer.revision {
            return repeatResponse(slot, command, revision, chosen, now: now, waiter: waiter)
        }
        if case .ending = open.stage { return refuse(waiter, .attemptClosed(at: now)) }
        let deadline = deadline(of: open)
        if now >= deadline {
            _ = end(slot, .deadline, at: deadline, now: now, waiter: nil)
            return refuse(waiter, .attemptClosed(at: deadline))
        }
        if lifecycle.pausedSince != nil { return refuse(waiter, .paused) }
        let track = setup.editions[open.edition].track(open.track)
        let keyWasShown = track?.feedback == .afterResponse && answer.revision > 0
        guard revision == answer.revision &+ 1, revision <= limits.revisions, !keyWasShown else {
            return refuse(waiter, .responseFixed)
        }
        guard committer.hasRoom else { return refuse(waiter, .overloaded(after: .seconds(1))) }
        let fact = ResponseFact(
            attempt: open.id,
            position: UInt8(truncatingIfNeeded: command.position),
            revision: revision,
            chosen: chosen,
            shownAt: shownAt
        )
        let ticket = enqueue(
            .response(fact),
            at: now,
            for: .response(slot: slot, command),
            waiter: waiter
        )
        slots[slot]?.answers[command.position].revision = revision
        slots[slot]?.answers[command.position].chosen = chosen
        slots[slot]?.answers[command.position].ticket = ticket
    }

    /// A response that was decided before: it waits for the first one's outcome, or gets its
    /// receipt.
    private mutating func repeatResponse(
        _ slot: Int,
        _ command: ResponseCommand,
        _ revision: UInt16,
        _ chosen: OptionMask,
        now: LedgerInstant,
        waiter: Waiter
    ) {
        guard let open = slots[slot] else { return refuse(waiter, .unknownAttempt) }
        let answer = open.answers[command.position]
        guard revision == answer.revision else { return refuse(waiter, .unknownAttempt) }
        guard chosen == answer.chosen else { return refuse(waiter, .responseFixed) }
        if let ticket = answer.ticket, committer.join(ticket, waiter) { return }
        self.answer(waiter, .success(.response(receipt(of: open, at: command.position))))
    }

    /// The acknowledgement of a position's committed answer, with what may be seen now.
    func receipt(of open: OpenAttempt, at position: Int) -> ResponseReceipt {
        let answer = open.answers[position]
        let track = setup.editions[open.edition].track(open.track)
        let oneAtATime = track?.delivery == .oneAtATime
        return ResponseReceipt(
            attempt: open.id,
            position: position,
            revision: answer.committedRevision,
            sequence: answer.sequence,
            receivedAt: answer.receivedAt,
            verdict: track?.feedback == .afterResponse
                ? setup.editions[open.edition].verdict(
                    open.paper.questions[position],
                    chosen: answer.committedChosen,
                    track: open.track
                ) : nil,
            next: oneAtATime && position + 1 < open.answers.count
                ? question(at: position + 1, of: open) : nil
        )
    }

    /// A response is in the ledger.
    mutating func applyResponse(
        _ fact: ResponseFact,
        slot: Int,
        sequence: LedgerSequence,
        at instant: LedgerInstant
    ) {
        slots[slot]?.take(fact, sequence: sequence, at: instant)
    }
}

extension Edition {
    /// Right or wrong, with key and explanation.
    ///
    /// Callers have checked the feedback policy.
    func verdict(_ drawn: DrawnQuestion, chosen: OptionMask, track: UInt8) -> Verdict? {
        guard let question = bank.bank.question(at: drawn.question),
            graders.indices.contains(Int(track))
        else { return nil }
        return Verdict(
            isRight: graders[Int(track)].mark(question: drawn.question, chosen: chosen).right,
            key: drawn.order.shown(
                key(of: drawn.question, for: chosen),
                count: question.options.count
            ),
            explanation: question.explanation
        )
    }
}
