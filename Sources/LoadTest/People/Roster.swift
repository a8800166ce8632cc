import Synchronization

/// Everyone of an open loop: who is free, how many attempts each has left, and what is due while
/// nobody is free.
///
/// Nobody is in two attempts at once. What falls due goes to whoever has been free for longest, so
/// that nobody waits for a reader who is still thinking while others stand by, and each makes as
/// many attempts as the plan says. Only when all who have attempts left are busy does an attempt
/// wait, and then for a person and not for the server: that wait is measured apart.
final class Roster: Sendable {
    private struct State {
        /// `nil` while the entrant is in an attempt.
        var entrants: [Entrant?]
        /// How many attempts each has left to begin.
        var left: [Int]
        /// Those who are free and have attempts left, the longest free first.
        var free = WaitingLine<Int>()
        /// What fell due while nobody was free, in order.
        var backlog = WaitingLine<ContinuousClock.Instant>()
    }

    private let shard: Shard
    private let state: Mutex<State>

    /// - Parameters:
    ///   - entrants: Those of the shard, in the order of their numbers.
    ///   - attempts: How many attempts the participant with this number makes.
    init(_ entrants: [Entrant], shard: Shard, attempts: (Int) -> Int) {
        self.shard = shard
        var state = State(entrants: entrants, left: entrants.map { attempts($0.index) })
        for (index, left) in state.left.enumerated() where left > 0 { state.free.append(index) }
        self.state = Mutex(state)
    }

    /// Takes a free entrant for an attempt; where there is none, the next who gets free takes it.
    ///
    /// - Complexity: O(1) over time.
    func claim(due: ContinuousClock.Instant) -> Entrant? {
        state.withLock { state in
            while let index = state.free.popFirst() {
                guard state.entrants.indices.contains(index),
                    let entrant = state.entrants[index]
                else { continue }
                state.entrants[index] = nil
                state.left[index] -= 1
                return entrant
            }
            state.backlog.append(due)
            return nil
        }
    }

    /// Gives an entrant back after an attempt.
    ///
    /// - Returns: When the attempt was due that waits for somebody, where one does and the entrant
    ///   has attempts left: then the caller keeps the entrant and plays it.
    func giveBack(_ entrant: Entrant) -> ContinuousClock.Instant? {
        let index = entrant.index / shard.total
        return state.withLock { state in
            guard state.entrants.indices.contains(index) else { return nil }
            if state.left[index] > 0, let due = state.backlog.popFirst() {
                state.left[index] -= 1
                return due
            }
            state.entrants[index] = entrant
            if state.left[index] > 0 { state.free.append(index) }
            return nil
        }
    }

    /// Everyone, once all attempts have ended.
    var entrants: [Entrant] { state.withLock { $0.entrants.compactMap(\.self) } }
}
