/// A load test from registration to verdict.
public enum LoadRun {
    /// Lets simulated participants play over HTTP, then compares what the server shows with what
    /// it told them.
    ///
    /// - Parameters:
    ///   - plan: What is done.
    ///   - progress: Called for every step, from many tasks at once; must not block.
    /// - Returns: The report; errors of single requests are counted in it.
    /// - Throws: `LoadTestError` where the run could not begin or its log is not to be trusted.
    public static func run(
        _ plan: LoadPlan,
        progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) async throws -> LoadReport {
        guard plan.participants > 0, plan.attempts > 0 else { throw LoadTestError.emptyPlan }
        let log = try plan.oracleLog.map(OracleLog.init(path:))
        let client = ContestClient(plan: plan)
        do {
            let report = try await run(plan, by: client, log: log, progress: progress)
            await client.close()
            return report
        } catch {
            await client.close()
            guard let failure = error as? RequestFailure else { throw error }
            throw LoadTestError.notPrepared(request: plan.baseURL, reason: failure.reason)
        }
    }

    private static func run(
        _ plan: LoadPlan,
        by client: ContestClient,
        log: OracleLog?,
        progress: @escaping @Sendable (RunProgress) -> Void
    ) async throws -> LoadReport {
        _ = PhaseCounter(.preparation, total: 0, report: progress)
        let grounds = try await ContestGrounds.read(plan, by: client)
        let path = "/v1/contests/" + grounds.contest
        let player = Player(client: client, plan: plan, path: path, log: log, keepsChoices: false)
        let reader = FigureReader(client: client, plan: plan, path: path)
        let before = try await reader.baseline()

        var crowd = Crowd(plan: plan)
        await crowd.register(
            by: player,
            on: grounds,
            counter: PhaseCounter(.registration, total: plan.participants, report: progress)
        )
        let seconds = await ContinuousClock().measure {
            await play(&crowd, plan, player, progress)
        }
        await settle(&crowd, plan, player, progress)
        _ = PhaseCounter(.verdict, total: 0, report: progress)
        let entrants = crowd.entrants
        let after = await reader.figures(reaching: entrants.highestSequence)
        try await log?.finish()
        let verdict = Verdict(
            of: entrants,
            before: before,
            after: after,
            ranking: plan.ranking
        )
        return LoadReport(
            plan: plan,
            entrants: entrants,
            seconds: seconds,
            client: client,
            verdict: verdict
        )
    }

    /// All attempts, round by round.
    private static func play(
        _ crowd: inout Crowd,
        _ plan: LoadPlan,
        _ player: Player,
        _ progress: @escaping @Sendable (RunProgress) -> Void
    ) async {
        let counter = PhaseCounter(.attempts, total: plan.attempts, report: progress)
        let rounds = plan.attempts(of: 0)
        let began = ContinuousClock.now
        await crowd.work { share in
            for round in 0..<rounds {
                for index in share.indices where plan.attempts(of: share[index].index) > round {
                    let number = round * plan.participants + share[index].index
                    let due = plan.schedule.due(attempt: number).map { began + $0 }
                    if let due { try? await Task.sleep(until: due, clock: .continuous) }
                    if !share[index].session.isEmpty {
                        let isLast = round + 1 == plan.attempts(of: share[index].index)
                        let leaving =
                            isLast && share[index].generator.happens(plan.abandonShare)
                        _ = await player.play(&share[index], leaving: leaving, due: due)
                    }
                    counter.step()
                }
            }
        }
    }

    /// Waits until the deadline has ended every attempt that was left, and takes its receipt.
    private static func settle(
        _ crowd: inout Crowd,
        _ plan: LoadPlan,
        _ player: Player,
        _ progress: @escaping @Sendable (RunProgress) -> Void
    ) async {
        let left = crowd.entrants.count { $0.attempts.contains(where: \.isToSettle) }
        guard left > 0 else { return }
        let counter = PhaseCounter(.settling, total: left, report: progress)
        await crowd.work { share in
            for entrant in share.indices {
                guard
                    let attempt = share[entrant].attempts.lastIndex(where: \.isToSettle),
                    let token = share[entrant].attempts[attempt].token,
                    let deadline = share[entrant].attempts[attempt].deadline
                else { continue }
                try? await Task.sleep(until: deadline, clock: .continuous)
                let session = share[entrant].session
                var receipt: Wire.SubmissionReceipt?
                while receipt == nil, ContinuousClock.now < deadline + plan.settlingTime {
                    try? await Task.sleep(for: .milliseconds(500))
                    receipt = await player.read(token, session: session)?.receipt
                }
                if receipt == nil {
                    player.client.failures.note(.read, "a left attempt does not end")
                }
                share[entrant].attempts[attempt].receipt = receipt
                counter.step()
            }
        }
    }
}

extension PlayedAttempt {
    /// It was left, it has a deadline, and its end is not known yet.
    fileprivate var isToSettle: Bool {
        wasLeft && receipt == nil && token != nil && deadline != nil
    }
}
