import Foundation
import Synchronization
import UnixSignals

/// What a load test has started and written and would leave behind: its server, its folder, the
/// processes of its parts.
///
/// Shared by the command and by the watcher of its signals: whoever comes first clears away.
final class Leftovers: Sendable {
    private let actions = Mutex<[@Sendable () -> Void]>([])

    /// Notes how something is cleared away.
    func add(_ clear: @escaping @Sendable () -> Void) {
        actions.withLock { $0.append(clear) }
    }

    /// Runs a command and clears away whatever comes of it.
    ///
    /// SIGINT, SIGTERM and SIGHUP end the process at once, with nothing left behind and the exit
    /// code that a shell expects of a signal: half a load test has no verdict.
    func clearing(after body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.watch() }
            defer {
                group.cancelAll()
                clear()
            }
            try await body()
        }
    }

    private func watch() async {
        for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup) {
            Console.note("\n已中断，没有结论 / interrupted: no verdict")
            clear()
            _exit(128 + signal.rawValue)
        }
    }

    /// The last that was started goes first.
    private func clear() {
        let clearing = actions.withLock { actions in
            defer { actions = [] }
            return actions
        }
        for clear in clearing.reversed() { clear() }
    }
}
