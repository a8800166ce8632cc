import ContestModel

/// What a report says of the whole contest, of a region, a unit or an industry.
public struct GroupFigures: Hashable, Sendable {
    /// 人数: distinct people with at least one counted attempt.
    public var people = 0
    /// 得分人数: those of them with more than nothing in all.
    public var scorers = 0
    /// 人次: counted attempts.
    public var attempts = 0
    /// All points in hundredths.
    public var points = 0
    /// The points of each person's best attempt, all together, in hundredths.
    public var bestPoints = 0
    /// Right questions.
    public var right = 0
    /// Drawn questions.
    public var drawn = 0
    /// Attempts with everything right.
    public var fullMarkAttempts = 0
    /// People with at least one of these.
    public var fullMarkPeople = 0
    /// Attempts that reach the pass mark.
    public var passingAttempts = 0
    /// People whose best attempt reaches it.
    public var passingPeople = 0
    /// The same by day.
    public var days = DaySeries()

    /// Makes empty figures.
    public init() {}

    /// 平均分（按人次）: points per attempt.
    public var averagePerAttempt: Ratio { Self.average(points, of: attempts) }
    /// 人均积分: points per person.
    public var averagePerPerson: Ratio { Self.average(points, of: people) }
    /// 人均最好成绩: points of the best attempt per person.
    public var averageOfBest: Ratio { Self.average(bestPoints, of: people) }
    /// 正确率: right ÷ drawn.
    public var accuracy: Ratio { Ratio(right, of: drawn) }
    /// 人均答题次数: attempts per person.
    public var attemptsPerPerson: Ratio { Ratio(attempts, of: people) }
    /// 合格率（按人次）.
    public var passRateOfAttempts: Ratio { Ratio(passingAttempts, of: attempts) }
    /// 合格率（按人，取最好成绩）.
    public var passRateOfPeople: Ratio { Ratio(passingPeople, of: people) }

    /// 参与率: people ÷ headcount; not known without one.
    public func participation(headcount: Int?) -> Ratio { Ratio(people, of: headcount) }

    /// Points in hundredths ÷ a count, as points.
    private static func average(_ hundredths: Int, of count: Int) -> Ratio {
        Ratio(hundredths, of: count.multipliedReportingOverflow(by: 100).partialValue)
    }

    mutating func take(_ submission: FoldedSubmission, from before: PersonMark?) {
        let score = submission.score
        let points = Int(score.points.hundredths)
        attempts += 1
        self.points += points
        right += Int(score.right)
        drawn += Int(score.drawn)
        fullMarkAttempts += submission.hasFullMarks ? 1 : 0
        passingAttempts += submission.passes ? 1 : 0
        people += before == nil ? 1 : 0
        let total = before?.points ?? 0
        scorers += (total + points > 0 ? 1 : 0) - (total > 0 ? 1 : 0)
        if let best = before.map({ Int($0.best) }) {
            bestPoints += max(0, points - best)
        } else {
            bestPoints += points
        }
        fullMarkPeople += submission.hasFullMarks && before?.hasFullMarks != true ? 1 : 0
        passingPeople += submission.passes && before?.passes != true ? 1 : 0
        days.take(submission, isNewPerson: before?.day != submission.day)
    }
}

/// What must be remembered of a person to count the person once.
struct PersonMark: Sendable {
    var points: Int
    var best: Int32
    var hasFullMarks: Bool
    var passes: Bool
    /// The latest day with an attempt.
    var day: ContestDay

    /// A person's mark after an attempt.
    init(_ submission: FoldedSubmission, after before: PersonMark?) {
        let points = submission.score.points.hundredths
        self.points = (before?.points ?? 0) + Int(points)
        best = max(before?.best ?? points, points)
        hasFullMarks = submission.hasFullMarks || before?.hasFullMarks == true
        passes = submission.passes || before?.passes == true
        day = submission.day
    }
}
