import ContestModel

extension Contest {
    /// The most acts in one relayed batch.
    public static let relayLimit = 1_000

    /// Decides the acts in their order, as if each had come alone one after the other, and answers when
    /// the last is on disk.
    ///
    /// Each has its own outcome; none undoes another. An act that is in the ledger already gets the
    /// receipt that it got before.
    ///
    /// - Parameter acts: At most `relayLimit`; those beyond are refused as overload.
    /// - Complexity: One hop and one resumption for all; acts that repeat older ones cost a read each.
    public func relay(_ acts: [AttemptAct]) async -> [Result<AttemptReply, Refusal>] {
        guard !acts.isEmpty else { return [] }
        guard status == .running else { return acts.map { _ in .failure(standstill) } }
        let answers = await withCheckedContinuation { caller in
            let batch = nextRelay
            nextRelay &+= 1
            relays[batch] = RelayInFlight(count: acts.count, caller: caller)
            let now = now
            for (index, act) in acts.enumerated() { decide(act, at: index, of: batch, now: now) }
            carryOut()
        }
        var receipts: [Result<AttemptReply, Refusal>] = []
        receipts.reserveCapacity(acts.count)
        for (act, answer) in zip(acts, answers) {
            if let outcome = answer.handedOutcome {
                receipts.append(outcome)
            } else {
                receipts.append(await repeated(act))
            }
        }
        return receipts
    }

    private func decide(_ act: AttemptAct, at index: Int, of batch: UInt32, now: LedgerInstant) {
        guard index < Self.relayLimit, let place = UInt16(exactly: index) else {
            return settle(.failure(.overloaded(after: .seconds(1))), at: index, of: batch)
        }
        decide(act, now: now, waiter: .place(batch: batch, index: place))
    }

    /// Notes one answer of a batch, and lets its caller go on after the last.
    func settle(_ answer: Result<CommandReply, Refusal>, at index: Int, of batch: UInt32) {
        if relays[batch]?.take(answer, at: index) ?? false { relays[batch] = nil }
    }

    /// The receipt of an act that is not under way: the attempt may have ended before, or the revision
    /// may be an older one.
    private func repeated(_ act: AttemptAct) async -> Result<AttemptReply, Refusal> {
        do {
            switch act {
            case .start: return .failure(.outcomeUnknown)
            case .response(let attempt, let participant, let position, let revision, let shown):
                let command = ResponseCommand(
                    attempt: attempt,
                    participant: participant,
                    position: position,
                    revision: revision,
                    shown: shown
                )
                return .success(.response(try await repeated(command)))
            case .submission(let attempt, let participant):
                return .success(.submission(try await repeated(attempt, of: participant)))
            }
        } catch {
            return .failure(error as? Refusal ?? .unavailable)
        }
    }
}
