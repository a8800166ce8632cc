extension Crowd {
    /// A closed loop: every worker plays one attempt after the other, round by round.
    mutating func playRounds(
        _ player: Player,
        _ sequences: SequenceSet,
        _ counter: PhaseCounter
    ) async {
        let plan = player.plan
        let rounds = plan.attempts(of: 0)
        await work { share in
            for round in 0..<rounds {
                for index in share.indices where plan.attempts(of: share[index].index) > round {
                    if !share[index].session.isEmpty {
                        let isLast = round + 1 == plan.attempts(of: share[index].index)
                        let leaving = isLast && share[index].generator.happens(plan.abandonShare)
                        _ = await player.play(&share[index], leaving: leaving, due: nil)
                        share[index].fold(into: sequences)
                    }
                    counter.step()
                }
            }
        }
    }

    /// Waits until the deadline has ended every attempt that was left, and takes its receipt.
    mutating func settle(
        _ player: Player,
        _ sequences: SequenceSet,
        _ progress: @escaping @Sendable (RunProgress) -> Void
    ) async {
        let left = entrants.reduce(0) { $0 + $1.attempts.count(where: \.isToSettle) }
        guard left > 0 else { return }
        let counter = PhaseCounter(.settling, total: left, report: progress)
        await work { share in
            for entrant in share.indices {
                for attempt in share[entrant].attempts.indices {
                    let played = share[entrant].attempts[attempt]
                    guard played.isToSettle else { continue }
                    share[entrant].attempts[attempt].receipt = await Self.end(
                        of: played,
                        session: share[entrant].session,
                        player
                    )
                    counter.step()
                }
                share[entrant].fold(into: sequences)
            }
        }
    }

    /// Asks again for what brought no answer, so that the verdict need not guess.
    ///
    /// A submission that timed out may be in the ledger or not: sent again, it brings its receipt.
    mutating func finish(_ player: Player, _ sequences: SequenceSet) async {
        guard entrants.contains(where: \.isUnanswered) else { return }
        await work { share in
            for index in share.indices where share[index].isUnanswered {
                await player.finish(&share[index])
                share[index].fold(into: sequences)
            }
        }
    }

    private static func end(
        of played: PlayedAttempt,
        session: String,
        _ player: Player
    ) async -> Wire.SubmissionReceipt? {
        guard let token = played.token, let deadline = played.deadline else { return nil }
        try? await Task.sleep(until: deadline, clock: .continuous)
        // In a long run the deadline may have passed long ago.
        let latest = max(deadline, .now) + player.plan.settlingTime
        while true {
            let attempt = await player.read(token, session: session)
            if let receipt = attempt?.receipt { return receipt }
            guard ContinuousClock.now < latest else { break }
            try? await Task.sleep(for: .milliseconds(500))
        }
        player.client.fail(.read, "a left attempt does not end")
        return nil
    }
}

extension Entrant {
    /// Something that was not left on purpose has no end that the participant knows of.
    fileprivate var isUnanswered: Bool {
        !session.isEmpty && attempts.contains { $0.receipt == nil && !$0.wasLeft }
    }
}

extension PlayedAttempt {
    /// It was left, it has a deadline, and its end is not known yet.
    fileprivate var isToSettle: Bool {
        wasLeft && receipt == nil && token != nil && deadline != nil
    }
}
