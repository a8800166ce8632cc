import ContestModel
import Scoring
import Testing

/// Every rule set with the demo bank `safety-month`.
struct DrawingTests {
    @Test(arguments: RuleSetFiles.names)
    func `every track can draw its papers from the demo bank`(name: String) throws {
        let rules = try RuleSetFiles.rules(name)
        let bank = try RuleSetFiles.bank()
        #expect(rules.bank == bank.bank)
        let days = [rules.schedule.firstDay.number, rules.schedule.firstDay.number + 7]
        for track in rules.tracks {
            let drawer = try PaperDrawer(bank: bank, blueprint: track.paper)
            #expect(drawer.questionCount == track.paper.questionCount)
            for day in days.map(ContestDay.init(number:)) {
                for seed in 0..<20 as Range<UInt64> {
                    let paper = drawer.draw(seed: seed, day: day)
                    let drawn = paper.questions.compactMap { bank.question(at: $0.question) }
                    #expect(drawn.count == drawer.questionCount, "seed \(seed)")
                    #expect(Set(drawn.map(\.id)).count == drawn.count, "seed \(seed)")
                    let pools = Set(track.paper.sections.flatMap(\.pools))
                    #expect(pools.isSuperset(of: drawn.map(\.pool)), "seed \(seed)")
                    #expect(Paper(bytes: paper.bytes) == paper)
                }
            }
        }
    }

    /// Full marks, worked from the published rules: 2019 gives 2; 2021 15 + 10; 2023, 四川 and 山东
    /// 5 × 1; 许昌 20 × 5; 青禾 4 × 1 + 2 × 2.5 + 4 × 0.5 + 1 + 2 = 14.
    @Test(
        arguments: [
            ("national-2019", 200, 1), ("national-2021", 2_500, 3), ("national-2023", 500, 0),
            ("xuchang-2023", 10_000, 0), ("sichuan-2025", 500, 0), ("shandong-2018", 500, 0),
            ("qinghe-2026", 1_400, 0),
        ] as [(String, Int32, UInt16)]
    )
    func `a paper drawn from the demo bank and wholly right earns full marks`(
        name: String,
        hundredths: Int32,
        lots: UInt16
    ) throws {
        let rules = try RuleSetFiles.rules(name)
        let bank = try RuleSetFiles.bank()
        for track in rules.tracks where track.counts {
            let drawer = try PaperDrawer(bank: bank, blueprint: track.paper)
            let grader = Grader(bank: bank, rules: track.scoring, countsWhen: rules.countsWhen)
            for seed in 0..<20 as Range<UInt64> {
                let paper = drawer.draw(seed: seed, day: rules.schedule.firstDay)
                // What is tapped on the screen, turned back into the bank's order.
                let responses = paper.questions.map { drawn in
                    let question = bank.question(at: drawn.question)
                    let shown = drawn.order.shown(question?.key ?? .empty, count: 8)
                    return drawn.order.canonical(shown)
                }
                let score = grader.grade(paper: paper, responses: responses)
                #expect(score.points.hundredths == hundredths, "seed \(seed)")
                #expect(score.lots == lots, "seed \(seed)")
                #expect(score.right == score.drawn && score.counts, "seed \(seed)")
                let nothing = grader.grade(paper: paper, responses: [])
                #expect(nothing.right == 0 && nothing.answered == 0 && !nothing.counts)
            }
        }
    }
}
