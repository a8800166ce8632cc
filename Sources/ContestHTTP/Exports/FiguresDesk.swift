import ContestEngine
import ContestModel

/// Works out contests' figures, one contest at a time, and keeps the last of each.
///
/// Shared by every request for a report: whoever asks while figures are being worked out waits, and
/// takes the next ones that were begun after the asking.
actor FiguresDesk {
    private var kept: [String: (run: Int, found: FiguresAtHead)] = [:]
    /// Counts up with each working out.
    private var run = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var isWorking = false

    /// The most requests that wait; more are refused.
    private static let waitingLimit = 64
    /// The most contests whose figures are kept.
    private static let keptLimit = 8

    /// Requests that wait for figures.
    var waitingCount: Int { waiting.count }

    /// A contest's figures, no older than the asking.
    func figures(of contest: Contest) async throws -> FiguresAtHead {
        let asked = run
        while isWorking {
            guard waiting.count < Self.waitingLimit else { throw Problem.exportsBusy }
            await withCheckedContinuation { waiting.append($0) }
        }
        isWorking = true
        defer {
            isWorking = false
            let resumed = waiting
            waiting = []
            for waiter in resumed { waiter.resume() }
        }
        if let last = kept[contest.name] {
            if last.run > asked { return last.found }
            let sequence = try await contest.store.head().sequence
            if last.found.head.sequence == sequence { return last.found }
        }
        run += 1
        let found = try await contest.figures()
        if kept.count >= Self.keptLimit { kept = [:] }
        kept[contest.name] = (run, found)
        return found
    }
}
