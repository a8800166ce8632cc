import ContestModel
import Testing

struct CountingRuleTests {
    /// One ended attempt and, for each rule, whether it is 人次: a response, all answered, at least
    /// three right, any end.
    struct Case: Sendable {
        var answered: Int
        var right: Int
        var drawn: Int
        var anyResponse: Bool
        var allAnswered: Bool
        var threeRight: Bool
    }

    @Test(arguments: [
        // Nothing answered: abandoned, so only "any end" counts it.
        Case(
            answered: 0,
            right: 0,
            drawn: 5,
            anyResponse: false,
            allAnswered: false,
            threeRight: false
        ),
        Case(
            answered: 1,
            right: 0,
            drawn: 5,
            anyResponse: true,
            allAnswered: false,
            threeRight: false
        ),
        Case(
            answered: 2,
            right: 2,
            drawn: 5,
            anyResponse: true,
            allAnswered: false,
            threeRight: false
        ),
        Case(
            answered: 3,
            right: 3,
            drawn: 5,
            anyResponse: true,
            allAnswered: false,
            threeRight: true
        ),
        Case(
            answered: 4,
            right: 4,
            drawn: 5,
            anyResponse: true,
            allAnswered: false,
            threeRight: true
        ),
        // All answered and all wrong is still a whole attempt.
        Case(
            answered: 5,
            right: 0,
            drawn: 5,
            anyResponse: true,
            allAnswered: true,
            threeRight: false
        ),
        Case(
            answered: 5,
            right: 5,
            drawn: 5,
            anyResponse: true,
            allAnswered: true,
            threeRight: true
        ),
    ])
    func `whether an ended attempt counts`(row: Case) {
        func counts(_ rule: CountingRule) -> Bool {
            rule.counts(answered: row.answered, right: row.right, drawn: row.drawn)
        }
        #expect(counts(.anyResponse) == row.anyResponse)
        #expect(counts(.allAnswered) == row.allAnswered)
        #expect(counts(.rightAtLeast(3)) == row.threeRight)
        #expect(counts(.anyEnd))
    }
}
