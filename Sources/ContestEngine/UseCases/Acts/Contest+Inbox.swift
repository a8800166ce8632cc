extension Contest {
    /// Hands in an act without waiting; the caller is told its outcome when it is known.
    ///
    /// It is decided in the order of handing in, as if the request had come the ordinary way.
    ///
    /// - Returns: false when too many acts wait, or the contest takes no more: the caller is told
    ///   nothing then.
    /// - Complexity: O(1); a lock, and at most one wake-up of the contest.
    public nonisolated func hand(_ act: AttemptAct, _ caller: any ActCaller) -> Bool {
        inbox.hand(act, caller)
    }

    /// Decides what is handed in, all that gathered at once, until the inbox is closed.
    func readInbox() async {
        while let handed = await inbox.next() {
            let now = now
            for (act, caller) in handed {
                let waiter = Waiter.handed(caller)
                if status == .running {
                    decide(act, now: now, waiter: waiter)
                } else {
                    machine.refuse(waiter, standstill)
                }
            }
            carryOut()
        }
    }
}

extension Result<CommandReply, Refusal> {
    /// What whoever handed in an act is told.
    var handedOutcome: Result<AttemptReply, Refusal>? {
        switch self {
        case .success(.attempt(let view)): .success(.attempt(view))
        case .success(.response(let receipt)): .success(.response(receipt))
        case .success(.submission(let receipt)): .success(.submission(receipt))
        case .success, .failure(.unknownAttempt): nil
        case .failure(let refusal): .failure(refusal)
        }
    }
}
