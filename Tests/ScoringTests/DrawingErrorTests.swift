import ContestModel
import Scoring
import Testing

struct DrawingErrorTests {
    static let fire = PaperSection(count: 5, categories: ["fire"])
    static let fireOrPower = PaperSection(count: 5, categories: ["fire", "power"])

    @Test(
        arguments: [
            ([], .emptyBlueprint),
            ([PaperSection(count: 0)], .emptySection(section: 0)),
            ([PaperSection(count: 1), PaperSection(count: .min)], .emptySection(section: 1)),
            ([PaperSection(count: 201)], .tooManyQuestions(limit: 200)),
            ([PaperSection(count: 5), PaperSection(count: .max)], .tooManyQuestions(limit: 200)),
            ([PaperSection(count: 100), PaperSection(count: 101)], .tooManyQuestions(limit: 200)),
            (
                [fire, PaperSection(count: 11)],
                .tooFewQuestions(section: 1, needed: 11, available: 10, theme: nil)
            ),
            (
                [PaperSection(count: 1, pools: ["none"])],
                .tooFewQuestions(section: 0, needed: 1, available: 0, theme: nil)
            ),
            (
                [fire, fire],
                .sectionsCompete(section: 0, needed: 5, left: 0, available: 5, theme: nil)
            ),
            (
                [fire, fireOrPower, PaperSection(count: 1)],
                .sectionsCompete(section: 0, needed: 5, left: 0, available: 5, theme: nil)
            ),
        ] as [([PaperSection], DrawingError)]
    )
    func `an impossible blueprint is refused with its reason`(
        sections: [PaperSection],
        error: DrawingError
    ) {
        #expect(throws: error) {
            try PaperDrawer(
                bank: SampleBank.fiveOfEach,
                blueprint: PaperBlueprint(sections: sections)
            )
        }
    }

    @Test func `a theme that leaves too few questions is named`() {
        let day = ContestDay(number: 1)
        let themes = ["power", "fire", "roads"].map {
            DailyTheme(from: day, through: day, categories: [$0])
        }
        #expect(throws: DrawingError.tooFewQuestions(section: 0, needed: 5, available: 0, theme: 2))
        {
            try PaperDrawer(
                bank: SampleBank.fiveOfEach,
                blueprint: PaperBlueprint(sections: [Self.fireOrPower], themes: themes)
            )
        }
    }

    @Test func `a bank beyond sixteen bits is refused`() {
        let bank = SampleBank.alike(65_536)
        #expect(throws: DrawingError.bankTooLarge(count: 65_536, limit: 65_535)) {
            try PaperDrawer(
                bank: bank,
                blueprint: PaperBlueprint(sections: [PaperSection(count: 1)])
            )
        }
    }

    @Test(arguments: [[fireOrPower, fire], [fire, fireOrPower]])
    func `a section never starves another, however they are written`(
        sections: [PaperSection]
    ) throws {
        let blueprint = PaperBlueprint(sections: sections, shuffleQuestions: false)
        let drawer = try PaperDrawer(bank: SampleBank.fiveOfEach, blueprint: blueprint)
        for seed in 0..<500 as Range<UInt64> {
            let drawn = drawer.draw(seed: seed, day: ContestDay(number: 0)).questions
            let fire = sections[0] == Self.fire ? drawn.prefix(5) : drawn.suffix(5)
            #expect(Set(fire.map(\.question)) == [0, 1, 2, 3, 4], "seed \(seed)")
            #expect(Set(drawn.map(\.question)).count == 10, "seed \(seed)")
        }
    }

    @Test func `random blueprints are either refused or drawn in full, and never trap`() throws {
        var acceptedCount = 0
        for seed in 0..<3000 as Range<UInt64> {
            var random = SeededGenerator(state: seed)
            let blueprint = Self.blueprint(using: &random)
            guard
                let drawer = try? PaperDrawer(bank: SampleBank.mixed, blueprint: blueprint)
            else { continue }
            acceptedCount += 1
            for _ in 0..<10 {
                let day = ContestDay(number: .random(in: 0...10, using: &random))
                let theme = blueprint.themes.first { $0.from <= day && day <= $0.through }
                let drawn = drawer.draw(seed: random.next(), day: day).questions
                #expect(Set(drawn.map(\.question)).count == blueprint.questionCount, "seed \(seed)")
                guard !blueprint.shuffleQuestions else { continue }
                let sections = blueprint.sections.flatMap { Array(repeating: $0, count: $0.count) }
                for (drawn, section) in zip(drawn, sections) {
                    let question = try #require(SampleBank.mixed.question(at: drawn.question))
                    #expect(section.admits(question, theme: theme), "seed \(seed)")
                }
            }
        }
        // Neither answer is rare, so both were tried.
        #expect((500...2500).contains(acceptedCount))
    }

    /// A blueprint of one to five sections that often share questions.
    static func blueprint(using random: inout SeededGenerator) -> PaperBlueprint {
        let categories = ["fire", "power", "roads"]
        let sections = (0..<Int.random(in: 1...5, using: &random)).map { _ in
            PaperSection(
                count: .random(in: 1...7, using: &random),
                types: QuestionType.allCases.filter { _ in Bool.random(using: &random) },
                categories: categories.filter { _ in Bool.random(using: &random) },
                minimumDifficulty: .random(in: 0...3, using: &random),
                maximumDifficulty: .random(in: 2...6, using: &random),
                pools: Bool.random(using: &random) ? ["main"] : ["main", "practice"]
            )
        }
        let theme = DailyTheme(
            from: ContestDay(number: .random(in: 0...9, using: &random)),
            through: ContestDay(number: .random(in: 0...9, using: &random)),
            categories: categories.filter { _ in Bool.random(using: &random) }
        )
        return PaperBlueprint(
            sections: sections,
            shuffleQuestions: .random(using: &random),
            shuffleOptions: .random(using: &random),
            themes: Int.random(in: 0..<4, using: &random) == 0 ? [theme] : []
        )
    }
}

/// A generator that makes test cases from a seed.
///
/// It is a linear congruential one by Knuth's constants, and of each state only the upper half is
/// used. It shares nothing with the generator under test.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        (step() & ~0xFFFF_FFFF) | step() >> 32
    }

    private mutating func step() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}
