import Dispatch
import Foundation
import Synchronization

/// The client's own file of what it was about to send and what it was told.
///
/// One line each:
///
///     attempted response/6f0a…/0
///     acknowledged response/6f0a…/0 4711
///     attempted submission/6f0a…
///     acknowledged submission/6f0a… 4712
///
/// The number is the ledger's sequence. An `attempted` line is on disk before the request goes
/// out, so that the file can only claim too much, never too little, whatever is killed. Lines of
/// many workers share one write and one `fsync`, on a queue of the log's own; each worker waits
/// for its own line, so no more lines are queued than there are workers.
public final class OracleLog: Sendable {
    private struct State {
        var pending: [UInt8] = []
        var waiters: [CheckedContinuation<Void, Never>] = []
        var isWriting = false
        var errorCode: Int32 = 0
        var attempted = 0
    }

    private let path: String
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "oracle-log")
    private let state = Mutex(State())

    /// Opens the file for appending, and makes it where it is missing.
    ///
    /// - Throws: `LoadTestError.logNotWritten`.
    public init(path: String) throws(LoadTestError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .logNotWritten(path: path, code: errno) }
    }

    deinit { Foundation.close(descriptor) }

    /// Notes that something is about to be sent; returns when that is on disk.
    func attempted(_ name: String) async {
        if !name.hasPrefix("register/") { state.withLock { $0.attempted += 1 } }
        await withCheckedContinuation { continuation in
            append("attempted \(name)\n", waiter: continuation)
        }
    }

    /// Notes an answer; it reaches the disk with the next write.
    ///
    /// - Parameter sequence: The ledger's sequence; `nil` where the answer names none.
    func acknowledged(_ name: String, sequence: Int?) {
        let number = sequence.map { " \($0)" } ?? ""
        append("acknowledged \(name)\(number)\n", waiter: nil)
    }

    /// How many responses and submissions were noted as attempted since the opening.
    var attemptedCount: Int { state.withLock { $0.attempted } }

    /// Waits until everything noted so far is on disk.
    ///
    /// - Throws: `LoadTestError.logNotWritten` when any line since the opening was not written:
    ///   the log proves nothing then.
    func finish() async throws(LoadTestError) {
        await withCheckedContinuation { append("", waiter: $0) }
        let code = state.withLock { $0.errorCode }
        guard code == 0 else { throw .logNotWritten(path: path, code: code) }
    }

    private func append(_ line: String, waiter: CheckedContinuation<Void, Never>?) {
        let mustStart = state.withLock { state in
            state.pending += Array(line.utf8)
            if let waiter { state.waiters.append(waiter) }
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if mustStart { queue.async { self.writePending() } }
    }

    private func writePending() {
        while true {
            let batch = state.withLock { state -> State? in
                guard !state.pending.isEmpty || !state.waiters.isEmpty else {
                    state.isWriting = false
                    return nil
                }
                let batch = state
                state.pending = []
                state.waiters = []
                return batch
            }
            guard let batch else { return }
            let code = write(batch.pending)
            if code != 0 { state.withLock { $0.errorCode = code } }
            for waiter in batch.waiters { waiter.resume() }
        }
    }

    /// Writes and syncs; returns the system's error number, or 0.
    private func write(_ bytes: [UInt8]) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno == 0 ? EIO : errno }
            rest = rest.dropFirst(count)
        }
        return fsync(descriptor) == 0 ? 0 : errno
    }
}
