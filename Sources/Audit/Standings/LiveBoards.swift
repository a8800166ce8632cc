// What a running server shows, for comparison with its ledger: the answer of `GET …/audit-view`.
//
//     {"sequence": 4711,
//      "tally": {"people":3,"attempts":5,"points":1900,"right":19,"drawn":25},
//      "overall": [{"rank":1,"pseudonym":"00d1…","value":900,"time_ms":41000,"attempts":2}, …],
//      "day": {"day":20240,"rows":[…]},
//      "week": {"week":2892,"rows":[…]},
//      "regions": [{"id":1,"people":3,"attempts":5,"points":1900,"right":19,"drawn":25}, …],
//      "units": [{"id":7,…}, …]}
//
// `sequence` is the last fact that is in the figures. Points and values are hundredths, `time_ms` is
// the time by `ranking.time` whether or not it breaks ties. Rows stand in order, best first, equals
// in order of registration. A board that is not kept is missing or null, and so is a list of groups;
// a group that is missing from its list is taken to have no people and no attempts. `day` counts
// days since 1970-01-01 in the contest's time zone, `week` weeks from the Monday before that day.

/// A running server's boards at one sequence.
public struct LiveBoards: Hashable, Codable, Sendable {
    /// The last fact that is in them.
    public var sequence: Int64
    /// The whole contest's figures.
    public var tally: AuditTally
    /// Everyone, best first; nil when the board is not kept.
    public var overall: [Row]?
    /// The present day's board.
    public var day: Day?
    /// The present week's board.
    public var week: Week?
    /// The regions.
    public var regions: [AuditGroupTally]?
    /// The units.
    public var units: [AuditGroupTally]?

    /// Makes boards.
    public init(
        sequence: Int64,
        tally: AuditTally,
        overall: [Row]? = nil,
        day: Day? = nil,
        week: Week? = nil,
        regions: [AuditGroupTally]? = nil,
        units: [AuditGroupTally]? = nil
    ) {
        self.sequence = sequence
        self.tally = tally
        self.overall = overall
        self.day = day
        self.week = week
        self.regions = regions
        self.units = units
    }

    /// One line of a board.
    public typealias Row = PublishedRow

    /// A day's board.
    public struct Day: Hashable, Codable, Sendable {
        /// Which day.
        public var day: Int
        /// Its rows.
        public var rows: [Row]

        /// Makes a day's board.
        public init(day: Int, rows: [Row]) {
            self.day = day
            self.rows = rows
        }
    }

    /// A week's board.
    public struct Week: Hashable, Codable, Sendable {
        /// Which week.
        public var week: Int
        /// Its rows.
        public var rows: [Row]

        /// Makes a week's board.
        public init(week: Int, rows: [Row]) {
            self.week = week
            self.rows = rows
        }
    }
}
