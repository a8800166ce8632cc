/// What one participant has in one period: the fold of the counted attempts that began in it.
public struct Standing: Hashable, Sendable {
    /// The ranked value in hundredths: points, or counted attempts times one hundred.
    public var value: Int32
    /// The tie-breaking time in milliseconds, saturating.
    public var timeMilliseconds: UInt32
    /// When the present value was reached.
    public var reachedAt: LedgerInstant
    /// 人次: counted attempts.
    public var attempts: UInt32
    /// All points of counted attempts, in hundredths.
    public var points: Int32
    /// The most points of one counted attempt, in hundredths.
    public var bestPoints: Int32
    /// Right questions of counted attempts.
    public var right: UInt32
    /// Drawn questions of counted attempts.
    public var drawn: UInt32

    /// Makes a standing.
    public init(
        value: Int32 = 0,
        timeMilliseconds: UInt32 = 0,
        reachedAt: LedgerInstant = .epoch,
        attempts: UInt32 = 0,
        points: Int32 = 0,
        bestPoints: Int32 = 0,
        right: UInt32 = 0,
        drawn: UInt32 = 0
    ) {
        self.value = value
        self.timeMilliseconds = timeMilliseconds
        self.reachedAt = reachedAt
        self.attempts = attempts
        self.points = points
        self.bestPoints = bestPoints
        self.right = right
        self.drawn = drawn
    }

    /// Nobody is on a board without a counted attempt.
    public var isRanked: Bool { attempts > 0 }
}

/// A participant's standings, with the place in the ledger up to which they are folded.
///
/// This is what a checkpoint keeps: one row a participant. `day` and `week` hold the figures of the
/// latest period in which an attempt counted; for another period they are empty.
public struct ParticipantStandings: Hashable, Sendable {
    /// The last fact of this participant that is folded in.
    public var asOf: LedgerSequence
    /// The whole contest.
    public var overall: Standing
    /// The day that `today` belongs to.
    public var day: ContestDay
    /// The figures of `day`.
    public var today: Standing
    /// The figures of `day`'s week.
    public var thisWeek: Standing
    /// Lots earned in all.
    public var lots: UInt32

    /// Makes standings.
    public init(
        asOf: LedgerSequence = 0,
        overall: Standing = Standing(),
        day: ContestDay = ContestDay(number: .min),
        today: Standing = Standing(),
        thisWeek: Standing = Standing(),
        lots: UInt32 = 0
    ) {
        self.asOf = asOf
        self.overall = overall
        self.day = day
        self.today = today
        self.thisWeek = thisWeek
        self.lots = lots
    }
}
