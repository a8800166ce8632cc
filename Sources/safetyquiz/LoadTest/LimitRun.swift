import ArgumentParser
import Foundation
import LoadTest

/// `--find-limit`: short trials at one rate after the other, a steady run below what was found, then
/// the verdict over all of them.
struct LimitRun {
    let options: LoadTestOptions
    let target: LoadTestTarget

    /// So many trials find any limit up to 50,000.
    private static let mostTrials = 24
    /// The steady run is no shorter.
    private static let steadySeconds = 20.0

    func run() async throws {
        let plan = try options.plan(for: target)
        let (options, watch) = (options, target.watch)
        let (findings, found) = try await LoadTestSession.run(plan) {
            try await Self.play(&$0, options, watch)
        }
        var report = found
        // The last play is no target: what was asked for is the limit.
        report.target = nil
        report.limit = findings
        report.notes.insert(
            "延迟和曲线只属于最后一段运行，人次和资源属于全部 "
                + "/ latencies are those of the last play; counts and resources those of all",
            at: 0
        )
        try await LoadTestOutput(options: options, target: target).finish(report)
    }

    private static func play(
        _ session: inout LoadSession,
        _ options: LoadTestOptions,
        _ watch: ResourceWatch?
    ) async throws -> (LimitFindings, LoadReport) {
        let limit = options.p99 ?? 50
        let seconds = options.seconds ?? 8
        var findings = LimitFindings(limit: nil, p99Limit: limit, trials: [])
        var search = LimitSearch(first: options.rate ?? 50)
        var outcome: LoadOutcome?
        func take(_ later: LoadOutcome) {
            var later = later
            if let outcome { later.follow(outcome) }
            outcome = later
        }
        await session.register()
        while let rate = search.next, findings.trials.count < mostTrials {
            guard
                let made = await session.trial(
                    rate: rate,
                    seconds: seconds,
                    p99Limit: .milliseconds(limit),
                    watch: watch
                )
            else { break }
            take(made.outcome)
            findings.trials.append(made.trial)
            search.note(rate, isBorne: made.trial.isBorne)
            Console.note(made.trial.text)
        }
        findings.limit = search.borne
        if let borne = search.borne,
            let made = await session.steady(
                below: borne,
                seconds: max(seconds, steadySeconds),
                watch: watch
            )
        {
            take(made.outcome)
            findings.steady = made.run
        }
        guard let outcome else {
            throw Failure.misused("--rate 太低或太高，排不出一次试探 / no trial at this rate")
        }
        return (findings, try await session.judge(outcome))
    }
}
