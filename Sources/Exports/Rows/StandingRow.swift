public import ContestModel

/// One person on a board, as organisers take it away.
public struct StandingRow: Sendable {
    /// The rank by the contest's method.
    public var rank: Int
    /// The name as registered.
    public var name: String
    /// The random name that the ledger knows.
    public var pseudonym: Pseudonym
    /// The leaf region.
    public var region: String
    /// The leaf unit.
    public var unit: String
    /// The ranked value.
    public var value: Points
    /// Counted attempts of the board's period.
    public var attempts: Int
    /// Right questions of these.
    public var right: Int
    /// Drawn questions of these.
    public var drawn: Int
    /// The tie-breaking time in milliseconds.
    public var timeMilliseconds: Int64
    /// Lots earned over the whole contest.
    public var lots: Int

    /// Makes a row.
    public init(
        rank: Int,
        name: String,
        pseudonym: Pseudonym,
        region: String,
        unit: String,
        value: Points,
        attempts: Int,
        right: Int,
        drawn: Int,
        timeMilliseconds: Int64,
        lots: Int
    ) {
        self.rank = rank
        self.name = name
        self.pseudonym = pseudonym
        self.region = region
        self.unit = unit
        self.value = value
        self.attempts = attempts
        self.right = right
        self.drawn = drawn
        self.timeMilliseconds = timeMilliseconds
        self.lots = lots
    }

    /// What the table says.
    ///
    /// - Parameter showsTime: Whether time breaks ties, so that it has a column.
    public static func fields(showsTime: Bool) -> [ExportField<StandingRow>] {
        var fields: [ExportField<StandingRow>] = [
            .integer("名次", "rank", width: 8, \.rank),
            .text("姓名", "name", \.name),
            .code("编号", "participant") { $0.pseudonym.description },
            .text("地区", "region", width: 20, \.region),
            .text("单位", "unit", width: 24, \.unit),
            .points("成绩", "value") { Int($0.value.hundredths) },
            .integer("人次", "attempts", \.attempts),
            .integer("答对", "right", \.right),
            .integer("题数", "drawn", \.drawn),
        ]
        if showsTime { fields.append(.duration("用时（秒）", "time_ms", \.timeMilliseconds)) }
        fields.append(.integer("抽奖次数", "lots", \.lots))
        return fields
    }
}

extension RankingRules {
    /// How ties are numbered and broken, as every list of ranks prints it.
    public var chineseTies: String {
        let numbering =
            switch method {
            case .standardCompetition: "并列名次按 1、1、3 编排"
            case .dense: "并列名次按 1、1、2 编排"
            case .ordinal: "不设并列，相同者按报名先后"
            }
        guard !breakers.isEmpty else { return numbering }
        let names = breakers.map { breaker in
            switch breaker {
            case .time: time == .ofBest ? "最好成绩用时短者在前" : "累计用时短者在前"
            case .first: "先达到者在前"
            case .lot: "抽签号小者在前"
            }
        }
        return "成绩相同时" + names.joined(separator: "，再") + "；" + numbering
    }
}
