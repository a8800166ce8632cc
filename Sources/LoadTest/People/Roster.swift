import Synchronization

/// Everyone of an open loop: who is free, who is in an attempt, and what is due for those.
///
/// Nobody is in two attempts at once. What falls due for somebody who is still busy waits for them,
/// and counts from when it was due.
final class Roster: Sendable {
    private struct Slot {
        /// `nil` while the entrant is in an attempt.
        var entrant: Entrant?
        /// What fell due meanwhile, in order.
        var backlog: [ContinuousClock.Instant] = []
    }

    private let shard: Shard
    private let slots: Mutex<[Slot]>

    /// - Parameter entrants: Those of the shard, in the order of their numbers.
    init(_ entrants: [Entrant], shard: Shard) {
        self.shard = shard
        slots = Mutex(entrants.map { Slot(entrant: $0) })
    }

    /// Takes an entrant for an attempt, or puts the attempt behind the one under way.
    func claim(_ participant: Int, due: ContinuousClock.Instant) -> Entrant? {
        let index = participant / shard.total
        return slots.withLock { slots in
            guard slots.indices.contains(index) else { return nil }
            guard let entrant = slots[index].entrant else {
                slots[index].backlog.append(due)
                return nil
            }
            slots[index].entrant = nil
            return entrant
        }
    }

    /// Gives an entrant back.
    ///
    /// - Returns: When the next attempt was due, where one waits: then the caller keeps the entrant.
    func giveBack(_ entrant: Entrant) -> ContinuousClock.Instant? {
        let index = entrant.index / shard.total
        return slots.withLock { slots in
            guard slots.indices.contains(index) else { return nil }
            if !slots[index].backlog.isEmpty { return slots[index].backlog.removeFirst() }
            slots[index].entrant = entrant
            return nil
        }
    }

    /// Everyone, once all attempts have ended.
    var entrants: [Entrant] { slots.withLock { $0.compactMap(\.entrant) } }
}
