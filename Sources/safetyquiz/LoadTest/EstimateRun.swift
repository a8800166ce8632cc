import ArgumentParser
import Foundation
import LoadTest

/// `--estimate`: what machine, how much disk, from costs that were measured.
struct EstimateRun {
    let options: LoadTestOptions

    /// People and attempts of the calibration: enough for the costs to settle, short enough to wait.
    ///
    /// What a server takes under any load, its buffers and caches, must be small beside what the
    /// people take, or the estimate for many more would multiply it.
    private static let calibration = (people: 20_000, attempts: 60_000)

    /// Measures on a server of the command's own, then answers.
    func run(_ target: LoadTestTarget) async throws {
        guard target.own != nil else {
            throw Failure.misused(
                "--estimate 要自启服务器，或用 --costs 给出以前的结果 / needs its own server, or --costs"
            )
        }
        var calibrating = options
        calibrating.scenario = nil
        calibrating.participants = Self.calibration.people
        calibrating.attempts = Self.calibration.attempts
        calibrating.rate = nil
        let plan = try calibrating.plan(for: target)
        var report = try await LoadTestSession.play(plan, watch: target.watch)
        let output = LoadTestOutput(options: calibrating, target: target)
        if let own = target.own { try await output.audit(own, &report) }
        guard report.conclusion.figuresHold == true, let costs = report.costs else {
            print(report.text)
            throw Failure.found("校准没有通过，不能估算 / the calibration failed")
        }
        try answer(by: costs)
    }

    /// The costs that an earlier run wrote as JSON.
    static func costs(in file: String) throws -> MeasuredCosts {
        let bytes = try Console.read(file, upTo: 1 << 30)
        do { return try MeasuredCosts(report: bytes) } catch {
            throw Failure.wrongData("\(file)：\(error)")
        }
    }

    func answer(by costs: MeasuredCosts) throws {
        let scenario = try options.chosenScenario()
        let people = scenario.people
        let attempts = scenario.attempts
        // Without a word about the peak: the scenario's own, or a tenth of a day's attempts within
        // one hour.
        let usual = Double(attempts) / Double(max(1, scenario.days)) / 10 / 3_600
        let peak = options.peak ?? scenario.peak ?? max(1, usual)
        let estimate = MachineEstimate(
            people: people,
            attempts: attempts,
            peak: peak,
            costs: costs
        )
        if options.peak == nil {
            print(
                scenario.peak == nil
                    ? "未给 --peak：按一天的十分之一在一小时内 / assumed: a tenth of a day in one hour"
                    : "未给 --peak：按场景的高峰 / assumed: the scenario's own peak"
            )
        }
        print(estimate.text(people: people, attempts: attempts, peak: peak, costs: costs))
        if let file = options.jsonFile {
            struct Answer: Encodable {
                var people: Int
                var attempts: Int
                var peak: Double
                var estimate: MachineEstimate
                var costs: MeasuredCosts
            }
            let answer = Answer(
                people: people,
                attempts: attempts,
                peak: peak,
                estimate: estimate,
                costs: costs
            )
            try LoadTestOutput.write(answer, to: file)
        }
    }
}
