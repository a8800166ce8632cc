import ContestEngine
import ContestModel
import Leaderboards

/// A page of item statistics on the wire.
///
/// Without the right to keys, `key`, `strong`, `weak` and the suspicion's option are null.
struct ItemsBody: Encodable {
    var sequence: Int64
    var atMs: Int64
    var total: Int
    var rows: [Row]
    @Nullable var next: String?

    struct Row: Encodable {
        var question: String
        var bankVersions: [Int32]
        var type: String
        var stem: String
        @Nullable var options: [String]?
        @Nullable var key: String?
        var drawn: Int
        var right: Int
        var omitted: Int
        @Nullable var shareRight: Double?
        @Nullable var shareOmitted: Double?
        var people: Int
        @Nullable var discrimination: Coefficient?
        @Nullable var strong: Shares?
        @Nullable var weak: Shares?
        @Nullable var medianS: Double?
        @Nullable var suspicion: Suspicion?
        var reports: Int

        init(_ row: ItemReport.Row, reports: Int, showsKeys: Bool) {
            let item = row.item.question
            let figures = row.statistics
            question = item.id
            bankVersions = row.item.bankVersions
            type = item.type.rawValue
            stem = item.stem
            options = showsKeys ? item.options : nil
            key = showsKeys ? item.key.letters : nil
            drawn = figures.drawn
            right = figures.right
            omitted = figures.omitted
            shareRight = figures.shareRight
            shareOmitted = figures.shareOmitted
            people = figures.people
            discrimination = figures.discrimination.map(Coefficient.init)
            strong = showsKeys ? Shares(figures.strong) : nil
            weak = showsKeys ? Shares(figures.weak) : nil
            medianS = figures.medianTenths.map { Double($0) / 10 }
            suspicion = figures.suspicion.map { Suspicion($0, showsKeys: showsKeys) }
            self.reports = reports
        }
    }

    struct Coefficient: Encodable {
        var value: Double
        @Nullable var lower: Double?
        @Nullable var upper: Double?
        var people: Int

        init(_ figure: Discrimination) {
            value = figure.value
            lower = figure.lower
            upper = figure.upper
            people = figure.people
        }
    }

    struct Shares: Encodable {
        var people: Double
        var options: [Double]
        @Nullable var omitted: Double?

        init(_ shares: OptionShares) {
            people = shares.people
            options = shares.options
            omitted = shares.omitted
        }
    }

    struct Suspicion: Encodable {
        /// `negative_discrimination`, `distractor_preferred`, `both`, `low_discrimination`.
        var code: String
        /// Whether the key is suspected, and not only the question's worth doubted.
        var ofKey: Bool
        var chinese: String
        var english: String

        init(_ suspicion: KeySuspicion, showsKeys: Bool) {
            code =
                switch suspicion {
                case .negativeDiscrimination: "negative_discrimination"
                case .distractorPreferred: "distractor_preferred"
                case .both: "both"
                case .lowDiscrimination: "low_discrimination"
                }
            ofKey = suspicion.isOfKey
            chinese = suspicion.chinese(showsOptions: showsKeys)
            english = suspicion.english(showsOptions: showsKeys)
        }
    }
}
