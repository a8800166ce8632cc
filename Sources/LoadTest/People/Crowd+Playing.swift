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

    private static func end(
        of played: PlayedAttempt,
        session: String,
        _ player: Player
    ) async -> Wire.SubmissionReceipt? {
        guard let token = played.token, let deadline = played.deadline else { return nil }
        try? await Task.sleep(until: deadline, clock: .continuous)
        while ContinuousClock.now < deadline + player.plan.settlingTime {
            try? await Task.sleep(for: .milliseconds(500))
            let attempt = await player.read(token, session: session)
            if let receipt = attempt?.receipt { return receipt }
        }
        player.client.fail(.read, "a left attempt does not end")
        return nil
    }
}

extension PlayedAttempt {
    /// It was left, it has a deadline, and its end is not known yet.
    fileprivate var isToSettle: Bool {
        wasLeft && receipt == nil && token != nil && deadline != nil
    }
}
