import Synchronization

/// Acts on their way to a contest, handed in without waiting.
///
/// Shared by every connection of the contest and the task that empties it. Whoever hands in takes a
/// lock for a moment; the contest's executor is woken once for all that gathered meanwhile, instead
/// of once for each.
final class ActInbox: Sendable {
    typealias Handed = (act: AttemptAct, caller: any ActCaller)

    private struct State {
        var handed: [Handed] = []
        /// The task that empties the inbox, while it waits.
        var reader: CheckedContinuation<[Handed]?, Never>?
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limit: Int

    /// Makes an empty inbox.
    ///
    /// - Parameter limit: The most acts that may wait; beyond it `hand` says no.
    init(limit: Int) {
        self.limit = limit
    }

    /// Hands in an act; false when too many wait or nobody will read it any more.
    func hand(_ act: AttemptAct, _ caller: any ActCaller) -> Bool {
        let (isTaken, reader) = state.withLock {
            state -> (Bool, CheckedContinuation<[Handed]?, Never>?) in
            guard !state.isClosed, state.handed.count < limit else { return (false, nil) }
            guard let reader = state.reader else {
                state.handed.append((act, caller))
                return (true, nil)
            }
            state.reader = nil
            return (true, reader)
        }
        reader?.resume(returning: [(act, caller)])
        return isTaken
    }

    /// All that was handed in, as soon as there is something; nil once the inbox is closed and empty.
    func next(isolation: isolated (any Actor)? = #isolation) async -> [Handed]? {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> [Handed]?? in
                if state.handed.isEmpty {
                    if state.isClosed { return .some(nil) }
                    state.reader = continuation
                    return nil
                }
                defer { state.handed = [] }
                return state.handed
            }
            if let ready { continuation.resume(returning: ready) }
        }
    }

    /// Takes nothing more; what was handed in is still read.
    func close() {
        let reader = state.withLock { state -> CheckedContinuation<[Handed]?, Never>? in
            state.isClosed = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }

    /// How many wait just now.
    var count: Int { state.withLock { $0.handed.count } }
}

/// Whoever waits for an act's outcome without a task of its own.
public protocol ActCaller: AnyObject, Sendable {
    /// Takes the outcome, once; called on the contest's executor, so it must return at once.
    ///
    /// nil: the act repeats one that may be in the ledger; asking for it by the ordinary way tells.
    func take(_ outcome: Result<AttemptReply, Refusal>?)
}
