import ContestModel
import Scoring
import Testing

struct KeyRevisionTests {
    static let paper = Paper.bankOrder(4)

    static func score(
        _ revisions: [QuestionIndex: AcceptedKey],
        _ letters: [String],
        countsWhen: CountingRule = .anyResponse
    ) -> Score {
        GraderTests.grader(revisions, countsWhen: countsWhen)
            .grade(paper: paper, responses: letters.map { OptionMask($0) })
    }

    @Test(
        arguments: [
            // Singles are worth 2, the multiple-choice question (2) 4 with half for a part, the
            // true/false question 1, a wrong response costs 0.5.
            ([:], ["B", "B", "AC", "A"], 1, 100 - 150),
            ([0: .keys([OptionMask("B")])], ["B", "B", "AC", "A"], 2, 300 - 100),
            ([0: .keys([OptionMask("A"), OptionMask("B")])], ["B", "B", "AC", "A"], 2, 300 - 100),
            ([0: .keys([OptionMask("A"), OptionMask("B")])], ["AB", "", "", ""], 0, -50),
            ([0: .keys([])], ["A", "", "", ""], 0, -50),
            ([2: .keys([OptionMask("AB"), OptionMask("AC")])], ["", "", "AC", ""], 1, 400),
            ([2: .keys([OptionMask("AB"), OptionMask("CD")])], ["", "", "C", ""], 0, 200),
            ([2: .keys([OptionMask("AB"), OptionMask("CD")])], ["", "", "AC", ""], 0, -50),
            ([0: .everyone], ["C", "", "", ""], 1, 200),
            ([0: .everyone, 2: .everyone], ["A", "", "", ""], 2, 600),
        ] as [([QuestionIndex: AcceptedKey], [String], UInt8, Int32)]
    )
    func `responses are marked by the revised keys`(
        revisions: [QuestionIndex: AcceptedKey],
        letters: [String],
        right: UInt8,
        hundredths: Int32
    ) {
        let score = Self.score(revisions, letters)
        #expect(score.right == right)
        #expect(score.points == Points(hundredths: hundredths))
        #expect(score.drawn == 4)
    }

    @Test func `a withdrawn question leaves points, drawn, answered and right`() {
        let before = Self.score([:], ["A", "B", "AB", ""])
        #expect((before.drawn, before.answered, before.right) == (4, 3, 2))
        #expect(before.points == Points(hundredths: 550))
        let right = Self.score([0: .withdrawn], ["A", "B", "AB", ""])
        #expect((right.drawn, right.answered, right.right) == (3, 2, 1))
        #expect(right.points == Points(hundredths: 350))
        let wrong = Self.score([1: .withdrawn], ["A", "B", "AB", ""])
        #expect((wrong.drawn, wrong.answered, wrong.right) == (3, 2, 2))
        #expect(wrong.points == Points(hundredths: 600))
        let omitted = Self.score([3: .withdrawn], ["A", "B", "AB", ""])
        #expect((omitted.drawn, omitted.answered, omitted.right) == (3, 3, 2))
        #expect(omitted.points == Points(hundredths: 550))
    }

    @Test(
        arguments: [
            (.anyResponse, ["A", "", "", ""], true), (.anyResponse, ["", "", "", ""], false),
            (.allAnswered, ["A", "A", "A", "A"], true), (.allAnswered, ["", "A", "A", "A"], false),
        ] as [(CountingRule, [String], Bool)]
    )
    func `a withdrawal never changes who took part`(
        rule: CountingRule,
        letters: [String],
        counts: Bool
    ) {
        #expect(Self.score([:], letters, countsWhen: rule).counts == counts)
        #expect(Self.score([0: .withdrawn], letters, countsWhen: rule).counts == counts)
    }

    @Test func `thresholds, bonuses and lots go by the right ones under the revision`() {
        let rules = PublishedRulesTests.national2021
        let bank = SampleBank.alike(15)
        let responses = (0..<15).map { OptionMask($0 < 14 ? "A" : "B") }
        let paper = Paper.bankOrder(15)
        let before = Grader(bank: bank, rules: rules, countsWhen: .anyResponse)
            .grade(paper: paper, responses: responses)
        #expect((before.points, before.lots) == (Points(hundredths: 1400), 2))
        let after = Grader(
            bank: bank,
            rules: rules,
            countsWhen: .anyResponse,
            revisions: [14: .keys([OptionMask("A"), OptionMask("B")])]
        ).grade(paper: paper, responses: responses)
        #expect((after.points, after.lots) == (Points(hundredths: 2500), 3))
    }

    @Test func `revisions of questions outside the bank are ignored`() {
        let letters = ["A", "B", "AB", "A"]
        #expect(Self.score([4: .everyone, .max: .withdrawn], letters) == Self.score([:], letters))
    }
}
