/// One way of taking part: the ranked contest itself, a second line of it, or the practice room.
public struct TrackRules: Hashable, Codable, Sendable {
    /// The track's name in the API: `main`, `practice`.
    public var name: String
    /// The name that people read.
    public var title: String
    /// Whether its attempts may count; practice never does.
    public var counts: Bool
    /// Attempts a person may begin a day; nil for no limit.
    public var attemptsPerDay: Int?
    /// Attempts a person may begin in all; nil for no limit.
    public var attemptsTotal: Int?
    /// Extra attempts and what earns them.
    public var grants: [GrantRule]
    /// How a paper is drawn.
    public var paper: PaperBlueprint
    /// Time for the whole paper; nil for none.
    ///
    /// The server's clock decides.
    public var timeLimit: TimeLimit?
    /// Whole paper or one question at a time.
    public var delivery: DeliveryMode
    /// When right, wrong, key and explanation may be seen.
    public var feedback: RevealPolicy
    /// When an attempt's points may be seen.
    public var pointsShown: RevealPolicy
    /// What answers are worth.
    public var scoring: ScoringRules

    /// Makes a track.
    public init(
        name: String,
        title: String,
        counts: Bool = true,
        attemptsPerDay: Int? = nil,
        attemptsTotal: Int? = nil,
        grants: [GrantRule] = [],
        paper: PaperBlueprint,
        timeLimit: TimeLimit? = nil,
        delivery: DeliveryMode = .wholePaper,
        feedback: RevealPolicy = .afterSubmission,
        pointsShown: RevealPolicy = .afterSubmission,
        scoring: ScoringRules = ScoringRules()
    ) {
        self.name = name
        self.title = title
        self.counts = counts
        self.attemptsPerDay = attemptsPerDay
        self.attemptsTotal = attemptsTotal
        self.grants = grants
        self.paper = paper
        self.timeLimit = timeLimit
        self.delivery = delivery
        self.feedback = feedback
        self.pointsShown = pointsShown
        self.scoring = scoring
    }
}

/// The time an attempt may take, in milliseconds on the wire and in the ledger.
public struct TimeLimit: Hashable, Codable, Sendable {
    /// The limit as milliseconds, positive.
    public var milliseconds: Int64

    /// Makes a limit.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The limit as a duration.
    public var duration: Duration { .milliseconds(milliseconds) }
}

/// How questions reach the participant.
public enum DeliveryMode: String, Codable, CaseIterable, Sendable {
    /// All at once; responses may be changed until submission.
    case wholePaper = "whole_paper"
    /// One a call; the next comes when the present one is answered.
    case oneAtATime = "one_at_a_time"
}

/// When something that gives the key away may be shown.
public enum RevealPolicy: String, Codable, CaseIterable, Comparable, Sendable {
    /// With the answer to each response.
    case afterResponse = "after_response"
    /// Once the attempt has ended.
    case afterSubmission = "after_submission"
    /// Once the contest has closed and its last deadline has passed.
    case afterClosing = "after_closing"
    /// To participants, never.
    case never

    private var order: Int {
        switch self {
        case .afterResponse: 0
        case .afterSubmission: 1
        case .afterClosing: 2
        case .never: 3
        }
    }

    /// Whether the left one comes first.
    public static func < (left: RevealPolicy, right: RevealPolicy) -> Bool {
        left.order < right.order
    }
}

/// Where an extra attempt comes from.
public enum GrantSource: String, Codable, CaseIterable, Sendable {
    /// Somebody registered by this person's invitation.
    case invite
    /// The person shared the contest.
    case share
    /// An organiser gave it.
    case organiser
}

/// How many extra attempts one source may give.
public struct GrantRule: Hashable, Codable, Sendable {
    /// What earns the attempt.
    public var source: GrantSource
    /// At most so many a day.
    public var perDay: Int

    /// Makes a rule.
    public init(source: GrantSource, perDay: Int) {
        self.source = source
        self.perDay = perDay
    }
}
