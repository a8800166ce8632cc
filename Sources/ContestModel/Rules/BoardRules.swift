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
    /// Further measures by which they can be asked for.
    public var furtherMeasures: [GroupMeasure]
    /// What "heat" means; nil where no board shows it.
    public var heat: HeatFormula?

    /// Makes board rules.
    public init(
        periods: [BoardPeriod] = [.overall, .day, .week],
        regionBoards: Bool = true,
        unitBoards: Bool = true,
        groupMeasure: GroupMeasure = .people,
        furtherMeasures: [GroupMeasure] = [],
        heat: HeatFormula? = nil
    ) {
        self.periods = periods
        self.regionBoards = regionBoards
        self.unitBoards = unitBoards
        self.groupMeasure = groupMeasure
        self.furtherMeasures = furtherMeasures
        self.heat = heat
    }

    /// Reads rules; what versions before this one did not know has its default.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        periods = try values.decode([BoardPeriod].self, forKey: .periods)
        regionBoards = try values.decode(Bool.self, forKey: .regionBoards)
        unitBoards = try values.decode(Bool.self, forKey: .unitBoards)
        groupMeasure = try values.decode(GroupMeasure.self, forKey: .groupMeasure)
        furtherMeasures =
            try values.decodeIfPresent([GroupMeasure].self, forKey: .furtherMeasures) ?? []
        heat = try values.decodeIfPresent(HeatFormula.self, forKey: .heat)
    }
}

/// 热度: a weighted sum, never shown without its formula.
public struct HeatFormula: Hashable, Codable, Sendable {
    /// What a person counts.
    public var people: Int
    /// What a counted attempt counts.
    public var attempts: Int
    /// What a point counts.
    public var points: Int

    /// The highest weight.
    public static let weightLimit = 10_000

    /// Makes a formula; weights are `0 ... weightLimit`.
    public init(people: Int, attempts: Int, points: Int) {
        self.people = people
        self.attempts = attempts
        self.points = points
    }

    /// The formula as it is printed beside every figure.
    public var chineseText: String {
        let parts = [(people, "人数"), (attempts, "人次"), (points, "积分")]
            .filter { $0.0 != 0 }
            .map { "\($0.0)×\($0.1)" }
        return "热度＝" + (parts.isEmpty ? "0" : parts.joined(separator: "＋"))
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
    /// 人数 of those with more than nothing.
    case scorers
    /// 热度, by the contest's formula.
    case heat

    /// The name that people read.
    public var chineseName: String {
        switch self {
        case .people: "参与人数"
        case .attempts: "答题人次"
        case .points: "积分"
        case .average: "平均分（按人次）"
        case .accuracy: "正确率"
        case .participation: "参与率"
        case .scorers: "得分人数"
        case .heat: "热度"
        }
    }
}
