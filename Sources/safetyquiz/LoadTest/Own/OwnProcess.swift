import Foundation
import LoadTest
import Synchronization

/// This program, started once more; it ends with this process, however this one ends.
///
/// Shared by the command and by whatever clears up after it.
final class OwnProcess: @unchecked Sendable {
    // Safety: after the start, `process` is only touched while `state` is locked.
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let state = Mutex(State())

    private struct State {
        var isOver = false
        var memoryAtRest: Int?
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
        state.withLock { $0.memoryAtRest = usage?.peakMemoryByteCount }
    }

    /// What `noteMemory` found.
    var memoryAtRest: Int? { state.withLock { $0.memoryAtRest } }

    /// Waits until it has ended by itself.
    ///
    /// - Returns: Its exit code.
    func waited() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Sends it a signal, once, and waits until it has ended.
    func end(_ signal: Int32) {
        state.withLock { state in
            guard !state.isOver else { return }
            state.isOver = true
            guard process.isRunning else { return }
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
        }
    }
}
