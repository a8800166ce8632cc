/// What each address has open and how often it has come: a high backstop, and no more.
///
/// A factory, a school or a whole mobile network comes from one address, so that the limits are far
/// above what three thousand people do. What one person may do is counted by account.
struct AddressLedger: Sendable {
    /// The most addresses that are remembered; past it strangers share one entry.
    static let entryCountLimit = 65_536

    private struct Entry {
        var connectionCount = 0
        var used: Int64 = .min
    }

    let connectionLimit: Int
    let quota: Quota
    private var entries: [PeerAddress: Entry] = [:]
    private var strangers = Entry()
    private var nextCleaning = Int64.min

    /// - Parameter quota: Requests of one address, with an interval in nanoseconds, as every `now` is.
    init(connectionLimit: Int, quota: Quota) {
        self.connectionLimit = connectionLimit
        self.quota = quota
    }

    /// How many addresses are remembered.
    var count: Int { entries.count }

    /// A connection is made; false when the address has too many.
    mutating func connect(_ address: PeerAddress, now: Int64) -> Bool {
        makeRoom(now)
        var entry = entries[address] ?? Entry()
        guard entry.connectionCount < connectionLimit else { return false }
        entry.connectionCount += 1
        entries[address] = entry
        return true
    }

    /// A connection that `connect` allowed has ended.
    mutating func disconnect(_ address: PeerAddress, now: Int64) {
        guard var entry = entries[address] else { return }
        entry.connectionCount -= 1
        let isForgotten = entry.connectionCount <= 0 && entry.used <= now
        entries[address] = isForgotten ? nil : entry
    }

    /// A request comes.
    ///
    /// - Returns: How long the address must wait; nil when the request may come in.
    mutating func take(_ address: PeerAddress, now: Int64) -> Int64? {
        if entries[address] == nil { makeRoom(now) }
        let isStranger = entries[address] == nil && entries.count >= Self.entryCountLimit
        var entry = isStranger ? strangers : entries[address] ?? Entry()
        switch quota.take(max(entry.used, now), now: now) {
        case .exceeded(let wait): return wait
        case .taken(let used): entry.used = used
        }
        if isStranger { strangers = entry } else { entries[address] = entry }
        return nil
    }

    /// Forgets whoever has nothing open and nothing used, once there are too many; a second at
    /// least between two looks through all of them.
    private mutating func makeRoom(_ now: Int64) {
        guard entries.count >= Self.entryCountLimit, now >= nextCleaning else { return }
        nextCleaning = now + 1_000_000_000
        entries = entries.filter { $0.value.connectionCount > 0 || $0.value.used > now }
    }
}
