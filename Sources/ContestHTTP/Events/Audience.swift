/// What a watcher gets.
enum Delivery<Frame: Sendable>: Sendable {
    /// The list as it is now.
    case frame(Frame)
    /// Nothing has changed; the connection is kept alive.
    case heartbeat
    /// Nothing more comes: the list may not be seen any more, or the watcher is to come anew.
    case end
}

/// Everybody who watches one list, as a value: what they have seen, and who waits for what comes next.
///
/// Nothing is queued for anybody. A watcher asks for what is next when it has written what came
/// before; whoever was slow finds the latest frame and none of those between. So a watcher costs
/// one seat, however slow it is and however fast the list changes.
///
/// `Waiter` is whatever the shell needs to answer a watcher: a continuation, or a number in tests.
struct Audience<Frame: Sendable, Waiter: Sendable>: Sendable {
    /// What becomes of a watcher's question.
    enum Step: Sendable {
        case deliver(Delivery<Frame>)
        case park
    }

    private struct Seat: Sendable {
        /// The version that was delivered last; zero before the first.
        var seen: UInt64 = 0
        /// The event that the watcher says it has seen on an earlier connection.
        var knows: Int64?
        var beatsLeft: Int
        var waiter: Waiter?
    }

    private var seats: [Int: Seat] = [:]
    private var present: (event: Int64, frame: Frame)?
    /// Counts the publications.
    private var version: UInt64 = 0

    /// How many heartbeats a watcher gets before it must come anew and show that it still may see
    /// the list: an hour at fifteen seconds each.
    static var beatCountLimit: Int { 240 }

    /// How many watch.
    var count: Int { seats.count }

    /// Somebody sits down.
    ///
    /// - Parameter event: The last event that was seen on an earlier connection.
    mutating func enter(_ id: Int, knowing event: Int64?) {
        seats[id] = Seat(knows: event, beatsLeft: Self.beatCountLimit)
    }

    /// A watcher asks for what comes next.
    mutating func next(_ id: Int, _ waiter: Waiter) -> Step {
        guard var seat = seats[id], seat.waiter == nil, seat.beatsLeft > 0 else {
            return .deliver(.end)
        }
        if let present, isNew(present.event, &seat) {
            seats[id] = seat
            return .deliver(.frame(present.frame))
        }
        seat.waiter = waiter
        seats[id] = seat
        return .park
    }

    /// The list has changed.
    ///
    /// - Returns: Whom to give the frame now; the others find it when they ask.
    mutating func publish(_ frame: Frame, event: Int64) -> [Waiter] {
        version += 1
        present = (event, frame)
        var waiters: [Waiter] = []
        for index in seats.values.indices {
            guard let waiter = seats.values[index].waiter, isNew(event, &seats.values[index]) else {
                continue
            }
            seats.values[index].waiter = nil
            waiters.append(waiter)
        }
        return waiters
    }

    /// Time has passed.
    ///
    /// - Returns: Whom to send a heartbeat, and whom to send away; those who are busy get neither.
    mutating func beat() -> (alive: [Waiter], ended: [Waiter]) {
        var result: (alive: [Waiter], ended: [Waiter]) = ([], [])
        for index in seats.values.indices {
            seats.values[index].beatsLeft -= 1
            guard let waiter = seats.values[index].waiter else { continue }
            seats.values[index].waiter = nil
            if seats.values[index].beatsLeft > 0 {
                result.alive.append(waiter)
            } else {
                result.ended.append(waiter)
            }
        }
        return result
    }

    /// A watcher goes away.
    ///
    /// - Returns: Whether it sat here, and its question, if it had asked one.
    mutating func leave(_ id: Int) -> (wasHere: Bool, waiter: Waiter?) {
        guard let seat = seats.removeValue(forKey: id) else { return (false, nil) }
        return (true, seat.waiter)
    }

    /// Everybody is sent away.
    mutating func close() -> [Waiter] {
        defer { seats = [:] }
        return seats.values.compactMap(\.waiter)
    }

    /// Whether the present frame is new to a seat, which has then seen it.
    private func isNew(_ event: Int64, _ seat: inout Seat) -> Bool {
        guard seat.seen != version else { return false }
        let isKnown = seat.seen == 0 && seat.knows == event
        seat.seen = version
        return !isKnown
    }
}
