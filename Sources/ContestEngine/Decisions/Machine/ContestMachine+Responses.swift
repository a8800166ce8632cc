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

/// What becomes of an answer that arrives.
private enum ResponseJudgement {
    case new(ResponseFact)
    /// It was decided before.
    case repeated(revision: UInt16, chosen: OptionMask)
    /// The attempt's time was up at that instant, and it has not ended yet.
    case late(LedgerInstant)
    case refused(Refusal)
}

extension ContestMachine {
    /// A person answers a question, or answers it anew.
    mutating func respond(_ command: ResponseCommand, now: LedgerInstant, waiter: Waiter) {
        guard let slot = slot(of: command.attempt, participant: command.participant) else {
            return refuse(waiter, .unknownAttempt)
        }
        switch judge(command, slot: slot, now: now) {
        case .refused(let refusal): refuse(waiter, refusal)
        case .repeated(let revision, let chosen):
            repeatResponse(slot, command, revision, chosen, now: now, waiter: waiter)
        case .late(let deadline):
            _ = end(slot, .deadline, at: deadline, now: now, waiter: nil)
            refuse(waiter, .attemptClosed(at: deadline))
        case .new(let fact):
            let ticket = enqueue(
                .response(fact),
                at: now,
                for: .response(slot: slot, command),
                waiter: waiter
            )
            slots[slot]?.answers[command.position].reserve(fact, ticket: ticket)
        }
    }

    /// Looks only: nobody holds the attempt any more when it is changed, and nothing is copied.
    private func judge(
        _ command: ResponseCommand,
        slot: Int,
        now: LedgerInstant
    ) -> ResponseJudgement {
        guard let open = slots[slot] else { return .refused(.unknownAttempt) }
        let edition = setup.editions[open.edition]
        guard open.answers.indices.contains(command.position),
            let shape = edition.shape(of: open.paper.questions[command.position].question)
        else { return .refused(.questionNotShown) }
        let answer = open.answers[command.position]
        guard let shownAt = answer.shownAt else { return .refused(.questionNotShown) }
        let places = OptionMask.all(shape.optionCount)
        guard !command.shown.isEmpty, command.shown.bits & ~places.bits == 0,
            shape.type == .multiple || command.shown.count == 1
        else { return .refused(.invalidChoice) }
        let chosen = open.paper.questions[command.position].order.canonical(command.shown)
        let revision =
            command.revision
            ?? (answer.revision > 0 && answer.chosen == chosen
                ? answer.revision : answer.revision &+ 1)
        if revision <= answer.revision { return .repeated(revision: revision, chosen: chosen) }
        if case .ending = open.stage { return .refused(.attemptClosed(at: now)) }
        let deadline = deadline(of: open)
        if now >= deadline { return .late(deadline) }
        if lifecycle.pausedSince != nil { return .refused(.paused) }
        let keyWasShown =
            edition.track(open.track)?.feedback == .afterResponse && answer.revision > 0
        guard revision == answer.revision &+ 1, revision <= limits.revisions, !keyWasShown else {
            return .refused(.responseFixed)
        }
        guard committer.hasRoom else { return .refused(.overloaded(after: .seconds(1))) }
        return .new(
            ResponseFact(
                attempt: open.id,
                position: UInt8(truncatingIfNeeded: command.position),
                revision: revision,
                chosen: chosen,
                shownAt: shownAt
            )
        )
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
}
