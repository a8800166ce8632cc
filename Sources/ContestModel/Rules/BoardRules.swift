/// Which boards are kept in memory while the contest runs.
public struct BoardRules: Hashable, Codable, Sendable {
    /// The periods for which people are ranked.
    public var periods: [BoardPeriod]
    /// Whether each region has a board of its own people.
    public var regionBoards: Bool
    /// Whether each unit has a board of its own people.
    public var unitBoards: Bool
    /// What regions and units are ranked by.
    public var groupMeasure: GroupMeasure

    /// Makes board rules.
    public init(
        periods: [BoardPeriod] = [.overall, .day, .week],
        regionBoards: Bool = true,
        unitBoards: Bool = true,
        groupMeasure: GroupMeasure = .people
    ) {
        self.periods = periods
        self.regionBoards = regionBoards
        self.unitBoards = unitBoards
        self.groupMeasure = groupMeasure
    }
}

/// The time that a board covers.
public enum BoardPeriod: String, Codable, CaseIterable, Sendable {
    /// The whole contest.
    case overall
    /// The present day.
    case day
    /// The present week, from Monday.
    case week
}

/// What regions and units are ranked by.
public enum GroupMeasure: String, Codable, CaseIterable, Sendable {
    /// 人数.
    case people
    /// 人次.
    case attempts
    /// All points together.
    case points
    /// Points per counted attempt.
    case average
    /// Right ÷ drawn.
    case accuracy
    /// 人数 ÷ headcount.
    case participation

    /// The name that people read.
    public var chineseName: String {
        switch self {
        case .people: "参与人数"
        case .attempts: "答题人次"
        case .points: "积分"
        case .average: "平均分（按人次）"
        case .accuracy: "正确率"
        case .participation: "参与率"
        }
    }
}
