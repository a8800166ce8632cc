public import ContestModel

/// One ended attempt; people by their random name only.
public struct AttemptRow: Sendable {
    /// Its identifier: the ledger sequence of its beginning.
    public var attempt: AttemptID
    /// Whose.
    public var pseudonym: Pseudonym
    /// The track's name.
    public var track: String
    /// The day to which it belongs.
    public var day: ContestDay
    /// When it began.
    public var startedAt: LedgerInstant
    /// When it ended.
    public var endedAt: LedgerInstant
    /// How long it took, in milliseconds.
    public var elapsedMilliseconds: Int64
    /// What ended it.
    public var ending: AttemptEnding
    /// Its mark.
    public var score: Score
    /// The leaf region that earned it.
    public var region: String
    /// The leaf unit that earned it.
    public var unit: String

    /// Makes a row.
    public init(
        attempt: AttemptID,
        pseudonym: Pseudonym,
        track: String,
        day: ContestDay,
        startedAt: LedgerInstant,
        endedAt: LedgerInstant,
        elapsedMilliseconds: Int64,
        ending: AttemptEnding,
        score: Score,
        region: String,
        unit: String
    ) {
        self.attempt = attempt
        self.pseudonym = pseudonym
        self.track = track
        self.day = day
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.elapsedMilliseconds = elapsedMilliseconds
        self.ending = ending
        self.score = score
        self.region = region
        self.unit = unit
    }

    /// What the table says.
    public static var fields: [ExportField<AttemptRow>] {
        [
            .integer("答题序号", "attempt", width: 12) { Int(clamping: $0.attempt.sequence) },
            .code("编号", "participant") { $0.pseudonym.description },
            .text("赛道", "track", width: 12, \.track),
            .day("日期", "day") { $0.day },
            .instant("开始", "started_at", \.startedAt),
            .instant("结束", "ended_at", \.endedAt),
            .duration("用时（秒）", "elapsed_ms", \.elapsedMilliseconds),
            .text("交卷方式", "ending", width: 10) { $0.ending.chineseName },
            .integer("作答", "answered") { Int($0.score.answered) },
            .integer("答对", "right") { Int($0.score.right) },
            .integer("题数", "drawn") { Int($0.score.drawn) },
            .points("得分", "points") { Int($0.score.points.hundredths) },
            .integer("抽奖次数", "lots") { Int($0.score.lots) },
            .text("计入人次", "counts", width: 10) { $0.score.counts ? "是" : "否" },
            .text("地区", "region", width: 20, \.region),
            .text("单位", "unit", width: 24, \.unit),
        ]
    }
}

extension AttemptEnding {
    /// The name that people read.
    public var chineseName: String {
        switch self {
        case .submitted: "本人交卷"
        case .deadline: "时间到"
        case .closing: "竞赛结束"
        }
    }
}
