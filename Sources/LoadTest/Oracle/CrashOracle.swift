import Synchronization

/// A client for tests that kill the server: it keeps playing through crashes, and afterwards
/// checks that everything acknowledged is there, once.
///
/// It writes its own log first (see `OracleLog`), sends again with the same identifiers whatever
/// brought no answer, and asks the server only after the last restart.
public enum CrashOracle {
    /// Plays until told to stop, then checks.
    ///
    /// The server must be up, or come up within the plan's patience, when `stop` turns true:
    /// attempts under way are finished first.
    ///
    /// - Parameters:
    ///   - plan: What is done; its retries should be `.throughCrashes`. No more than its attempts
    ///     are made.
    ///   - log: Where the log is kept; it is appended to.
    ///   - stop: Asked before every attempt, by many tasks at once.
    ///   - progress: Called for every step.
    /// - Throws: `LoadTestError` where the run could not begin or the log was not written.
    public static func run(
        _ plan: LoadPlan,
        log path: String,
        until stop: @escaping @Sendable () -> Bool,
        progress: @escaping @Sendable (RunProgress) -> Void = { _ in }
    ) async throws -> OracleReport {
        guard plan.participants > 0, plan.attempts > 0 else { throw LoadTestError.emptyPlan }
        let log = try OracleLog(path: path)
        let client = ContestClient(plan: plan)
        do {
            let grounds = try await ContestGrounds.read(plan, by: client)
            let player = Player(
                client: client,
                plan: plan,
                path: "/v1/contests/" + grounds.contest,
                log: log,
                keepsChoices: true
            )
            var crowd = Crowd(plan: plan)
            await crowd.register(
                by: player,
                on: grounds,
                counter: PhaseCounter(.registration, total: plan.participants, report: progress)
            )
            await play(&crowd, player, until: stop, progress)
            try await log.finish()
            let report = await check(crowd, player, progress)
            await client.close()
            return report
        } catch {
            await client.close()
            guard let failure = error as? RequestFailure else { throw error }
            throw LoadTestError.notPrepared(request: plan.baseURL, reason: failure.reason)
        }
    }

    private static func play(
        _ crowd: inout Crowd,
        _ player: Player,
        until stop: @escaping @Sendable () -> Bool,
        _ progress: @escaping @Sendable (RunProgress) -> Void
    ) async {
        let plan = player.plan
        let counter = PhaseCounter(.attempts, total: plan.attempts, report: progress)
        await crowd.work { share in
            var round = 0
            var finished = Set<Int>()
            while !stop(), finished.count < share.count {
                for index in share.indices where !stop() && !finished.contains(index) {
                    guard
                        !share[index].session.isEmpty,
                        round < plan.attempts(of: share[index].index),
                        await player.play(&share[index], leaving: false, due: nil)
                    else {
                        finished.insert(index)
                        continue
                    }
                    counter.step()
                }
                round += 1
            }
        }
    }

    /// Reads every attempt and the board, and compares.
    private static func check(
        _ crowd: Crowd,
        _ player: Player,
        _ progress: @escaping @Sendable (RunProgress) -> Void
    ) async -> OracleReport {
        let entrants = crowd.entrants
        let reader = FigureReader(client: player.client, plan: player.plan, path: player.path)
        let figures = await reader.figures(reaching: entrants.highestSequence)
        let shown = figures.map { figures in
            Dictionary(
                figures.view.overall.map { ($0.pseudonym, $0.attempts) },
                uniquingKeysWith: +
            )
        }
        let total = entrants.reduce(0) { $0 + $1.attempts.count }
        let counter = PhaseCounter(.verdict, total: total, report: progress)
        let checks = Mutex<[OracleCheck]>([])
        var crowd = crowd
        await crowd.work { share in
            for entrant in share where !entrant.session.isEmpty {
                let check = await check(entrant, shown: shown, player, counter)
                checks.withLock { $0.append(check) }
            }
        }
        return report(
            of: entrants,
            checks: checks.withLock { $0 },
            figures: figures,
            player: player
        )
    }

    /// Reads one participant's registration and attempts.
    ///
    /// - Parameter shown: The board's attempts by pseudonym; `nil` when it could not be read.
    private static func check(
        _ entrant: Entrant,
        shown: [String: Int]?,
        _ player: Player,
        _ counter: PhaseCounter
    ) async -> OracleCheck {
        var check = OracleCheck()
        do throws(RequestFailure) {
            _ = try await player.client.send(
                Request(.read, .get, player.path + "/me", token: entrant.session)
            )
        } catch {
            check.lost += 1
            check.notes.append("register/\(entrant.pseudonym): \(error.reason)")
        }
        for played in entrant.attempts {
            counter.step()
            guard let token = played.token else { continue }
            check.compare(played, with: await player.read(token, session: entrant.session))
        }
        if let shown {
            check.compare(
                entrant,
                shown: shown[entrant.pseudonym] ?? 0,
                lostHere: check.lost
            )
        }
        return check
    }

    private static func report(
        of entrants: [Entrant],
        checks: [OracleCheck],
        figures: ServerFigures?,
        player: Player
    ) -> OracleReport {
        var report = OracleReport()
        report.boardCompared = figures != nil
        if figures == nil { report.note("无法读取榜单 the board could not be read") }
        for check in checks {
            report.lost += check.lost
            report.duplicated += check.duplicated
            for note in check.notes { report.note(note) }
        }
        let sequences = entrants.flatMap(\.sequences).sorted()
        let repeated = zip(sequences, sequences.dropFirst()).count { $0 == $1 }
        if repeated > 0 {
            report.duplicated += repeated
            report.note("\(repeated) 个回执的序号重复 receipts share sequence numbers")
        }
        report.acknowledged = sequences.count
        report.attempted = player.log?.attemptedCount ?? 0
        report.retries = player.client.failures.retries
        report.errorsByKind = player.client.failures.errors
        return report
    }
}
