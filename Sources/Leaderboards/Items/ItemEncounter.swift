public import ContestModel

/// One question as one person met it in one attempt.
public struct ItemEncounter: Hashable, Sendable {
    /// The question's dense number, from zero.
    public var question: Int
    /// What was chosen, in the bank's order of options; empty when omitted.
    public var chosen: OptionMask
    /// Whether it counts as right under the keys that the caller graded with.
    public var isRight: Bool
    /// How long the answer took; nil when it was omitted or the whole paper was shown at once.
    public var time: Duration?

    /// Makes an encounter.
    public init(question: Int, chosen: OptionMask, isRight: Bool, time: Duration?) {
        self.question = question
        self.chosen = chosen
        self.isRight = isRight
        self.time = time
    }
}

/// What the statistics need to know of a question.
public struct ItemKey: Hashable, Sendable {
    /// Every option of every accepted key, in the bank's order of options.
    public var key: OptionMask
    /// How many options there are, at most eight.
    public var optionCount: Int
    /// Whether several options may be right together.
    public var isMultiple: Bool

    /// Makes a description.
    public init(key: OptionMask, optionCount: Int, isMultiple: Bool) {
        self.key = key
        self.optionCount = optionCount
        self.isMultiple = isMultiple
    }
}
