/// How a paper is drawn: sections from pools, a theme for some days, and what is shuffled.
public struct PaperBlueprint: Hashable, Codable, Sendable {
    /// Shown in this order unless shuffled; a question is never drawn twice in one paper.
    public var sections: [PaperSection]
    /// Whether the drawn questions are shuffled across sections.
    public var shuffleQuestions: Bool
    /// Whether each question's options are shuffled for each attempt.
    ///
    /// True/false stays in order.
    public var shuffleOptions: Bool
    /// Categories that narrow every section on certain days.
    public var themes: [DailyTheme]

    /// The most questions one paper may hold.
    public static let questionCountLimit = 200

    /// Makes a blueprint.
    public init(
        sections: [PaperSection],
        shuffleQuestions: Bool = true,
        shuffleOptions: Bool = true,
        themes: [DailyTheme] = []
    ) {
        self.sections = sections
        self.shuffleQuestions = shuffleQuestions
        self.shuffleOptions = shuffleOptions
        self.themes = themes
    }

    /// How many questions a paper has; `Int.max` where the sum cannot be written.
    public var questionCount: Int {
        sections.reduce(0) { sum, section in
            let (next, overflow) = sum.addingReportingOverflow(section.count)
            return overflow ? .max : next
        }
    }
}

/// So many questions of one description.
public struct PaperSection: Hashable, Codable, Sendable {
    /// How many are drawn, at least one.
    public var count: Int
    /// Only these types; empty for any.
    public var types: [QuestionType]
    /// Only these categories; empty for any.
    public var categories: [String]
    /// Only difficulties from here on, 1 to 5.
    public var minimumDifficulty: UInt8
    /// Only difficulties up to here, 1 to 5.
    public var maximumDifficulty: UInt8
    /// Only these pools, at least one.
    public var pools: [String]

    /// Makes a section.
    public init(
        count: Int,
        types: [QuestionType] = [],
        categories: [String] = [],
        minimumDifficulty: UInt8 = 1,
        maximumDifficulty: UInt8 = 5,
        pools: [String] = ["main"]
    ) {
        self.count = count
        self.types = types
        self.categories = categories
        self.minimumDifficulty = minimumDifficulty
        self.maximumDifficulty = maximumDifficulty
        self.pools = pools
    }

    /// Whether a question fits, under a theme's categories where there is one.
    public func admits(_ question: Question, theme: DailyTheme?) -> Bool {
        if !pools.contains(question.pool) { return false }
        if !types.isEmpty && !types.contains(question.type) { return false }
        if !categories.isEmpty && !categories.contains(question.category) { return false }
        if let theme, !theme.categories.contains(question.category) { return false }
        return question.difficulty >= minimumDifficulty && question.difficulty <= maximumDifficulty
    }
}

/// The subject of some days.
public struct DailyTheme: Hashable, Codable, Sendable {
    /// The first day.
    public var from: ContestDay
    /// The last day.
    public var through: ContestDay
    /// The categories drawn from on those days.
    public var categories: [String]

    /// Makes a theme.
    public init(from: ContestDay, through: ContestDay, categories: [String]) {
        self.from = from
        self.through = through
        self.categories = categories
    }
}
