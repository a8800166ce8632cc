import ContestModel
import Scoring
import Testing

struct PaperDrawerTests {
    static let day = ContestDay(number: 19_500)

    @Test func `sections give the types, categories, difficulties and pools they name`() throws {
        let blueprint = PaperBlueprint(
            sections: [
                PaperSection(count: 3, types: [.single], categories: ["power", "roads"]),
                PaperSection(count: 2, types: [.trueFalse], pools: ["practice"]),
                PaperSection(count: 4, minimumDifficulty: 4, maximumDifficulty: 5),
                PaperSection(count: 1, types: [.multiple], categories: ["fire"]),
            ],
            shuffleQuestions: false
        )
        let drawer = try PaperDrawer(bank: SampleBank.mixed, blueprint: blueprint)
        for seed in 0..<500 as Range<UInt64> {
            var questions = drawer.draw(seed: seed, day: Self.day).questions[...]
            for section in blueprint.sections {
                for drawn in questions.prefix(section.count) {
                    let question = try #require(SampleBank.mixed.question(at: drawn.question))
                    #expect(section.admits(question, theme: nil), "seed \(seed)")
                }
                questions = questions.dropFirst(section.count)
            }
            #expect(questions.isEmpty)
        }
    }

    @Test func `no question is drawn twice and every order is a permutation`() throws {
        let sections = [PaperSection(count: 9), PaperSection(count: 8, categories: ["fire"])]
        let drawer = try PaperDrawer(
            bank: SampleBank.mixed,
            blueprint: PaperBlueprint(sections: sections)
        )
        for seed in 0..<2000 as Range<UInt64> {
            let drawn = drawer.draw(seed: seed, day: Self.day).questions
            #expect(drawn.count == drawer.questionCount)
            #expect(Set(drawn.map(\.question)).count == 17, "seed \(seed)")
            for question in drawn {
                let options = (0..<8).map { question.order.option(at: $0) }
                #expect(options.sorted() == Array(0..<8), "seed \(seed)")
            }
        }
    }

    @Test func `true and false stay in order, and options move only when they should`() throws {
        for (shuffles, type) in [(true, QuestionType.trueFalse), (false, .single)] {
            let drawer = try PaperDrawer(
                bank: SampleBank.alike(30, type: type),
                blueprint: PaperBlueprint(
                    sections: [PaperSection(count: 10)],
                    shuffleOptions: shuffles
                )
            )
            for seed in 0..<100 as Range<UInt64> {
                let drawn = drawer.draw(seed: seed, day: Self.day).questions
                #expect(drawn.allSatisfy { $0.order == .identity }, "seed \(seed)")
            }
        }
    }

    @Test(
        arguments: [
            (9, ["fire", "power", "roads"]), (10, ["roads"]), (12, ["roads"]),
            (13, ["fire", "power"]),
            (20, ["fire", "power"]), (21, ["fire", "power", "roads"]),
        ] as [(Int32, Set<String>)]
    )
    func `a theme narrows its own days, and the first of two that hold`(
        day: Int32,
        categories: Set<String>
    ) throws {
        let themes = [(10, 12, ["roads"]), (12, 20, ["fire", "power"])].map {
            from,
            through,
            names in
            DailyTheme(
                from: ContestDay(number: from),
                through: ContestDay(number: through),
                categories: names
            )
        }
        let drawer = try PaperDrawer(
            bank: SampleBank.mixed,
            blueprint: PaperBlueprint(sections: [PaperSection(count: 8)], themes: themes)
        )
        var seen: Set<String> = []
        for seed in 0..<100 as Range<UInt64> {
            for drawn in drawer.draw(seed: seed, day: ContestDay(number: day)).questions {
                let question = try #require(SampleBank.mixed.question(at: drawn.question))
                seen.insert(question.category)
            }
        }
        #expect(seen == categories)
    }

    @Test func `any seed, any day and odd questions give a whole paper`() throws {
        let odd = [0, 1, 2, 7, 8, 9, 300].enumerated().map {
            SampleBank.question($0.offset, optionCount: $0.element)
        }
        let drawer = try PaperDrawer(
            bank: SampleBank.bank(odd),
            blueprint: PaperBlueprint(sections: [PaperSection(count: 7)])
        )
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let seed = UInt64.random(in: 0...UInt64.max, using: &generator)
            let day = ContestDay(number: Int32.random(in: .min ... .max, using: &generator))
            let paper = drawer.draw(seed: seed, day: day)
            #expect(Set(paper.questions.map(\.question)).count == 7, "seed \(seed)")
            #expect(drawer.draw(seed: seed, day: day) == paper, "seed \(seed)")
        }
    }
}
