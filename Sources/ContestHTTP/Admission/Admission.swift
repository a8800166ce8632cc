/// Decides which requests are worked on, before any work is done for them.
///
/// There is no queue: a request is let in or refused at once. How many may be in the house together
/// follows what they experience: while attempts' requests are answered quickly the limit grows, and
/// when they begin to wait it shrinks, so that whoever is let in is served quickly however many
/// others knock. The more urgent a request, the fuller the house may be when it comes.
///
/// A value without a clock: the shell says what time it is.
///
/// Source: Nichols and Jacobson (2012), "Controlling Queue Delay", for judging by time spent waiting
/// and not by length; Chiu and Jain (1989) for growing by addition and shrinking by multiplication.
struct Admission: Sendable {
    /// What the limit moves between, and by what it is moved.
    ///
    /// Times are nanoseconds.
    struct Limits: Sendable {
        /// Requests in the house: fewest, at first, most.
        var floor = 32
        var initial = 256
        var ceiling = 4_096
        /// Above this mean time in the house the limit shrinks; below half of it, it may grow.
        var targetTime: Int64 = 100_000_000
        /// How often the limit is judged.
        var window: Int64 = 100_000_000
        /// The longest that anybody is told to stay away, in seconds, before spreading.
        var longestAbsence = 15
    }

    /// What becomes of a request.
    enum Decision: Hashable, Sendable {
        case admitted
        /// Come back after so many seconds.
        case refused(retryAfter: Int)
    }

    let limits: Limits
    /// What the shares of `RequestPriority` are taken of.
    private(set) var limit: Int
    /// How many are in the house, by priority.
    private(set) var present = [Int](repeating: 0, count: RequestPriority.allCases.count)
    /// How many of those share the limit.
    ///
    /// Looks are not among them: they give way to all others, and nobody gives way to them.
    private(set) var sharedCount = 0

    private var windowEnd: Int64 = .min
    private var timeSum: Int64 = 0
    private var timedCount = 0
    private var refusedCount = 0
    /// Refusals for each answer in the last window.
    private var pressure = 0
    private var serial = 0

    init(limits: Limits = Limits()) {
        self.limits = limits
        limit = limits.initial
    }

    /// A whole request is at the door.
    mutating func arrive(_ priority: RequestPriority, now: Int64) -> Decision {
        judge(now)
        if let places = priority.ownPlaceCount {
            guard present[priority.rawValue] < places else { return refuse() }
        } else {
            guard sharedCount * 8 < limit * priority.share else { return refuse() }
            // A shift that opens the page in one instant is many looks and no full house.
            if priority == .look {
                guard present[priority.rawValue] < limit else { return refuse() }
            } else {
                sharedCount += 1
            }
        }
        present[priority.rawValue] += 1
        return .admitted
    }

    /// A request has left the house.
    ///
    /// - Parameter time: How long it was in; nil when its client went away before the answer.
    mutating func leave(_ priority: RequestPriority, after time: Int64?, now: Int64) {
        present[priority.rawValue] -= 1
        if priority.ownPlaceCount == nil, priority != .look { sharedCount -= 1 }
        // Only these are alike enough to tell a full house from a long request.
        if let time, priority == .begin || priority == .finish {
            timeSum += time
            timedCount += 1
        }
        judge(now)
    }

    private mutating func refuse() -> Decision {
        refusedCount += 1
        serial &+= 1
        let absence = min(limits.longestAbsence, 1 + pressure)
        // Those who are sent away together do not come back together.
        return .refused(retryAfter: absence + (serial & 0xFFFF) % absence)
    }

    private mutating func judge(_ now: Int64) {
        guard now >= windowEnd else { return }
        defer {
            windowEnd = now + limits.window
            (timeSum, timedCount, refusedCount) = (0, 0, 0)
        }
        pressure = refusedCount / max(1, timedCount)
        guard timedCount > 0 else { return }
        let mean = timeSum / Int64(timedCount)
        if mean > limits.targetTime {
            // In proportion, by a half at most: whoever is in already does not hear of it.
            let fitting = Int(Int64(limit) * limits.targetTime / mean)
            limit = max(limits.floor, limit / 2, fitting)
        } else if mean < limits.targetTime / 2, refusedCount > 0 {
            limit = min(limits.ceiling, limit + max(1, limit / 16))
        }
    }
}
