import ContestModel
import Scoring
import Testing

/// The arithmetic of published contests, worked by hand from the rules in their announcements.
struct PublishedRulesTests {
    static func points(_ whole: Int32) -> Points { Points(hundredths: whole * 100) }

    /// 2021 national contest (mm.chinapower.com.cn, 2021-06-09): a point each, every five right a
    /// draw, three at most, all fifteen right ten points more.
    static let national2021 = ScoringRules(
        bonuses: [ScoreStep(rightAtLeast: 15, points: points(10))],
        lots: [LotRule(everyRight: 5, most: 3)]
    )

    /// 2019 national contest (ynsgbdsj.yn.gov.cn, 2019-06): four or five right give two points and
    /// a prize draw, fewer give one point.
    static let national2019 = ScoringRules(
        thresholds: [
            ScoreStep(rightAtLeast: 4, points: points(2)),
            ScoreStep(rightAtLeast: 0, points: points(1)),
        ],
        lots: [LotRule(everyRight: 4, most: 1)]
    )

    /// 许昌 2023 (jianan.gov.cn, 2023-09-08): twenty questions, five points each, a hundred in all.
    static let xuchang2023 = ScoringRules(
        single: points(5),
        multiple: points(5),
        trueFalse: points(5)
    )

    struct Case: Sendable {
        var rules: ScoringRules
        var drawn: Int
        var right: Int
        var points: Int32
        var lots: UInt16 = 0
    }

    @Test(arguments: [
        Case(rules: national2021, drawn: 15, right: 15, points: 25, lots: 3),
        Case(rules: national2021, drawn: 15, right: 14, points: 14, lots: 2),
        Case(rules: national2021, drawn: 15, right: 10, points: 10, lots: 2),
        Case(rules: national2021, drawn: 15, right: 9, points: 9, lots: 1),
        Case(rules: national2021, drawn: 15, right: 4, points: 4, lots: 0),
        Case(rules: national2021, drawn: 15, right: 0, points: 0, lots: 0),
        Case(rules: national2019, drawn: 5, right: 5, points: 2, lots: 1),
        Case(rules: national2019, drawn: 5, right: 4, points: 2, lots: 1),
        Case(rules: national2019, drawn: 5, right: 3, points: 1, lots: 0),
        Case(rules: national2019, drawn: 5, right: 0, points: 1, lots: 0),
        Case(rules: ScoringRules(), drawn: 5, right: 5, points: 5),
        Case(rules: ScoringRules(), drawn: 5, right: 2, points: 2),
        Case(rules: xuchang2023, drawn: 20, right: 20, points: 100),
        Case(rules: xuchang2023, drawn: 20, right: 19, points: 95),
        Case(rules: xuchang2023, drawn: 20, right: 0, points: 0),
    ])
    func `a contest's own arithmetic`(row: Case) {
        let grader = Grader(
            bank: SampleBank.alike(20),
            rules: row.rules,
            countsWhen: .anyResponse
        )
        let paper = Paper.bankOrder(row.drawn)
        // Once with the rest wrong, once with the rest omitted.
        for rest in [OptionMask("B"), .empty] {
            let responses = (0..<row.drawn).map { $0 < row.right ? OptionMask("A") : rest }
            let score = grader.grade(paper: paper, responses: responses)
            #expect(score.points == Self.points(row.points))
            #expect(score.lots == row.lots)
            #expect(Int(score.right) == row.right)
            #expect(Int(score.drawn) == row.drawn)
            #expect(Int(score.answered) == (rest.isEmpty ? row.right : row.drawn))
        }
    }

    @Test(
        arguments: [
            (ScoringRules(), 5, 5), (national2019, 5, 2), (national2021, 15, 25),
            (xuchang2023, 20, 100),
        ] as [(ScoringRules, Int, Int32)]
    )
    func `full marks are the same for every paper`(rules: ScoringRules, count: Int, marks: Int32) {
        let blueprint = PaperBlueprint(sections: [PaperSection(count: count)])
        #expect(Grader.fullMarks(blueprint: blueprint, rules: rules) == Self.points(marks))
        #expect(Grader.highestMark(blueprint: blueprint, rules: rules) == Self.points(marks))
    }

    @Test func `full marks of mixed worths are known only when sections name their types`() {
        let rules = ScoringRules(single: Self.points(2), multiple: Self.points(4))
        let named = PaperBlueprint(sections: [
            PaperSection(count: 10, types: [.single]), PaperSection(count: 5, types: [.multiple]),
        ])
        #expect(Grader.fullMarks(blueprint: named, rules: rules) == Self.points(40))
        #expect(Grader.highestMark(blueprint: named, rules: rules) == Self.points(40))
        let open = PaperBlueprint(sections: [PaperSection(count: 15)])
        #expect(Grader.fullMarks(blueprint: open, rules: rules) == nil)
        #expect(Grader.highestMark(blueprint: open, rules: rules) == Self.points(60))
    }

    @Test func `no number in the rules makes full marks trap`() {
        for count in [Int.min, -1, 0, 200, .max] {
            let section = PaperSection(count: count)
            let blueprint = PaperBlueprint(sections: [section, section])
            for amount in [Points(hundredths: .min), Points(hundredths: .max)] {
                let step = ScoreStep(rightAtLeast: count, points: amount)
                let rules = ScoringRules(
                    single: amount,
                    wrongPenalty: amount,
                    bonuses: [step, step]
                )
                let fullMarks = Grader.fullMarks(blueprint: blueprint, rules: rules)
                let highest = Grader.highestMark(blueprint: blueprint, rules: rules)
                #expect(fullMarks.map { $0 <= highest } ?? true)
            }
        }
    }
}

extension Paper {
    /// The bank's first questions with their options in the bank's order.
    static func bankOrder(_ count: Int) -> Paper {
        Paper(
            questions: (0..<count).map {
                DrawnQuestion(question: QuestionIndex($0), order: .identity)
            }
        )
    }
}
