public import ContestModel

/// A draw as an organiser asks for it.
public struct DrawRequest: Sendable {
    /// Its name in addresses: lower-case letters, digits and hyphens, at most 40.
    public var name: String
    /// What people call it.
    public var title: String
    /// The prizes in the order in which they are drawn.
    public var prizes: [DrawPrize]
    /// How many alternates.
    public var alternates: Int
    /// What a person's chances are.
    public var chances: DrawChances
    /// Where the public randomness will come from.
    public var source: String
    /// When it will be known.
    public var notBefore: LedgerInstant
    /// Whether those who won an earlier draw take part.
    public var repeatsWinners: Bool
    /// People who do not take part: staff.
    public var excluded: [ParticipantIndex]
    /// Everybody of these units and below does not take part.
    public var excludedUnits: [NodeID]
    /// Why they do not.
    public var exclusionReason: String
    /// Why the draw is held.
    public var reason: String

    /// Makes a request.
    public init(
        name: String,
        title: String,
        prizes: [DrawPrize],
        alternates: Int,
        chances: DrawChances,
        source: String,
        notBefore: LedgerInstant,
        repeatsWinners: Bool,
        excluded: [ParticipantIndex],
        excludedUnits: [NodeID],
        exclusionReason: String,
        reason: String
    ) {
        self.name = name
        self.title = title
        self.prizes = prizes
        self.alternates = alternates
        self.chances = chances
        self.source = source
        self.notBefore = notBefore
        self.repeatsWinners = repeatsWinners
        self.excluded = excluded
        self.excludedUnits = excludedUnits
        self.exclusionReason = exclusionReason
        self.reason = reason
    }

    /// The most people whom one draw gives something to, alternates included.
    static let drawnLimit = 10_000
    /// The most people whom one draw leaves out by name.
    static let excludedLimit = 20_000

    /// Says what is wrong with it; nil when nothing is.
    var fault: String? {
        let hasName =
            (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-")
            }
        guard hasName else { return "名称只能用小写字母、数字和连字符 / a name of a-z, 0-9 and -" }
        guard Self.isText(title, most: 200), Self.isText(source, most: 500),
            Self.isText(reason, most: 1_000)
        else {
            return "标题、随机数来源和事由都要写，不能有控制字符 / title, source and reason are needed"
        }
        let total = prizes.reduce(alternates) { sum, prize in
            sum.addingReportingOverflow(prize.count).partialValue
        }
        guard (1...50).contains(prizes.count), (0...Self.drawnLimit).contains(alternates),
            prizes.allSatisfy({
                (1...Self.drawnLimit).contains($0.count) && Self.isText($0.name, most: 100)
            }), total <= Self.drawnLimit
        else {
            return "奖项 1 至 50 个，连候补不超过 \(Self.drawnLimit) 人 / too many or no prizes"
        }
        let excludes = !(excluded.isEmpty && excludedUnits.isEmpty)
        guard !excludes || Self.isText(exclusionReason, most: 500) else {
            return "排除人员须写明理由 / exclusions need a reason"
        }
        return nil
    }

    /// Whether a text has 1 to so many bytes and no control characters.
    static func isText(_ text: String, most: Int) -> Bool {
        (1...most).contains(text.utf8.count)
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }
}
