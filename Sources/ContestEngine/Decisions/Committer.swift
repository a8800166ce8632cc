import ContestModel

/// Gathers facts while the batch before is being written: the state, without the waiting.
///
/// Facts get a ticket when they are queued. Tickets grow by one, so that a duplicate can join the
/// fact in flight that it repeats.
struct Committer<Waiter: Sendable>: Sendable {
    /// Who is told what becomes of a fact.
    struct Caller: Sendable {
        var purpose: FactPurpose
        /// Who asked first; nil for the sweeper.
        var waiter: Waiter?
        /// Those who asked the same again meanwhile.
        var others: [Waiter] = []
    }

    /// A fact that was decided and is not on disk yet.
    struct Queued: Sendable {
        var entry: LedgerEntry
        var caller: Caller
    }

    /// Facts in the order of their tickets, and beside them who asked.
    ///
    /// Apart, because a batch goes to the store as it lies, and its callers do not.
    struct Line: Sendable {
        fileprivate(set) var entries: [LedgerEntry] = []
        fileprivate(set) var callers: [Caller] = []

        var count: Int { callers.count }
        var isEmpty: Bool { callers.isEmpty }
        var queued: [Queued] { zip(entries, callers).map(Queued.init(entry:caller:)) }

        subscript(index: Int) -> Queued { Queued(entry: entries[index], caller: callers[index]) }

        /// Whether two facts beside each other are of one organiser's act; no second one begins before
        /// the first is on disk.
        fileprivate func isOfOneAct(_ left: Int, _ right: Int) -> Bool {
            guard callers.indices.contains(left), callers.indices.contains(right),
                case .organiser = callers[left].purpose, case .organiser = callers[right].purpose
            else { return false }
            return true
        }

        /// The first so many, which leave the line.
        fileprivate mutating func take(_ count: Int) -> Line {
            defer {
                entries.removeFirst(count)
                callers.removeFirst(count)
            }
            return Line(
                entries: Array(entries.prefix(count)),
                callers: Array(callers.prefix(count))
            )
        }
    }

    /// The most facts that may wait; beyond it callers are told to come back.
    let queueLimit: Int
    /// The most facts in one transaction.
    private let batchLimit: Int
    /// Where more wait, half of them are left for the next one.
    private let smallBatch: Int

    private var waiting = Line()
    private var inFlight = Line()
    /// The memory of a finished batch, empty.
    private var spare = Line()
    /// The ticket of the first fact that is in flight or, when none is, waiting.
    private var firstTicket = 0

    init(_ limits: EngineLimits) {
        queueLimit = limits.queuedFacts
        batchLimit = limits.factsPerBatch
        smallBatch = limits.factsPerSmallBatch
    }

    var waitingCount: Int { waiting.count }
    var hasRoom: Bool { waiting.count < queueLimit }
    var isIdle: Bool { waiting.isEmpty && inFlight.isEmpty }

    /// Queues a fact.
    ///
    /// The caller has asked `hasRoom` in the same step.
    mutating func enqueue(_ entry: LedgerEntry, for purpose: FactPurpose, waiter: Waiter?) -> Int {
        let ticket = firstTicket + inFlight.count + waiting.count
        waiting.entries.append(entry)
        waiting.callers.append(Caller(purpose: purpose, waiter: waiter))
        return ticket
    }

    /// Lets a waiter share the outcome of a queued fact; false when it is no longer queued.
    mutating func join(_ ticket: Int, _ waiter: Waiter) -> Bool {
        let offset = ticket - firstTicket
        if inFlight.callers.indices.contains(offset) {
            inFlight.callers[offset].others.append(waiter)
            return true
        }
        if waiting.callers.indices.contains(offset - inFlight.count) {
            waiting.callers[offset - inFlight.count].others.append(waiter)
            return true
        }
        return false
    }

    /// The next batch; nil while one is being written or none waits.
    ///
    /// Of many half are left, so that their callers' next facts are decided while the others are being
    /// written. What an organiser's act queued together stays together: all of it is on disk, or none.
    mutating func takeBatch() -> [LedgerEntry]? {
        guard inFlight.isEmpty, !waiting.isEmpty else { return nil }
        var count = min(max(waiting.count / 2, smallBatch), batchLimit)
        while count < waiting.count, waiting.isOfOneAct(count - 1, count) { count += 1 }
        if waiting.count <= count {
            swap(&inFlight, &waiting)
            swap(&waiting, &spare)
        } else {
            inFlight = waiting.take(count)
        }
        return inFlight.entries
    }

    /// The batch in flight is done; the next may be taken.
    mutating func finishBatch() -> Line {
        let done = inFlight
        inFlight = Line()
        firstTicket += done.count
        return done
    }

    /// Takes back the memory of a finished batch, so that lines do not grow anew for every batch.
    mutating func recycle(_ done: consuming Line) {
        done.entries.removeAll(keepingCapacity: true)
        done.callers.removeAll(keepingCapacity: true)
        spare = done
    }

    /// Gives up what waits for the batch in flight to be done.
    mutating func takeWaiting() -> [Queued] {
        firstTicket += waiting.count
        defer { waiting = Line() }
        return waiting.queued
    }

    /// Gives up everything queued.
    mutating func failAll() -> [Caller] {
        let all = inFlight.callers + waiting.callers
        firstTicket += all.count
        inFlight = Line()
        waiting = Line()
        return all
    }
}

/// What a queued fact is for, so that its outcome finds its way back.
enum FactPurpose: Sendable {
    case registration(ParticipantIndex)
    case grant(ParticipantIndex)
    case start(slot: Int)
    case response(slot: Int, ResponseCommand)
    case submission(slot: Int, ParticipantIndex)
    case organiser
}
