import ContestModel

/// What a participant is to the decisions; 16 bytes.
struct Entry: Sendable {
    var pseudonym: Pseudonym
    var region: NodeID
    var unit: NodeID
}

/// Everybody by index; nil where a registration is on its way, and beyond the end.
struct EntryTable: RandomAccessCollection, Sendable {
    private var rows = ContiguousArray<Entry>()

    /// Stands for nobody: no tree has such a node, so that a row needs no byte to say so.
    private static let nobody = Entry(
        pseudonym: Pseudonym(bits: 0),
        region: NodeID(rawValue: .min),
        unit: NodeID(rawValue: .min)
    )

    var startIndex: Int { 0 }
    var endIndex: Int { rows.count }

    subscript(index: Int) -> Entry? {
        guard rows.indices.contains(index), rows[index].region != Self.nobody.region else {
            return nil
        }
        return rows[index]
    }

    /// Makes room for somebody who is on the way.
    mutating func reserve() {
        rows.append(Self.nobody)
    }

    /// Somebody is in the ledger.
    mutating func enter(_ entry: Entry, at index: Int) {
        while rows.count <= index { reserve() }
        rows[index] = entry
    }

    /// Somebody who is there is elsewhere from now on.
    mutating func move(_ index: Int, region: NodeID, unit: NodeID) {
        guard self[index] != nil else { return }
        rows[index].region = region
        rows[index].unit = unit
    }
}

/// A participant's state in one track; 16 bytes.
struct TrackState: Sendable {
    var quota = TrackQuota()
    /// The slot of the open attempt, or -1.
    var open: Int32 = -1
}

/// The extra attempts of a participant in one track.
struct TrackGrants: Sendable {
    /// The day for which extra attempts were granted, and how many.
    var grantDay = ContestDay(number: .min)
    var granted: UInt16 = 0
    /// The day for which extra attempts were asked for, and under which keys: on their way or
    /// granted.
    var earnedDay = ContestDay(number: .min)
    var earned: [IdempotencyKey: Earning] = [:]

    /// An extra attempt that was asked for today.
    struct Earning: Sendable {
        var source: GrantSource
        var isCommitted: Bool
    }

    /// How many were granted for a day.
    func granted(on day: ContestDay) -> Int { grantDay == day ? Int(granted) : 0 }

    /// Forgets what was asked for on another day.
    mutating func turn(to day: ContestDay) {
        guard earnedDay != day else { return }
        earnedDay = day
        earned = [:]
    }

    /// Counts a grant that is in the ledger; one of an earlier day belongs to what is over.
    mutating func count(_ fact: GrantFact) {
        guard fact.day >= grantDay else { return }
        if grantDay != fact.day { (grantDay, granted) = (fact.day, 0) }
        granted &+= 1
        guard fact.source != .organiser, fact.day >= earnedDay else { return }
        turn(to: fact.day)
        earned[fact.key] = Earning(source: fact.source, isCommitted: true)
    }
}
