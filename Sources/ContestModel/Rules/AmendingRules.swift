/// What becomes of thresholds, full marks and lots when a question is withdrawn (作废).
public struct WithdrawalRules: Hashable, Codable, Sendable {
    /// Whether "at least so many right" asks for fewer where a question of the paper is withdrawn.
    public enum Demand: String, Hashable, Codable, CaseIterable, Sendable {
        /// A withdrawn question is met by everyone who drew it: 14 of the remaining 14 do for 15.
        case lowered
        /// The number stays as it was.
        case kept
    }

    /// What full marks are.
    public enum FullMarks: String, Hashable, Codable, CaseIterable, Sendable {
        /// All that remain are right.
        case remaining
        /// All that were drawn are right, so that a paper with a withdrawn question has none.
        case drawn
    }

    /// Thresholds, bonuses, and `counts_when` by the number right.
    public var thresholds: Demand
    /// Full marks in reports.
    public var fullMarks: FullMarks
    /// Lots that are not drawn yet; drawn ones stand.
    public var lots: Demand

    /// Makes rules.
    public init(
        thresholds: Demand = .lowered,
        fullMarks: FullMarks = .remaining,
        lots: Demand = .lowered
    ) {
        self.thresholds = thresholds
        self.fullMarks = fullMarks
        self.lots = lots
    }
}

/// Who may change what once people are in.
public struct AmendingRules: Hashable, Codable, Sendable {
    /// How many organisers it takes to amend figures: one, or two by four eyes.
    public var approvals: Int
    /// For how many hours after registering a person may correct name, region and unit; zero for
    /// never.
    public var selfCorrectionHours: Int

    /// How often a person may correct their own registration.
    public static let selfCorrectionLimit = 3

    /// Makes rules.
    public init(approvals: Int = 1, selfCorrectionHours: Int = 0) {
        self.approvals = approvals
        self.selfCorrectionHours = selfCorrectionHours
    }
}
