// How a paper comes out of a seed, algorithm 1.
//
// 1. The day's theme is the first in the blueprint that holds on the day; most days have none. Each
//    section's candidates are the questions of the bank that it admits under the theme, ascending.
// 2. `PaperGenerator` is seeded. Nothing else is random, and the day is not mixed into the seed.
// 3. The sections are drawn in the order of their plan (`DrawingPlan`), which is the order written
//    wherever that can never run out. A section goes through a random order of its candidates
//    (Fisher–Yates from the front: step i exchanges place i with one of the places from i on) and
//    takes each question that no earlier section took, until it has enough. What is left out that
//    way depends on nothing but earlier sections, so each question left is equally likely.
// 4. With more than one section and `shuffleQuestions`, the paper is shuffled (Fisher–Yates from
//    the back: place i is exchanged with one of the places up to i). One section is in random order
//    already.
// 5. With `shuffleOptions`, each question in the paper's order gets an order of its options from
//    one random word, except true/false questions and those with fewer than two options.
//
// An example, from the tests: of a bank of ten single-choice questions with four options, a section
// of three draws with seed 1 the questions at 7, 5 and 6, whose options stand in the orders ACDB,
// BADC and DCBA.
//
// The attempt's fact stores what was drawn. Seed and algorithm are provenance: after the contest
// anybody can draw the paper again and compare.

public import ContestModel

/// Draws papers from a bank by a blueprint: the same seed and day give the same paper on every
/// machine.
///
/// Whatever could go wrong is found when the drawer is made; drawing itself cannot fail.
public struct PaperDrawer: Sendable {
    /// The number of the algorithm explained at the top of this file, as attempts record it.
    public static let algorithm: UInt8 = 1

    /// How many questions each paper has, `1 ... PaperBlueprint.questionCountLimit`.
    public let questionCount: Int

    private let plan: DrawingPlan
    private let themes: [(theme: DailyTheme, plan: DrawingPlan)]
    /// Whether the paper is shuffled across sections.
    private let shufflesQuestions: Bool
    /// For each question of the bank, how many options are shuffled.
    private let shuffledOptionCounts: [UInt8]

    /// Works out what each section may draw, for days without a theme and for each theme.
    ///
    /// - Parameters:
    ///   - bank: The bank that every paper's questions are indices of.
    ///   - blueprint: What a paper consists of.
    /// - Throws: `DrawingError` when, on some day, a section could find too few questions. Sections
    ///   that share questions are judged by the worst case, so a blueprint at the very edge may be
    ///   refused; one that could fail is never accepted.
    /// - Complexity: O((themes + 1) · sections · questions · (1 + sections ÷ 64)).
    public init(bank: QuestionBank, blueprint: PaperBlueprint) throws(DrawingError) {
        questionCount = try Self.questionCount(of: blueprint.sections)
        let questions = bank.questions
        guard questions.count <= QuestionBank.questionCountLimit else {
            throw .bankTooLarge(
                count: questions.count,
                limit: QuestionBank.questionCountLimit
            )
        }
        plan = try DrawingPlan(sections: blueprint.sections, questions: questions, theme: nil)
        var themes: [(theme: DailyTheme, plan: DrawingPlan)] = []
        for (index, theme) in blueprint.themes.enumerated() {
            let plan = try DrawingPlan(
                sections: blueprint.sections,
                questions: questions,
                theme: (index, theme)
            )
            themes.append((theme, plan))
        }
        self.themes = themes
        shufflesQuestions = blueprint.shuffleQuestions && blueprint.sections.count > 1
        shuffledOptionCounts = questions.map { question in
            let moves = blueprint.shuffleOptions && question.type != .trueFalse
            return moves ? UInt8(clamping: min(question.options.count, 8)) : 0
        }
    }

    /// Draws a paper.
    ///
    /// - Parameters:
    ///   - seed: Any number; it should be unpredictable and is secret until the contest has closed.
    ///   - day: The day the attempt belongs to; it decides the theme and nothing else.
    /// - Returns: `questionCount` different questions. An option order beyond a question's options
    ///   is the identity.
    /// - Complexity: O(themes + questions drawn). Where sections share questions, a question is
    ///   also compared with those that earlier sections drew.
    public func draw(seed: UInt64, day: ContestDay) -> Paper {
        let theme = themes.first { $0.theme.from <= day && day <= $0.theme.through }
        let plan = theme?.plan ?? plan
        var generator = PaperGenerator(seed: seed)
        let blank = DrawnQuestion(question: 0, order: .identity)
        var questions = [DrawnQuestion](repeating: blank, count: questionCount)
        var places = questions.mutableSpan
        for step in plan.steps {
            step.draw(into: &places, using: &generator)
        }
        if shufflesQuestions {
            for last in stride(from: places.count - 1, to: 0, by: -1) {
                places.swapAt(last, Int(generator.below(UInt64(last) + 1)))
            }
        }
        for place in places.indices {
            let optionCount = shuffledOptionCounts[Int(places[place].question)]
            places[place].order = generator.optionOrder(count: Int(optionCount))
        }
        return Paper(questions: questions)
    }

    /// The sum of the sections' counts, each checked first: a file may hold any number.
    private static func questionCount(
        of sections: [PaperSection]
    ) throws(DrawingError) -> Int {
        guard !sections.isEmpty else { throw .emptyBlueprint }
        let limit = PaperBlueprint.questionCountLimit
        var questionCount = 0
        for (index, section) in sections.enumerated() {
            guard section.count >= 1 else { throw .emptySection(section: index) }
            guard section.count <= limit - questionCount else {
                throw .tooManyQuestions(limit: limit)
            }
            questionCount += section.count
        }
        return questionCount
    }
}

extension DrawingPlan.Step {
    /// Fills the section's places with questions that no earlier section took.
    func draw(
        into questions: inout MutableSpan<DrawnQuestion>,
        using generator: inout PaperGenerator
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: slotCount) { slots in
            slots.initialize(repeating: 0)
            var shuffle = SparseShuffle(count: candidates.count, slots: slots)
            for place in places {
                var candidate: QuestionIndex
                repeat {
                    candidate = candidates[shuffle.next(using: &generator)]
                } while isTaken(candidate, in: questions)
                questions[place].question = candidate
            }
        }
    }

    private func isTaken(
        _ candidate: QuestionIndex,
        in questions: borrowing MutableSpan<DrawnQuestion>
    ) -> Bool {
        for places in taken {
            for place in places where questions[place].question == candidate { return true }
        }
        return false
    }
}
