import ContestModel
import Exports
import Leaderboards

/// The report as JSON: shares and averages as numbers, null where they are not known.
struct ReportBody: Encodable {
    var contest: String
    var title: String
    var sentence: String
    var basis: String
    var counts: String
    @Nullable var preliminary: Bool?
    var sequence: Int64
    var chain: String
    var madeAt: String
    @Nullable var headcount: Int?
    @Nullable var participation: Double?
    var whole: Figures
    var days: [Day]
    var histogram: [Mark]
    var regions: [Group]
    var units: [Group]
    var industries: [Group]
    var notes: [String]

    struct Figures: Encodable {
        var people: Int
        var attempts: Int
        var points: DecimalPoints
        var right: Int
        var drawn: Int
        @Nullable var averagePerAttempt: Double?
        @Nullable var averagePerPerson: Double?
        @Nullable var averageOfBest: Double?
        @Nullable var accuracy: Double?
        var fullMarkAttempts: Int
        var fullMarkPeople: Int
        @Nullable var passRateOfPeople: Double?
        @Nullable var passRateOfAttempts: Double?
    }

    struct Day: Encodable {
        var day: String
        var people: Int
        var attempts: Int
        var points: DecimalPoints
        var right: Int
        var drawn: Int
    }

    struct Mark: Encodable {
        var points: DecimalPoints
        var attempts: Int
    }

    struct Group: Encodable {
        var level: Int
        var rank: Int
        var code: String
        var name: String
        var parent: String
        @Nullable var headcount: Int?
        @Nullable var participation: Double?
        var figures: Figures
    }
}

extension ReportBody {
    init(_ report: ContestReport) {
        contest = report.cover.contest
        title = report.cover.title
        sentence = report.sentence
        basis = report.cover.basis
        counts = report.cover.counts
        preliminary = report.cover.isPreliminary
        sequence = report.cover.sequence
        chain = report.cover.chain
        madeAt = report.cover.time.timestamp(report.cover.madeAt)
        headcount = report.headcount
        participation = report.participation.rounded(4)
        whole = Figures(report.whole, report.hasPassMark)
        days = report.whole.days.days.map { day in
            Day(
                day: CivilDate(day.day).description,
                people: day.figures.people,
                attempts: day.figures.attempts,
                points: DecimalPoints(hundredths: day.figures.points),
                right: day.figures.right,
                drawn: day.figures.drawn
            )
        }
        histogram = report.histogram.map { mark in
            Mark(
                points: DecimalPoints(hundredths: Int(mark.points.hundredths)),
                attempts: mark.attempts
            )
        }
        let hasPassMark = report.hasPassMark
        regions = report.regions.map { Group($0, hasPassMark) }
        units = report.units.map { Group($0, hasPassMark) }
        industries = report.industries.map { Group($0, hasPassMark) }
        notes = report.notes
    }
}

extension ReportBody.Figures {
    fileprivate init(_ figures: GroupFigures, _ hasPassMark: Bool) {
        people = figures.people
        attempts = figures.attempts
        points = DecimalPoints(hundredths: figures.points)
        right = figures.right
        drawn = figures.drawn
        averagePerAttempt = figures.averagePerAttempt.rounded(2)
        averagePerPerson = figures.averagePerPerson.rounded(2)
        averageOfBest = figures.averageOfBest.rounded(2)
        accuracy = figures.accuracy.rounded(4)
        fullMarkAttempts = figures.fullMarkAttempts
        fullMarkPeople = figures.fullMarkPeople
        passRateOfPeople = hasPassMark ? figures.passRateOfPeople.rounded(4) : nil
        passRateOfAttempts = hasPassMark ? figures.passRateOfAttempts.rounded(4) : nil
    }
}

extension ReportBody.Group {
    fileprivate init(_ row: GroupRow, _ hasPassMark: Bool) {
        level = row.level
        rank = row.rank
        code = row.code
        name = row.name
        parent = row.parent
        headcount = row.headcount
        participation = row.participation.rounded(4)
        figures = ReportBody.Figures(row.figures, hasPassMark)
    }
}

extension Ratio {
    /// The value with so many decimals as a number that prints like it.
    fileprivate func rounded(_ places: Int) -> Double? {
        text(places: places).flatMap(Double.init)
    }
}
