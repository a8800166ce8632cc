import ArgumentParser
import Foundation
import LoadTest

/// A server of the command's own, on a fresh folder, on a free port.
struct OwnServer: Sendable {
    static let contestName = "load-test"

    let client: OrganiserClient
    let processIdentifier: Int32
    let cores: CoreSplit?
    private let ended: ProcessEnd
    private let folder: String

    /// Starts this program as a server and waits until it listens.
    ///
    /// - Parameter pinned: Whether server and generator keep to separate processors; this process
    ///   is pinned, too.
    static func start(pinned: Bool) async throws -> OwnServer {
        let folder = NSTemporaryDirectory() + "safetyquiz-\(UUID().uuidString)"
        let cores = pinned ? CoreSplit.ofThisMachine() : nil
        let process = Process()
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let arguments = ["serve", "--port", "0", "--data", folder]
        if let cores {
            process.executableURL = URL(fileURLWithPath: CoreSplit.taskset)
            process.arguments = ["-c", cores.server, program] + arguments
            cores.pinThisProcess()
        } else {
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = arguments
        }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else {
                throw Failure.unreachable("服务器没有启动 / the server did not start")
            }
            text += String(decoding: data, as: UTF8.self)
        }
        guard let url = text.split(separator: "\n").first?.split(separator: " ").last else {
            throw Failure.unreachable("服务器没有启动 / the server did not start")
        }
        let command = try OrganiserCommand.Token.parse(["--name", "load-test", "--data", folder])
        return OwnServer(
            client: OrganiserClient(base: String(url), token: try await command.make()),
            processIdentifier: process.processIdentifier,
            cores: cores,
            ended: ProcessEnd(process),
            folder: folder
        )
    }

    /// Opens a contest for a scenario, and says what is tested.
    func holdContest(
        for scenario: Scenario,
        _ options: LoadTestOptions
    ) async throws -> LoadTestTarget {
        let contest = OwnContest(
            name: Self.contestName,
            bank: options.bank,
            attemptsPerDay: options.findLimit || options.seconds != nil || options.estimate
                ? 60_000
                : min(60_000, (scenario.attempts / max(1, scenario.people) + 1) * 2 + 10),
            timeLimit: scenario.timeLimit
        )
        try await contest.hold(at: client, day: Date())
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

    var ledger: String { "\(folder)/contests/\(Self.contestName)/ledger.sqlite" }

    /// Drains the server and says what the attempts of a report have cost it.
    ///
    /// The usage before the first attempt is not known apart; the report's is of the attempts.
    func stop(after report: LoadReport) throws -> MeasuredCosts? {
        let rest = ended.atRest
        let peak = ProcessUsage(process: processIdentifier)?.peakMemoryByteCount
        ended.stop()
        let files = [ledger, ledger + "-wal"].compactMap {
            try? FileManager.default.attributesOfItem(atPath: $0)[.size] as? NSNumber
        }
        let bytes = files.reduce(0) { $0 + $1.doubleValue }
        guard let cpu = report.use?.server?.cpuSeconds, let peak, let rest, report.attempts > 0,
            report.participants > 0
        else { return nil }
        return MeasuredCosts(
            cpuMillisecondsPerAttempt: cpu * 1_000 / Double(report.attempts),
            diskBytesPerAttempt: bytes / Double(report.attempts),
            memoryBytesPerParticipant: max(0, Double(peak - rest)) / Double(report.participants),
            memoryBytesAtRest: Double(rest),
            attempts: report.attempts
        )
    }

    /// Stops the server if it runs, and removes its folder.
    func remove() {
        ended.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }
}

/// Ends a process once.
///
/// The command alone holds it, one step after the other.
private final class ProcessEnd: @unchecked Sendable {
    // Safety: `Process` is used from the command's own task only, and never from two at once.
    private let process: Process
    /// The most memory it had when it was ready.
    let atRest: Int?

    init(_ process: Process) {
        self.process = process
        atRest = ProcessUsage(process: process.processIdentifier)?.peakMemoryByteCount
    }

    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }
}
