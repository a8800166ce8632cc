import Foundation
import LoadTest
import Synchronization

/// This program, started once more; it ends with this process, however this one ends.
///
/// Shared by the command and by whatever clears up after it.
final class OwnProcess: @unchecked Sendable {
    // Unchecked: `process` is set up and started in `init` and only held after that; how it ended comes
    // through its handler. The pipes are read and written by the command alone.
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let life = Life()

    /// How far it has come; shared with the handler that Foundation calls when it has ended.
    private final class Life: Sendable {
        struct State {
            /// How it ended; `nil` while it runs.
            var code: Int32?
            /// Whether somebody has told it to end.
            var isTold = false
            var memoryAtRest: Int?
        }

        let state = Mutex(State())
        private let ended = DispatchSemaphore(value: 0)

        func end(_ code: Int32) {
            state.withLock { $0.code = code }
            ended.signal()
        }

        /// Waits for the end; as many may as like.
        func wait() {
            ended.wait()
            ended.signal()
        }
    }

    let identifier: Int32

    /// Starts it.
    ///
    /// - Parameters:
    ///   - arguments: Its command must end with its standard input, as `ParentWatch` does.
    ///   - processors: Those that it keeps to, as `taskset` takes them; `nil`: all of ours.
    init(_ arguments: [String], processors: String?, environment: [String: String]) throws {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        if let processors {
            process.executableURL = URL(fileURLWithPath: CoreSplit.taskset)
            process.arguments = ["-c", processors, program] + arguments
        } else {
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = arguments
        }
        process.environment = environment
        process.standardInput = input
        process.standardOutput = output
        // What is said to one that has just died is lost, and no reason to die too.
        signal(SIGPIPE, SIG_IGN)
        process.terminationHandler = { [life] process in life.end(process.terminationStatus) }
        do { try process.run() } catch {
            throw Failure.unreachable("无法启动 \(program)：\(error) / cannot start it")
        }
        identifier = process.processIdentifier
    }

    /// The first line that it writes; `nil` when it ends without one.
    func firstLine() -> String? {
        var text = ""
        while !text.utf8.contains(10) {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { return nil }
            text += String(decoding: data, as: UTF8.self)
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init)
    }

    /// Tells it something.
    func say(_ line: String) {
        try? input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Notes the most memory that it has had until now.
    func noteMemory() {
        let usage = ProcessUsage(process: identifier)
        life.state.withLock { $0.memoryAtRest = usage?.peakMemoryByteCount }
    }

    /// What `noteMemory` found.
    var memoryAtRest: Int? { life.state.withLock { $0.memoryAtRest } }

    /// Waits until it has ended by itself.
    ///
    /// - Returns: Its exit code.
    func waited() -> Int32 {
        life.wait()
        return life.state.withLock { $0.code } ?? EXIT_FAILURE
    }

    /// Sends it a signal, once, and waits until it has ended.
    func end(_ signal: Int32) {
        life.state.withLock { state in
            guard state.code == nil, !state.isTold else { return }
            state.isTold = true
            kill(identifier, signal)
        }
        life.wait()
    }
}
