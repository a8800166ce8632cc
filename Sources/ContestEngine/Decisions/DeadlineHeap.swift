import ContestModel

/// The attempts under way by deadline, the earliest first.
///
/// Ended attempts stay until they come up, or until there are more of them than of the others.
struct DeadlineHeap: Sendable {
    struct Entry: Sendable {
        var deadline: LedgerInstant
        var attempt: AttemptID

        /// Equal deadlines come up in the order of the attempts, however they were filed.
        static func < (left: Entry, right: Entry) -> Bool {
            (left.deadline, left.attempt) < (right.deadline, right.attempt)
        }
    }

    private var entries: [Entry] = []

    /// How many ended attempts may stay at least.
    static let slack = 8_192

    /// Whether most entries are of attempts that have ended, `openCount` being under way: then the heap
    /// is made anew, which costs less than what was inserted since.
    func isStale(openCount: Int) -> Bool {
        entries.count > 2 * openCount + Self.slack
    }

    var count: Int { entries.count }

    var first: Entry? { entries.first }

    mutating func insert(_ entry: Entry) {
        entries.append(entry)
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child] < entries[parent] else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popFirst() -> Entry? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return first }
        entries[0] = last
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < entries.count else { return first }
            let right = left + 1
            let child = right < entries.count && entries[right] < entries[left] ? right : left
            guard entries[child] < entries[parent] else { return first }
            entries.swapAt(child, parent)
            parent = child
        }
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
    }
}
