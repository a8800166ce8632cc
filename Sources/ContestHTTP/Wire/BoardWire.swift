import ContestEngine
import ContestModel
import Leaderboards

/// What every answer about a board says of itself: whose figures, as of when, ranked how.
struct BoardBasis: Encodable {
    var sequence: Int64
    var atMs: Int64
    /// `overall`, `day`, `week`, `region:5`, `unit:9`; `regions` or `units` for rankings of groups.
    var board: String
    var period: String
    var day: String
    var method: String
    var breakers: [String]
    /// What the value is: `sum`, `best`, `latest`, `count`; for groups the measure.
    var valueKind: String
    var preliminary: Bool
    var frozen: Bool
}

/// An answer with its basis, as one object.
struct BasedBody<Body: Encodable>: Encodable {
    var basis: BoardBasis
    var body: Body

    func encode(to encoder: any Encoder) throws {
        try basis.encode(to: encoder)
        try body.encode(to: encoder)
    }
}

struct BoardBody: Encodable {
    var total: Int
    var rows: [Row]
    @Nullable var next: String?
    /// Around oneself: nothing for somebody who is not on the board.
    var me: Share?
    /// Around somebody else.
    var person: Share?

    struct Row: Encodable {
        var rank: Int
        /// Null where names are hidden.
        @Nullable var name: String?
        @Nullable var participant: String?
        var value: DecimalPoints
        @Nullable var timeMs: UInt32?
    }

    struct Share: Encodable {
        var rank: Int
        var position: Int
        var ahead: Int
        var level: Int
        var behind: Int
        /// Percent of the board that is behind, with at most two decimals, rounded down.
        var percentile: DecimalPoints

        init(rank: Int, position: Int, _ share: BoardShare) {
            self.rank = rank
            self.position = position
            ahead = share.ahead
            level = share.level
            behind = share.behind
            percentile = DecimalPoints(hundredths: share.percentileHundredths)
        }
    }
}

struct PlaceBody: Encodable {
    var value: DecimalPoints
    @Nullable var timeMs: Int?
    var ahead: Int
    var level: Int
    var total: Int
    var rank: Int
    var worstRank: Int
}

struct PercentilesBody: Encodable {
    /// How a percentile of few values is defined.
    var definition = "nearest_rank"
    var total: Int
    var percentiles: [Line]

    struct Line: Encodable {
        var p: DecimalPoints
        @Nullable var value: DecimalPoints?
    }
}

struct HistogramBody: Encodable {
    var total: Int
    var step: DecimalPoints
    var bins: [Bin]

    struct Bin: Encodable {
        /// The lowest value that is in the bin.
        var from: DecimalPoints
        /// The lowest value that is no longer in it.
        var to: DecimalPoints
        var people: Int
    }
}

struct GroupTalliesBody: Encodable {
    var measure: String
    /// What heat means; never shown without it.
    @Nullable var heatFormula: String?
    /// Groups with fewer people are withheld.
    var minimumGroupSize: Int
    var total: Int
    var groups: [Group]
    @Nullable var next: String?

    struct Group: Encodable {
        @Nullable var rank: Int?
        var id: Int32
        var code: String
        var name: String
        var withheld: Bool
        @Nullable var people: Int?
        @Nullable var scorers: Int?
        @Nullable var attempts: Int?
        @Nullable var points: DecimalPoints?
        @Nullable var right: Int?
        @Nullable var drawn: Int?
        @Nullable var heat: DecimalPoints?
        @Nullable var headcount: Int?
        @Nullable var participation: Double?
    }
}
