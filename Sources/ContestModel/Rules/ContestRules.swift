/// Everything that a contest file says, as applied: one version of the rules.
///
/// Rules are data. A contest that differs only in these values needs no code. The reader of
/// contest files (`QuestionBanks`) fills every property, so that the ledger's copy is complete.
public struct ContestRules: Hashable, Codable, Sendable {
    /// The contest's name in addresses: lower-case letters, digits, hyphens; at most 64 bytes.
    public var contest: String
    /// The name that people read.
    public var title: String
    /// Who holds the contest; empty when not given.
    public var organiser: String
    /// Whether it is a rehearsal, whose figures never count anywhere.
    public var rehearsal: Bool
    /// The bank that papers are drawn from.
    public var bank: String
    /// When it opens, closes, and where its days begin.
    public var schedule: ContestSchedule
    /// How people are told apart.
    public var identity: IdentityMode
    /// The tracks, at most eight; facts name them by index.
    public var tracks: [TrackRules]
    /// What is ranked and how ties break.
    public var ranking: RankingRules
    /// Which ended attempts are 人次.
    public var countsWhen: CountingRule
    /// Which boards are kept in memory.
    public var boards: BoardRules
    /// What the public sees.
    public var publication: PublicationRules
    /// What becomes of marks when a question is withdrawn.
    public var withdrawal: WithdrawalRules
    /// What organisers and participants may change once people are in.
    public var amending: AmendingRules

    /// The most tracks a contest may have.
    public static let trackCountLimit = 8

    /// Makes rules.
    public init(
        contest: String,
        title: String,
        organiser: String = "",
        rehearsal: Bool = false,
        bank: String,
        schedule: ContestSchedule,
        identity: IdentityMode = .open,
        tracks: [TrackRules],
        ranking: RankingRules = RankingRules(),
        countsWhen: CountingRule = .anyResponse,
        boards: BoardRules = BoardRules(),
        publication: PublicationRules = PublicationRules(),
        withdrawal: WithdrawalRules = WithdrawalRules(),
        amending: AmendingRules = AmendingRules()
    ) {
        self.contest = contest
        self.title = title
        self.organiser = organiser
        self.rehearsal = rehearsal
        self.bank = bank
        self.schedule = schedule
        self.identity = identity
        self.tracks = tracks
        self.ranking = ranking
        self.countsWhen = countsWhen
        self.boards = boards
        self.publication = publication
        self.withdrawal = withdrawal
        self.amending = amending
    }

    /// Reads rules; what versions before this one did not know has its default.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        contest = try values.decode(String.self, forKey: .contest)
        title = try values.decode(String.self, forKey: .title)
        organiser = try values.decode(String.self, forKey: .organiser)
        rehearsal = try values.decode(Bool.self, forKey: .rehearsal)
        bank = try values.decode(String.self, forKey: .bank)
        schedule = try values.decode(ContestSchedule.self, forKey: .schedule)
        identity = try values.decode(IdentityMode.self, forKey: .identity)
        tracks = try values.decode([TrackRules].self, forKey: .tracks)
        ranking = try values.decode(RankingRules.self, forKey: .ranking)
        countsWhen = try values.decode(CountingRule.self, forKey: .countsWhen)
        boards = try values.decode(BoardRules.self, forKey: .boards)
        publication = try values.decode(PublicationRules.self, forKey: .publication)
        withdrawal =
            try values.decodeIfPresent(WithdrawalRules.self, forKey: .withdrawal)
            ?? WithdrawalRules()
        amending =
            try values.decodeIfPresent(AmendingRules.self, forKey: .amending) ?? AmendingRules()
    }
}

/// How a contest identifies people; every report prints it, since 人数 depends on it.
public enum IdentityMode: String, Codable, CaseIterable, Sendable {
    /// Anyone registers; the account is recovered with the code given at registration.
    case open
    /// A person needs the code of the unit; recovery as with `open`.
    case unitCode = "unit_code"
    /// Only people on the organiser's roster, with a PIN.
    case roster

    /// The basis that reports print behind 人数.
    public var chineseBasis: String {
        switch self {
        case .open: "按注册账号去重"
        case .unitCode: "按单位口令注册的账号去重"
        case .roster: "按名册去重"
        }
    }
}

/// Which ended attempts are counted as 人次.
public enum CountingRule: Hashable, Codable, Sendable {
    /// At least one response was saved.
    case anyResponse
    /// Every question was answered.
    case allAnswered
    /// At least so many questions were right.
    case rightAtLeast(Int)
    /// Any end counts, even an empty paper.
    case anyEnd

    /// Whether an ended attempt counts.
    public func counts(answered: Int, right: Int, drawn: Int) -> Bool {
        switch self {
        case .anyResponse: answered > 0
        case .allAnswered: answered == drawn
        case .rightAtLeast(let least): right >= least
        case .anyEnd: true
        }
    }
}
