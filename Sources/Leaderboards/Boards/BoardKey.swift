public import ContestModel

/// A person's place on a board, packed into the sixteen bytes of a `RankKey`.
///
/// Ascending order is best first. From the most significant bit:
///
///     high   32 bits   the value in hundredths, inverted, so that more is ahead
///            32 bits   the time in milliseconds (at most 49.7 days), zero unless time breaks ties
///     low    38 bits   when the value was reached, milliseconds since the contest's opening (at
///                      most 8.7 years), where "first" breaks ties; the person's lot where that
///                      does; else zero
///            26 bits   the participant, who keeps keys apart and never decides a rank
public struct BoardKey: Hashable, Sendable {
    /// The packed form.
    public var rank: RankKey

    /// How many participants a key can tell apart: 67,108,864.
    public static let participantLimit = 1 << 26

    private static let participantMask: UInt64 = (1 << 26) - 1
    private static let firstLimit: UInt64 = (1 << 38) - 1

    /// How many bits of a lot a key has room for.
    public static let lotBitCount = 38

    /// Packs a standing.
    ///
    /// Values beyond a field's range saturate; `contest check` refuses rules that could reach them.
    ///
    /// - Parameters:
    ///   - origin: The contest's opening.
    ///   - lot: The person's lot, `0 ..< 2³⁸`; the smaller is ahead where lots break ties.
    public init(
        _ standing: Standing,
        of participant: ParticipantIndex,
        rules: RankingRules,
        origin: LedgerInstant,
        lot: UInt64 = 0
    ) {
        let inverted = Self.inverted(standing.value)
        let time = rules.breakers.contains(.time) ? standing.timeMilliseconds : 0
        var first: UInt64 = 0
        if rules.breakers.contains(.first) {
            let offset = origin.duration(to: standing.reachedAt).milliseconds
            first = min(UInt64(max(offset, 0)), Self.firstLimit)
        } else if rules.breakers.contains(.lot) {
            first = min(lot, Self.firstLimit)
        }
        // Where both break ties and "first" comes before time, the order of fields would be the
        // other way round; the contest file's reader accepts only time before first, and the lot
        // only without "first".
        rank = RankKey(
            high: UInt64(inverted) << 32 | UInt64(time),
            low: first << 26 | UInt64(participant.rawValue) & Self.participantMask
        )
    }

    /// Reads a packed key.
    public init(rank: RankKey) {
        self.rank = rank
    }

    /// Whose key it is.
    public var participant: ParticipantIndex {
        ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: rank.low & Self.participantMask))
    }

    /// The ranked value in hundredths.
    public var value: Int32 {
        Int32(bitPattern: UInt32.max - UInt32(truncatingIfNeeded: rank.high >> 32)) ^ Int32.min
    }

    /// The tie-breaking time in milliseconds; zero where time does not break ties.
    public var timeMilliseconds: UInt32 { UInt32(truncatingIfNeeded: rank.high) }

    /// The key without its participant: equal for those who are tied, and not after any of them.
    public var tieGroup: RankKey {
        RankKey(high: rank.high, low: rank.low & ~Self.participantMask)
    }

    /// Where a score's keys lie: from the best key it could have to the first that is worse than
    /// all of them.
    ///
    /// - Parameter timeMilliseconds: The score's time; nil for whatever time, and on boards where
    ///   time breaks no ties.
    /// - Returns: `end` is nil where nothing can be worse.
    static func range(
        of value: Int32,
        timeMilliseconds: UInt32?
    ) -> (start: RankKey, end: RankKey?) {
        let high = UInt64(inverted(value)) << 32
        let last = high | UInt64(timeMilliseconds ?? .max)
        let (next, overflow) = last.addingReportingOverflow(1)
        return (
            RankKey(high: high | UInt64(timeMilliseconds ?? 0), low: 0),
            overflow ? nil : RankKey(high: next, low: 0)
        )
    }

    private static func inverted(_ value: Int32) -> UInt32 {
        UInt32.max - UInt32(bitPattern: value ^ Int32.min)
    }

    /// The smallest key that is worse than everyone of this tie group; nil at the very end.
    var afterTieGroup: RankKey? {
        let (low, carry) = tieGroup.low.addingReportingOverflow(1 << 26)
        guard carry else { return RankKey(high: rank.high, low: low) }
        let (high, overflow) = rank.high.addingReportingOverflow(1)
        return overflow ? nil : RankKey(high: high, low: low)
    }
}
