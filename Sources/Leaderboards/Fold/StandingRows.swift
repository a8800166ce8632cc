import ContestModel

/// Everybody's standings: 64 bytes each, and 80 more for whoever has several attempts and one of
/// them this week.
///
/// The figures of day and week lie beside the rows and only for the latest week in which anybody has
/// any: those of a week that is over are on no board, and the next week's take their place at once.
/// Until a person's second attempt all three figures are the same, and are kept once.
struct StandingRows: Sendable {
    private struct Row: Sendable {
        var asOf: LedgerSequence = 0
        var overall = Standing()
        var day = ContestDay(number: .min)
        var lots: UInt32 = 0
        /// Where `recent` has the figures of day and week, or one of the two below.
        var place = StandingRows.none
    }

    private struct Recent: Sendable {
        var today: Standing
        var thisWeek: Standing
    }

    /// No figures of day and week.
    private static let none: Int32 = -1
    /// Day and week are like the whole.
    private static let likeOverall: Int32 = -2

    private var rows = ContiguousArray<Row>()
    private var recent = ContiguousArray<Recent>()
    /// The week that `recent` is of.
    private var week = Int32.min

    init() {}

    /// Empty standings for so many.
    init(count: Int) {
        rows = ContiguousArray(repeating: Row(), count: count)
    }

    var count: Int { rows.count }
    var indices: Range<Int> { rows.indices }

    /// Empty standings for one more.
    mutating func append() {
        rows.append(Row())
    }

    /// The figures of weeks before are over.
    mutating func turn(to day: ContestDay) {
        guard day.week > week else { return }
        week = day.week
        recent.removeAll()
    }

    /// Whether somebody has a counted attempt.
    func isRanked(_ index: Int) -> Bool { rows[index].overall.isRanked }

    /// Up to which fact somebody's row is folded.
    func asOf(_ index: Int) -> LedgerSequence { rows[index].asOf }

    /// Notes that somebody's row is folded up to a fact.
    mutating func touch(_ index: Int, at sequence: LedgerSequence) {
        rows[index].asOf = max(rows[index].asOf, sequence)
    }

    /// Somebody's standings; the figures of day and week are empty once their week is over.
    ///
    /// The day stays: it is that of the latest attempt, whenever somebody looks.
    subscript(index: Int) -> ParticipantStandings {
        get {
            let row = rows[index]
            var standings = ParticipantStandings(
                asOf: row.asOf,
                overall: row.overall,
                lots: row.lots
            )
            standings.day = row.day
            guard row.place != Self.none, row.day.week == week else { return standings }
            if row.place == Self.likeOverall {
                (standings.today, standings.thisWeek) = (row.overall, row.overall)
            } else if recent.indices.contains(Int(row.place)) {
                let recent = recent[Int(row.place)]
                (standings.today, standings.thisWeek) = (recent.today, recent.thisWeek)
            }
            return standings
        }
        set {
            turn(to: newValue.day)
            let place = place(for: newValue, index)
            rows[index] = Row(
                asOf: newValue.asOf,
                overall: newValue.overall,
                day: newValue.day,
                lots: newValue.lots,
                place: place
            )
        }
    }

    private mutating func place(for standings: ParticipantStandings, _ index: Int) -> Int32 {
        guard standings.day.week == week, standings.thisWeek.isRanked else { return Self.none }
        if standings.today == standings.overall, standings.thisWeek == standings.overall {
            return Self.likeOverall
        }
        let figures = Recent(today: standings.today, thisWeek: standings.thisWeek)
        let present = rows[index].place
        if present >= 0, rows[index].day.week == week, recent.indices.contains(Int(present)) {
            recent[Int(present)] = figures
            return present
        }
        recent.append(figures)
        return Int32(truncatingIfNeeded: recent.count - 1)
    }
}
