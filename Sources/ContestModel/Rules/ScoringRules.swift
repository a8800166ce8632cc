/// What an attempt's answers are worth.
///
/// The order of application: each question's points; then `thresholds`, which replace the sum where
/// there are any; then `bonuses`, which add to it. Lots are counted apart.
public struct ScoringRules: Hashable, Codable, Sendable {
    /// Points of a right single-choice question.
    public var single: Points
    /// Points of a right multiple-choice question.
    public var multiple: Points
    /// Points of a right true/false question.
    public var trueFalse: Points
    /// What an incomplete or partly wrong multiple-choice response earns.
    public var partialCredit: PartialCredit
    /// What a wrong response costs, as a positive amount; omitted questions cost nothing.
    public var wrongPenalty: Points
    /// Points by the number right, instead of the questions' sum.
    ///
    /// The first that fits counts; the list is ordered from the highest.
    public var thresholds: [ScoreStep]
    /// Extra points by the number right.
    ///
    /// Each that fits is added.
    public var bonuses: [ScoreStep]
    /// Lots for the prize draw.
    public var lots: [LotRule]
    /// The mark from which an attempt passes; nil where there is none.
    public var passMark: Points?

    /// Makes scoring rules.
    public init(
        single: Points = Points(hundredths: 100),
        multiple: Points = Points(hundredths: 100),
        trueFalse: Points = Points(hundredths: 100),
        partialCredit: PartialCredit = .allOrNothing,
        wrongPenalty: Points = .zero,
        thresholds: [ScoreStep] = [],
        bonuses: [ScoreStep] = [],
        lots: [LotRule] = [],
        passMark: Points? = nil
    ) {
        self.single = single
        self.multiple = multiple
        self.trueFalse = trueFalse
        self.partialCredit = partialCredit
        self.wrongPenalty = wrongPenalty
        self.thresholds = thresholds
        self.bonuses = bonuses
        self.lots = lots
        self.passMark = passMark
    }

    /// What a right answer of a type is worth.
    public func worth(of type: QuestionType) -> Points {
        switch type {
        case .single: single
        case .multiple: multiple
        case .trueFalse: trueFalse
        }
    }
}

/// The usual ways to mark a multiple-choice response that is not exactly the key.
public enum PartialCredit: String, Codable, CaseIterable, Sendable {
    /// Only the exact key earns anything.
    case allOrNothing = "all_or_nothing"
    /// A non-empty proper part of the key, with nothing wrong, earns half (少选得一半).
    case half
    /// Each right option chosen earns an equal share of the worth; anything wrong earns nothing.
    case perOption = "per_option"
    /// Right options chosen less wrong ones, as a share of the key, never below nothing.
    case rightMinusWrong = "right_minus_wrong"
}

/// Points that depend on how many questions are right.
public struct ScoreStep: Hashable, Codable, Sendable {
    /// At least so many right.
    public var rightAtLeast: Int
    /// The points.
    public var points: Points

    /// Makes a step.
    public init(rightAtLeast: Int, points: Points) {
        self.rightAtLeast = rightAtLeast
        self.points = points
    }
}

/// How an attempt earns lots for the prize draw.
public struct LotRule: Hashable, Codable, Sendable {
    /// One lot for every so many right.
    ///
    /// 5 gives three lots for fifteen right.
    public var everyRight: Int
    /// At most so many lots from one attempt.
    public var most: Int

    /// Makes a rule.
    ///
    /// "A lot from four right on" is `everyRight: 4, most: 1`.
    public init(everyRight: Int, most: Int) {
        self.everyRight = everyRight
        self.most = most
    }
}
