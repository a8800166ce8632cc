// The rule for people who had several accounts: merging them must not give more attempts a day than
// one person has. Of a day's counted attempts in a track with a daily limit, as many count as the
// busiest of the accounts had there, the earliest begun first.

/// Finds the attempts of merged people that are beyond a person's share of a day.
struct DailyShare {
    private struct Slot: Hashable {
        let root: Int64
        let track: Int64
        let day: Int64
    }

    private struct Entry {
        let attempt: Int64
        let account: Int64
    }

    private let limits: [Bool]
    private var slots: [Slot: [Entry]] = [:]

    /// - Parameter tracks: Those of the latest rules; only a daily limit brings the rule about.
    init(tracks: [Track]) {
        limits = tracks.map { $0.attemptsPerDay != nil }
    }

    /// Takes in an attempt that would count.
    mutating func take(
        attempt: Int64,
        of account: Int64,
        root: Int64,
        track: Int64,
        day: Int64
    ) {
        guard track >= 0, track < Int64(limits.count), limits[Int(track)] else { return }
        slots[Slot(root: root, track: track, day: day), default: []]
            .append(Entry(attempt: attempt, account: account))
    }

    /// The attempts that do not count after all.
    ///
    /// - Complexity: O(n log n) in the attempts taken in.
    func leftOut() -> Set<Int64> {
        var leftOut: Set<Int64> = []
        for entries in slots.values {
            let counts = Dictionary(entries.map { ($0.account, 1) }, uniquingKeysWith: +)
            let share = counts.values.max() ?? 0
            let late = entries.map(\.attempt).sorted().dropFirst(share)
            leftOut.formUnion(late)
        }
        return leftOut
    }
}
