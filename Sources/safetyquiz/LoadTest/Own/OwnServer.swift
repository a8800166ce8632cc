import ArgumentParser
import Foundation
import LoadTest

/// A server of the command's own, on a fresh folder, on a free port.
struct OwnServer: Sendable {
    static let contestName = "load-test"

    /// The most requests a second that the front door lets one account make: the kit measures the
    /// server, and its few people stand for many.
    static let requestsPerAccount = 100

    let client: OrganiserClient
    let processIdentifier: Int32
    let cores: CoreSplit?
    private let process: OwnProcess
    private let folder: ScratchFolder

    /// Starts this program as a server and waits until it listens.
    ///
    /// - Parameters:
    ///   - pinned: Whether server and generator keep to separate processors; this process is
    ///     pinned, too.
    ///   - secondsAhead: How far its contests' clock is ahead.
    ///   - leftovers: What ends it and removes its folder.
    static func start(
        pinned: Bool,
        secondsAhead: Double,
        _ leftovers: Leftovers
    ) async throws -> OwnServer {
        let folder = try ScratchFolder()
        leftovers.add { folder.remove() }
        let cores = pinned ? CoreSplit.ofThisMachine() : nil
        cores?.pinThisProcess()
        let process = try OwnProcess(
            ["serve", "--port", "0", "--data", folder.path, "--until-input-ends"]
                + (secondsAhead > 0 ? ["--clock-ahead", "\(secondsAhead)"] : []),
            processors: cores?.server,
            environment: environment
        )
        leftovers.add { process.end(SIGKILL) }
        guard let url = process.firstLine()?.split(separator: " ").last else {
            throw Failure.unreachable("服务器没有启动 / the server did not start")
        }
        process.noteMemory()
        let words = ["--name", "load-test", "--data", folder.path]
        let command = try OrganiserCommand.Token.parse(words)
        return OwnServer(
            client: OrganiserClient(
                base: String(url),
                token: try await command.make(saysID: false)
            ),
            processIdentifier: process.identifier,
            cores: cores,
            process: process,
            folder: folder
        )
    }

    /// The settings of the organiser's real server do not apply, except for how it logs: this one
    /// must not copy invented people on to a real folder.
    private static var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter { name, _ in
            !name.hasPrefix("SAFETYQUIZ_") || name.hasPrefix("SAFETYQUIZ_LOG_")
        }
        environment["SAFETYQUIZ_REQUESTS_PER_ACCOUNT"] = "\(requestsPerAccount)"
        return environment
    }

    /// What a report says of it.
    static var limitNote: String {
        """
        自启服务器每个账号每秒放行 \(requestsPerAccount) 个请求（默认 20）；地址的限制照旧 \
        / its own server lets an account make \(requestsPerAccount) requests a second instead of 20
        """
    }

    /// Says so where people are too few for the rate: then the front door is measured.
    static func noteFewPeople(_ plan: LoadPlan) {
        guard let schedule = plan.schedule as? PhasedSchedule else { return }
        // A start, five answers and a submission, the last six perhaps several times.
        let requests = 1 + 6 * (1 + plan.duplicateShare * Double(plan.copies - 1))
        let most = Double(plan.participants * requestsPerAccount) / requests
        guard schedule.peak > most else { return }
        Console.note(
            """
            人太少：\(plan.participants) 人每秒 \(Int(schedule.peak)) 次答题，会撞上每个账号的限制；\
            请把 --participants 加到 \(Int(Double(plan.participants) * schedule.peak / most) + 1) 以上 \
            / too few people for this rate: the limit of each account would be measured
            """
        )
    }

    /// Opens a contest for a scenario, and says what is tested.
    func holdContest(
        for scenario: Scenario,
        _ options: LoadTestOptions,
        _ midnight: OwnMidnight?
    ) async throws -> LoadTestTarget {
        let contest = OwnContest(
            name: Self.contestName,
            bank: options.bankPath,
            attemptsPerDay: Self.attemptsPerDay(scenario, options, midnight),
            timeLimit: scenario.timeLimit,
            closesAtMidnight: midnight != nil && scenario.closes != nil
        )
        try await contest.hold(at: client, day: midnight?.day ?? Date())
        let all = ProcessInfo.processInfo.activeProcessorCount
        let watch = ResourceWatch(
            serverProcess: processIdentifier,
            serverCores: cores?.serverCount ?? all,
            generatorProcess: getpid(),
            generatorCores: cores?.generatorCount ?? all
        )
        return LoadTestTarget(
            client: client,
            contest: Self.contestName,
            own: self,
            watch: watch
        )
    }

    private static func attemptsPerDay(
        _ scenario: Scenario,
        _ options: LoadTestOptions,
        _ midnight: OwnMidnight?
    ) -> Int {
        if options.findLimit || options.seconds != nil || options.estimate { return 60_000 }
        // Who has had an attempt in the evening must wait for midnight.
        if midnight != nil, scenario.midnight != nil { return 1 }
        return min(60_000, (scenario.attempts / max(1, scenario.people) + 1) * 2 + 10)
    }

    var ledger: String { "\(folder.path)/contests/\(Self.contestName)/ledger.sqlite" }

    /// Drains the server and says what the attempts of a report have cost it.
    ///
    /// The usage before the first attempt is not known apart; the report's is of the attempts.
    func stop(after report: LoadReport) throws -> MeasuredCosts? {
        let peak = ProcessUsage(process: processIdentifier)?.peakMemoryByteCount
        process.end(SIGTERM)
        let files = [ledger, ledger + "-wal"].compactMap {
            try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? NSNumber
        }
        let bytes = files.reduce(0) { $0 + $1.doubleValue }
        guard let cpu = report.use?.server?.cpuSeconds, let peak, let rest = process.memoryAtRest,
            report.attempts > 0, report.participants > 0
        else { return nil }
        return MeasuredCosts(
            cpuMillisecondsPerAttempt: cpu * 1_000 / Double(report.attempts),
            diskBytesPerAttempt: bytes / Double(report.attempts),
            memoryBytesPerParticipant: max(0, Double(peak - rest)) / Double(report.participants),
            memoryBytesAtRest: Double(rest),
            attempts: report.attempts
        )
    }
}
