public import ContestModel

extension Grader {
    /// The mark of a paper with everything right, where it is the same for every paper.
    ///
    /// It differs between papers when a section may draw questions of types with different worths.
    /// A section that names no type may draw any.
    ///
    /// - Returns: Full marks; nil when they depend on what is drawn. Withdrawn questions are not
    ///   known here.
    /// - Complexity: O(sections + thresholds + bonuses).
    public static func fullMarks(blueprint: PaperBlueprint, rules: ScoringRules) -> Points? {
        let range = worthRange(of: blueprint, rules: rules)
        guard !rules.thresholds.isEmpty || range.least == range.most else { return nil }
        return rules.mark(sum: range.most, right: questionCount(of: blueprint))
    }

    /// A mark that no paper of the blueprint can exceed: it tells whether a ranking key has room.
    ///
    /// It is the best that some paper can earn, as long as no amount in the rules is negative.
    ///
    /// - Complexity: O(sections + questions · (thresholds + bonuses)).
    public static func highestMark(blueprint: PaperBlueprint, rules: ScoringRules) -> Points {
        let cost = 0 - Int64(rules.wrongPenalty.hundredths)
        let questionCount = questionCount(of: blueprint)
        let most = worthRange(of: blueprint, rules: rules, atLeast: max(0, cost)).most
        return (0...questionCount).map { rules.mark(sum: most, right: $0) }.max() ?? .zero
    }

    /// How many questions a paper has, with counts that no drawer accepts left out of account.
    private static func questionCount(of blueprint: PaperBlueprint) -> Int {
        blueprint.sections.reduce(0) { sum, section in
            min(PaperBlueprint.questionCountLimit, sum + drawnCount(of: section))
        }
    }

    private static func drawnCount(of section: PaperSection) -> Int {
        max(0, min(section.count, PaperBlueprint.questionCountLimit))
    }

    /// The least and the most that a paper's questions can be worth together, in hundredths.
    private static func worthRange(
        of blueprint: PaperBlueprint,
        rules: ScoringRules,
        atLeast floor: Int64 = .min
    ) -> (least: Int64, most: Int64) {
        var least: Int64 = 0
        var most: Int64 = 0
        for section in blueprint.sections {
            let types = section.types.isEmpty ? QuestionType.allCases : section.types
            let worths = types.map { max(floor, Int64(rules.worth(of: $0).hundredths)) }
            let count = Int64(drawnCount(of: section))
            least += count * (worths.min() ?? 0)
            most += count * (worths.max() ?? 0)
        }
        return (least, most)
    }
}
