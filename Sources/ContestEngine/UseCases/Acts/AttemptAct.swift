public import ContestModel

/// Something that a participant does with an attempt, decoded and authenticated.
public enum AttemptAct: Sendable {
    /// An attempt begins, or the open one goes on.
    case start(ParticipantIndex, track: String)
    /// A question is answered, or answered anew.
    ///
    /// `shown` holds the places chosen, in the order shown; without a revision the server counts.
    case response(AttemptID, ParticipantIndex, position: Int, revision: UInt16?, shown: OptionMask)
    /// The attempt is handed in.
    case submission(AttemptID, ParticipantIndex)

    /// Who acts.
    var participant: ParticipantIndex {
        switch self {
        case .start(let participant, _), .response(_, let participant, _, _, _),
            .submission(_, let participant):
            participant
        }
    }
}

/// What an act came to: it is on disk.
public enum AttemptReply: Sendable {
    /// The attempt as its person sees it.
    case attempt(AttemptView)
    /// A response is in the ledger.
    case response(ResponseReceipt)
    /// A submission is in the ledger.
    case submission(SubmissionReceipt)
}

extension Contest {
    /// Lets the machine decide an act; the waiter is answered when its outcome is known.
    func decide(_ act: AttemptAct, now: LedgerInstant, waiter: Waiter) {
        if !erased.isEmpty && erased.contains(act.participant) {
            return machine.refuse(waiter, .accountErased)
        }
        switch act {
        case .start(let participant, let track):
            let seed = entropy.bits()
            machine.start(participant, track: track, seed: seed, now: now, waiter: waiter)
        case .response(let attempt, let participant, let position, let revision, let shown):
            let command = ResponseCommand(
                attempt: attempt,
                participant: participant,
                position: position,
                revision: revision,
                shown: shown
            )
            machine.respond(command, now: now, waiter: waiter)
        case .submission(let attempt, let participant):
            machine.submit(attempt, of: participant, now: now, waiter: waiter)
        }
    }
}
