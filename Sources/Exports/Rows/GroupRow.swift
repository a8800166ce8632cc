public import ContestModel
public import Leaderboards

/// One region, unit or industry with its figures.
public struct GroupRow: Sendable {
    /// Its depth in the tree, from one; one for an industry.
    public var level: Int
    /// The rank among its siblings by the contest's measure.
    public var rank: Int
    /// The organiser's code; empty for an industry.
    public var code: String
    /// The name.
    public var name: String
    /// The name of the node above; empty at the top.
    public var parent: String
    /// How many people belong to it; nil when not known.
    public var headcount: Int?
    /// The day of that headcount.
    public var headcountDay: ContestDay?
    /// Its figures.
    public var figures: GroupFigures

    /// 参与率.
    public var participation: Ratio { figures.participation(headcount: headcount) }

    /// What must be said of it, in words; empty when nothing.
    public var remark: String {
        participation.isAboveOne ? "参与率超过 100%，请核对应参与人数" : ""
    }

    /// What the table says.
    ///
    /// - Parameter hasPassMark: Whether the contest has a pass mark.
    public static func fields(hasPassMark: Bool) -> [ExportField<GroupRow>] {
        [
            .integer("层级", "level", width: 6, \.level),
            .integer("同级排名", "rank", width: 10, \.rank),
            .code("代码", "code", width: 14, \.code),
            .text("名称", "name", width: 26, \.name),
            .text("上级", "parent", width: 20, \.parent),
            .count("应参与人数", "headcount", width: 12, \.headcount),
            .day("人数截止日", "headcount_day", \.headcountDay),
            .integer("参与人数", "people", \.figures.people),
            .integer("得分人数", "scorers", \.figures.scorers),
            .integer("参与人次", "attempts", \.figures.attempts),
            .percent("参与率", "participation", \.participation),
            .average("平均分（按人次）", "average_per_attempt", \.figures.averagePerAttempt),
            .average("人均积分", "average_per_person", \.figures.averagePerPerson),
            .average("人均最好成绩", "average_of_best", \.figures.averageOfBest),
            .percent("正确率", "accuracy", \.figures.accuracy),
            .integer("满分人次", "full_mark_attempts", \.figures.fullMarkAttempts),
            .integer("满分人数", "full_mark_people", \.figures.fullMarkPeople),
            ExportField("合格率（按人，最好成绩）", "pass_rate_of_people", .percent, width: 20) { row in
                hasPassMark ? .percent(row.figures.passRateOfPeople) : .unknown
            },
            ExportField("合格率（按人次）", "pass_rate_of_attempts", .percent, width: 16) { row in
                hasPassMark ? .percent(row.figures.passRateOfAttempts) : .unknown
            },
            .text("备注", "remark", width: 30, \.remark),
        ]
    }
}

/// One day of one region, unit, industry or of the whole contest.
public struct GroupDayRow: Sendable {
    /// The group's code.
    public var code: String
    /// The group's name.
    public var name: String
    /// The day.
    public var day: ContestDay
    /// The day's figures.
    public var figures: DayFigures

    /// Makes a row.
    public init(code: String, name: String, day: ContestDay, figures: DayFigures) {
        self.code = code
        self.name = name
        self.day = day
        self.figures = figures
    }

    /// What the table says.
    public static var fields: [ExportField<GroupDayRow>] {
        [
            .day("日期", "day") { $0.day },
            .code("代码", "code", width: 14, \.code),
            .text("名称", "name", width: 26, \.name),
            .integer("参与人数", "people", \.figures.people),
            .integer("参与人次", "attempts", \.figures.attempts),
            .average("平均分（按人次）", "average_per_attempt") { row in
                Ratio(row.figures.points, of: row.figures.attempts * 100)
            },
            .percent("正确率", "accuracy") { Ratio($0.figures.right, of: $0.figures.drawn) },
        ]
    }
}

extension [GroupRow] {
    /// One row for the whole contest.
    public init(whole figures: ContestFigures) {
        self = [
            GroupRow(
                level: 1,
                rank: 1,
                code: "",
                name: "全体",
                parent: "",
                headcount: nil,
                headcountDay: nil,
                figures: figures.whole
            )
        ]
    }
}
