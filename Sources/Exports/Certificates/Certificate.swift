public import ContestModel

/// A certificate as it is printed: every text is anybody's and is escaped on the page.
public struct Certificate: Sendable {
    /// The contest's title.
    public var title: String
    /// Who holds it; empty when not given.
    public var organiser: String
    /// The person's, the unit's or the region's name.
    public var name: String
    /// Under which units or regions the subject stands, from the top; empty when under none.
    public var group: String
    /// The rank, from one.
    public var rank: Int
    /// Among how many.
    public var ranked: Int
    /// What the value is, in words: 累计积分.
    public var valueName: String
    /// The value with its unit: `100`, `85.00 %`.
    public var value: String
    /// What stands behind the numbers, line by line.
    public var notes: [String]
    /// Whether figures can still change.
    public var isPreliminary: Bool
    /// The version of the results that was published last; empty while none was.
    public var publication: String
    /// Whether the contest was a rehearsal.
    public var isRehearsal: Bool
    /// The last fact that is in the ranking.
    public var sequence: LedgerSequence
    /// The subject as statements spell it.
    public var subject: String
    /// When it was made.
    public var madeAt: LedgerInstant
    /// The contest's clock.
    public var time: ContestTime
    /// The short code.
    public var code: String
    /// Where it can be checked, with the signed statement: what the QR code holds.
    public var address: String

    /// Makes a certificate of a contest's rules; what stands behind the numbers is theirs.
    public init(
        rules: ContestRules,
        name: String,
        group: String,
        rank: Int,
        ranked: Int,
        valueName: String,
        value: String,
        ties: String,
        isPreliminary: Bool,
        publication: String = "",
        sequence: LedgerSequence,
        subject: String,
        madeAt: LedgerInstant,
        code: String,
        address: String
    ) {
        title = rules.title
        organiser = rules.organiser
        self.name = name
        self.group = group
        self.rank = rank
        self.ranked = ranked
        self.valueName = valueName
        self.value = value
        notes = [
            "统计口径：人数\(rules.identity.chineseBasis)；\(rules.countsWhen.chineseBasis)。\(ties)"
        ]
        self.isPreliminary = isPreliminary
        self.publication = publication
        isRehearsal = rules.rehearsal
        self.sequence = sequence
        self.subject = subject
        self.madeAt = madeAt
        time = ContestTime(rules.schedule)
        self.code = code
        self.address = address
    }

    /// 初步 or 最终.
    public var state: String { isPreliminary ? "初步" : "最终" }
}

extension RankedValue {
    /// The name that people read.
    public var chineseName: String {
        switch self {
        case .sum: "累计积分"
        case .best: "最好一次得分"
        case .latest: "最近一次得分"
        case .count: "计入的答题次数"
        case .average: "平均得分"
        case .accuracy: "正确率"
        }
    }
}
