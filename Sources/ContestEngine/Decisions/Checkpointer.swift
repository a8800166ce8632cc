import ContestModel

/// Which participants' rows are newer in memory than on disk, oldest change first.
struct Checkpointer: Sendable {
    private var queue: [(participant: ParticipantIndex, since: LedgerSequence)] = []
    private var start = 0
    private var isDirty: Set<ParticipantIndex> = []
    /// The attempts of the marks that are not on disk, as a sliding-window minimum: sequences and
    /// attempts both ascend, so the first entry is the lowest attempt that a replay must read.
    private var window: [(sequence: LedgerSequence, attempt: LedgerSequence)] = []
    private var windowStart = 0

    var count: Int { queue.count - start }

    /// Notes that a fact changed a row.
    ///
    /// - Parameter attempt: The attempt that the fact belongs to: a replay from `sequence` has to
    ///   read the ledger's attempts from there on.
    mutating func mark(
        _ participant: ParticipantIndex,
        at sequence: LedgerSequence,
        attempt: AttemptID
    ) {
        while window.count > windowStart, let last = window.last,
            last.attempt >= attempt.sequence
        {
            window.removeLast()
        }
        window.append((sequence, attempt.sequence))
        guard isDirty.insert(participant).inserted else { return }
        queue.append((participant, sequence))
    }

    /// Takes the rows that have waited longest.
    ///
    /// - Returns: Them; the place up to which all rows are on disk once these are; and the lowest
    ///   attempt that a fact after that place belongs to, or `Int64.max`.
    mutating func take(_ limit: Int, head: LedgerSequence) -> (
        [ParticipantIndex], replayAfter: LedgerSequence, lowestAttempt: LedgerSequence
    ) {
        let end = min(start + limit, queue.count)
        let taken = queue[start..<end].map(\.participant)
        for participant in taken { isDirty.remove(participant) }
        start = end
        let replayAfter = start < queue.count ? queue[start].since - 1 : head
        while windowStart < window.count, window[windowStart].sequence <= replayAfter {
            windowStart += 1
        }
        let lowest = windowStart < window.count ? window[windowStart].attempt : .max
        compact()
        return (taken, replayAfter, lowest)
    }

    private mutating func compact() {
        if start > 4096 && start * 2 > queue.count {
            queue.removeFirst(start)
            start = 0
        }
        if windowStart > 4096 && windowStart * 2 > window.count {
            window.removeFirst(windowStart)
            windowStart = 0
        }
    }
}
