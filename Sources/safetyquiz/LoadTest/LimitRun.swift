import ArgumentParser
import Foundation
import LoadTest

/// `--find-limit`: short trials at one rate after the other, then the verdict over all of them.
struct LimitRun {
    let options: LoadTestOptions
    let target: LoadTestTarget

    /// What is written as JSON: the report of all trials together, and each trial.
    private struct Findings: Encodable {
        var limit: Double?
        var p99Limit: Double
        var trials: [LimitTrial]
        var report: LoadReport

        enum CodingKeys: String, CodingKey {
            case trials, report
            case limit = "limit_attempts_per_second"
            case p99Limit = "p99_limit_ms"
        }
    }

    func run() async throws {
        let plan = try options.plan(for: target)
        let limit = options.p99 ?? 50
        let seconds = options.seconds ?? 8
        let first = options.rate ?? 50
        let bar = ProgressBar()
        var trials: [LimitTrial] = []
        var search = LimitSearch(first: first)
        let (trialSeconds, watch) = (seconds, target.watch)
        var report: LoadReport
        do {
            report = try await LoadSession.run(plan, progress: { bar.show($0) }) { session in
                await session.register()
                var outcome: LoadOutcome?
                while let rate = search.next, trials.count < 24 {
                    guard
                        let made = await session.trial(
                            rate: rate,
                            seconds: trialSeconds,
                            p99Limit: .milliseconds(limit),
                            watch: watch
                        )
                    else { break }
                    outcome = made.outcome
                    trials.append(made.trial)
                    search.note(rate, isBorne: made.trial.isBorne)
                    Console.note(Self.line(made.trial))
                }
                guard let outcome else { throw LoadTestError.emptyPlan }
                return try await session.judge(outcome)
            }
        } catch let error as LoadTestError {
            throw Failure.unreachable("\(error)")
        }
        report.scenario = options.scenario
        // The last trial is no target: what was asked for is the limit.
        report.target = nil
        if let own = target.own {
            let output = LoadTestOutput(options: options, target: target)
            try await output.audit(own, &report)
        }
        print(report.text)
        print(Self.sentence(search.borne, limit, trials))
        if let file = options.jsonFile {
            let findings = Findings(
                limit: search.borne,
                p99Limit: limit,
                trials: trials,
                report: report
            )
            try LoadTestOutput.write(findings, to: file)
        }
        if let file = options.htmlFile { try Console.write(Array(report.html.utf8), to: file) }
        if !report.passed || search.borne == nil { throw ExitCode(1) }
    }

    private static func line(_ trial: LimitTrial) -> String {
        let verdict = trial.isBorne ? "✓" : "✗ \(trial.bottleneck.rawValue)"
        let rate = (trial.attemptsPerSecond * 10).rounded() / 10
        return "  \(rate)/s  p99 \(trial.p99) ms  late \(trial.lateness) ms  \(verdict)"
    }

    private static func sentence(_ limit: Double?, _ p99: Double, _ trials: [LimitTrial]) -> String
    {
        guard let limit else {
            return "没有一个速率的 p99 不超过 \(p99) ms / no rate keeps p99 within \(p99) ms"
        }
        let missed = trials.last { !$0.isBorne }?.bottleneck.rawValue ?? "–"
        let requests = (limit * 7).rounded()
        return """
            p99 ≤ \(p99) ms 的最高速率：每秒 \(limit.rounded()) 次答题（约 \(requests) 个请求），再高的瓶颈：\(missed)
            highest rate with p99 ≤ \(p99) ms: \(limit.rounded()) attempts/s, then: \(missed)
            """
    }
}
