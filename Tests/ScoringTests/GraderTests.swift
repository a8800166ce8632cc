import ContestModel
import Scoring
import Testing

struct GraderTests {
    /// Two single-choice (key A), one multiple-choice (key AB), one true/false (key A).
    static let bank = SampleBank.bank([
        SampleBank.question(0), SampleBank.question(1),
        SampleBank.question(2, type: .multiple),
        SampleBank.question(3, type: .trueFalse, optionCount: 2),
    ])
    static let rules = ScoringRules(
        single: Points(hundredths: 200),
        multiple: Points(hundredths: 400),
        trueFalse: Points(hundredths: 100),
        partialCredit: .half,
        wrongPenalty: Points(hundredths: 50)
    )

    static func grader(
        _ revisions: [QuestionIndex: AcceptedKey] = [:],
        rules: ScoringRules = rules,
        countsWhen: CountingRule = .anyResponse
    ) -> Grader {
        Grader(bank: bank, rules: rules, countsWhen: countsWhen, revisions: revisions)
    }

    static func responses(_ letters: String...) -> [OptionMask] { letters.map { OptionMask($0) } }

    @Test(
        arguments: [
            (["A", "A", "AB", "A"], 4, 4, 900), (["A", "B", "AB", "A"], 4, 3, 650),
            (["A", "", "A", "B"], 3, 1, 350), (["B", "C", "C", "B"], 4, 0, -200),
            (["", "", "", ""], 0, 0, 0), ([], 0, 0, 0), (["A"], 1, 1, 200),
            (["A", "A", "AB", "A", "A", "B"], 4, 4, 900),
        ] as [([String], UInt8, UInt8, Int32)]
    )
    func `worths by type, parts and penalties add up`(
        letters: [String],
        answered: UInt8,
        right: UInt8,
        hundredths: Int32
    ) {
        let score = Self.grader().grade(
            paper: .bankOrder(4),
            responses: letters.map { OptionMask($0) }
        )
        let expected = Score(
            drawn: 4,
            answered: answered,
            right: right,
            points: Points(hundredths: hundredths),
            lots: 0,
            counts: answered > 0
        )
        #expect(score == expected)
    }

    @Test(
        arguments: [
            (.anyResponse, ["", "", "", ""], false), (.anyResponse, ["B", "", "", ""], true),
            (.allAnswered, ["A", "A", "AB", ""], false),
            (.allAnswered, ["B", "B", "C", "B"], true),
            (.rightAtLeast(2), ["A", "B", "A", "B"], false),
            (.rightAtLeast(2), ["A", "A", "", ""], true), (.anyEnd, ["", "", "", ""], true),
        ] as [(CountingRule, [String], Bool)]
    )
    func `an attempt counts by the contest's definition`(
        rule: CountingRule,
        letters: [String],
        counts: Bool
    ) {
        let score = Self.grader(countsWhen: rule).grade(
            paper: .bankOrder(4),
            responses: letters.map { OptionMask($0) }
        )
        #expect(score.counts == counts)
    }

    @Test func `bonuses add up, lots add up, and thresholds without a fit give nothing`() {
        let point = Points(hundredths: 100)
        let rules = ScoringRules(
            thresholds: [ScoreStep(rightAtLeast: 4, points: Points(hundredths: 1000))],
            bonuses: [
                ScoreStep(rightAtLeast: 2, points: point),
                ScoreStep(rightAtLeast: 3, points: point),
            ],
            lots: [
                LotRule(everyRight: 1, most: 2), LotRule(everyRight: 3, most: 9),
                LotRule(everyRight: 0, most: 9), LotRule(everyRight: 1, most: -1),
            ]
        )
        let grader = Self.grader(rules: rules)
        let three = grader.grade(
            paper: .bankOrder(4),
            responses: Self.responses("A", "A", "AB", "B")
        )
        #expect(three.points == Points(hundredths: 200))
        #expect(three.lots == 3)
        let four = grader.grade(
            paper: .bankOrder(4),
            responses: Self.responses("A", "A", "AB", "A")
        )
        #expect(four.points == Points(hundredths: 1200))
        #expect(four.lots == 3)
    }

    @Test func `a question outside the bank is drawn, never right, and costs nothing`() {
        let paper = Paper(
            questions: [0, 4, .max].map { DrawnQuestion(question: $0, order: .identity) }
        )
        let score = Self.grader().grade(paper: paper, responses: Self.responses("A", "A", "B"))
        #expect(score.drawn == 3)
        #expect(score.answered == 3)
        #expect(score.right == 1)
        #expect(score.points == Points(hundredths: 200))
    }

    @Test func `odd papers, responses, rules and keys never trap`() {
        for seed in 0..<5000 as Range<UInt64> {
            var random = SeededGenerator(state: seed)
            let amounts = [Int32.min, -1, 0, 1, 100, .max].map { Points(hundredths: $0) }
            func amount() -> Points { amounts.randomElement(using: &random) ?? .zero }
            func number() -> Int { [.min, -1, 0, 1, 3, .max].randomElement(using: &random) ?? 0 }
            let step = ScoreStep(rightAtLeast: number(), points: amount())
            let rules = ScoringRules(
                single: amount(),
                multiple: amount(),
                trueFalse: amount(),
                partialCredit: PartialCredit.allCases.randomElement(using: &random) ?? .half,
                wrongPenalty: amount(),
                thresholds: Bool.random(using: &random) ? [step, step] : [],
                bonuses: [step, step],
                lots: [
                    LotRule(everyRight: number(), most: number()),
                    LotRule(everyRight: 1, most: .max),
                ]
            )
            let keys: [AcceptedKey] = [
                .keys([]), .keys([.empty, OptionMask("AB")]), .everyone, .withdrawn,
            ]
            var revisions: [QuestionIndex: AcceptedKey] = [:]
            for question in [0, 2, 9, .max] as [QuestionIndex] {
                revisions[question] = keys.randomElement(using: &random)
            }
            let grader = Self.grader(
                revisions,
                rules: rules,
                countsWhen: .rightAtLeast(number())
            )
            let paper = Paper(
                questions: (0..<Int.random(in: 0...300, using: &random)).map { _ in
                    DrawnQuestion(
                        question: .random(in: 0...6, using: &random),
                        order: OptionOrder(bits: .max)
                    )
                }
            )
            let responses = (0..<Int.random(in: 0...300, using: &random)).map { _ in
                OptionMask(bits: .random(in: 0...255, using: &random))
            }
            let score = grader.grade(paper: paper, responses: responses)
            #expect(score.answered <= score.drawn && score.right <= score.drawn, "seed \(seed)")
        }
    }
}
