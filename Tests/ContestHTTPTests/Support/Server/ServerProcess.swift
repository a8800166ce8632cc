import ContestEngine
import ContestHTTP
import ContestModel
import Foundation
import SQLiteStore
import Synchronization

/// The built program as a process of its own, so that it can be killed; it does not outlive its test.
final class ServerProcess: Sendable {
    private let process: Process
    private let ended: AsyncStream<Int32>

    private init(process: Process, ended: AsyncStream<Int32>) {
        self.process = process
        self.ended = ended
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Starts `safetyquiz serve`, which the build puts beside the tests.
    ///
    /// - Parameters:
    ///   - options: Further flags.
    ///   - log: A file or device that takes what it logs; nil for this process' stderr.
    static func start(
        in folder: TestFolder,
        port: Int,
        options: [String] = [],
        log: String? = nil
    ) async throws -> ServerProcess {
        let (ended, end) = AsyncStream<Int32>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("safetyquiz")
        process.arguments =
            ["serve", "--port", "\(port)", "--data", folder.path + "/data"]
            + options
        process.standardOutput = FileHandle.nullDevice
        if let log {
            if !FileManager.default.fileExists(atPath: log) {
                _ = FileManager.default.createFile(atPath: log, contents: nil)
            }
            process.standardError = FileHandle(forWritingAtPath: log)
        }
        process.terminationHandler = { process in
            end.yield(process.terminationStatus)
            end.finish()
        }
        try process.run()
        return ServerProcess(process: process, ended: ended)
    }

    /// Sends a signal.
    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits for the end; returns the exit status or the signal.
    func exit() async -> Int32 {
        await ended.first { _ in true } ?? -1
    }

    /// A token of the role admin for the folder's server.
    static func token(in folder: TestFolder) async throws -> String {
        let master = try DataFolder.masterKeys(in: folder.path + "/data")
        return try await OrganiserTokens(keys: master).sign(.test([.admin]))
    }

    /// A port that was free a moment ago.
    static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port: Int? =
            withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    bind(descriptor, pointer, length) == 0
                        && getsockname(descriptor, pointer, &length) == 0
                }
            } ? Int(UInt16(bigEndian: address.sin_port)) : nil
        guard let port else { throw TestServerError.didNotStart }
        return port
    }
}
