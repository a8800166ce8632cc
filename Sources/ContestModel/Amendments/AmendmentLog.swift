/// The amendments of a ledger that change figures, in order, and which of them stand.
///
/// Nothing is ever taken out: a reversal is one more entry. What stands is worked out from the last
/// to the first, so that the state after a reversal is exactly the state without what it reversed.
public struct AmendmentLog: Hashable, Sendable {
    /// One amendment.
    public struct Entry: Hashable, Sendable {
        /// Its place in the ledger.
        public var sequence: LedgerSequence
        /// What it does.
        public var effect: AmendmentEffect
    }

    /// All, in order.
    public private(set) var entries: [Entry] = []

    /// Makes an empty log.
    public init() {}

    /// Takes in an act that is in the ledger; one that changes no figure changes nothing here.
    public mutating func append(_ act: AmendmentFact, at sequence: LedgerSequence) {
        guard let effect = act.effect else { return }
        entries.append(Entry(sequence: sequence, effect: effect))
    }

    /// The entry at a place in the ledger; nil when there is none.
    ///
    /// - Complexity: O(log entries).
    public func entry(at sequence: LedgerSequence) -> Entry? {
        var low = entries.startIndex
        var high = entries.endIndex
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        guard entries.indices.contains(low), entries[low].sequence == sequence else { return nil }
        return entries[low]
    }

    /// The entries that stand, in order.
    ///
    /// - Complexity: O(entries).
    public func standing() -> [Entry] {
        var reversed: Set<LedgerSequence> = []
        var standing: [Entry] = []
        for entry in entries.reversed() where !reversed.contains(entry.sequence) {
            standing.append(entry)
            if case .reverse(let sequence) = entry.effect { reversed.insert(sequence) }
        }
        return standing.reversed()
    }

    /// Whether an entry has to do with a question's key, also through reversals.
    public func affectsKeys(_ entry: Entry) -> Bool {
        switch root(of: entry).effect {
        case .key: true
        default: false
        }
    }

    /// What an entry comes to when reversals are followed to the amendment that they are about.
    public func root(of entry: Entry) -> Entry {
        var entry = entry
        while case .reverse(let sequence) = entry.effect, sequence < entry.sequence,
            let next = self.entry(at: sequence)
        {
            entry = next
        }
        return entry
    }

    /// How many entries have to do with keys: the number that submissions are graded under.
    public var keyRevision: Int32 {
        Int32(clamping: entries.count(where: affectsKeys))
    }
}
