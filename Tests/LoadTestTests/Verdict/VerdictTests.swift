import ContestModel
import Testing

@testable import LoadTest

@Suite struct VerdictTests {
    private static func verdict(
        _ entrants: [Entrant] = Samples.entrants,
        before: [AuditView.Row] = [],
        after: ServerFigures?
    ) -> Verdict {
        Verdict(
            of: entrants,
            before: Samples.figures(before),
            after: after,
            ranking: RankingRules()
        )
    }

    private static func verdict(
        _ entrants: [Entrant] = Samples.entrants,
        before: [AuditView.Row] = [],
        rows: [AuditView.Row]
    ) -> Verdict {
        verdict(entrants, before: before, after: Samples.figures(rows))
    }

    @Test func `an honest server is found honest`() {
        let verdict = Self.verdict(rows: Samples.rows)
        #expect(verdict.lost == 0)
        #expect(verdict.duplicated == 0)
        #expect(verdict.rankingMismatches == 0)
        #expect(verdict.isRankingCompared)
        #expect(verdict.peopleExpected == 3 && verdict.peopleCounted == 3)
        #expect(verdict.attemptsExpected == 4 && verdict.attemptsCounted == 4)
        #expect(verdict.notes.isEmpty)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var name: String
        var rows: [AuditView.Row]
        var lost: Int
        var duplicated: Int
        var mismatches: Int
        var testDescription: String { name }
    }

    @Test(arguments: [
        Fault(
            name: "one of two attempts is missing",
            rows: [
                Samples.row(1, "a", 500, 1), Samples.row(1, "b", 500, 1),
                Samples.row(1, "c", 500, 1),
            ],
            lost: 1,
            duplicated: 0,
            mismatches: 3
        ),
        Fault(
            name: "a person is missing",
            rows: [Samples.row(1, "a", 900, 2), Samples.row(2, "b", 500, 1)],
            lost: 1,
            duplicated: 0,
            mismatches: 1
        ),
        Fault(
            name: "an attempt is counted twice",
            rows: [
                Samples.row(1, "b", 1_000, 2), Samples.row(2, "a", 900, 2),
                Samples.row(3, "c", 500, 1),
            ],
            lost: 0,
            duplicated: 1,
            mismatches: 3
        ),
        Fault(
            name: "one lost and another doubled do not cancel out",
            rows: [
                Samples.row(1, "a", 500, 1), Samples.row(1, "b", 500, 2),
                Samples.row(1, "c", 500, 1),
            ],
            lost: 1,
            duplicated: 1,
            mismatches: 3
        ),
        Fault(
            name: "equals have different ranks",
            rows: [
                Samples.row(1, "a", 900, 2), Samples.row(2, "b", 500, 1),
                Samples.row(3, "c", 500, 1),
            ],
            lost: 0,
            duplicated: 0,
            mismatches: 1
        ),
        Fault(
            name: "a value is off by a hundredth",
            rows: [
                Samples.row(1, "a", 899, 2), Samples.row(2, "b", 500, 1),
                Samples.row(2, "c", 500, 1),
            ],
            lost: 0,
            duplicated: 0,
            mismatches: 1
        ),
        Fault(
            name: "a stranger is on the board",
            rows: Samples.rows + [Samples.row(4, "x", 100, 3)],
            lost: 0,
            duplicated: 3,
            mismatches: 1
        ),
        Fault(
            name: "a person is on the board twice",
            rows: Samples.rows + [Samples.row(2, "c", 500, 1)],
            lost: 0,
            duplicated: 0,
            mismatches: 1
        ),
    ])
    func `a planted fault is found`(fault: Fault) {
        let verdict = Self.verdict(rows: fault.rows)
        #expect(verdict.lost == fault.lost)
        #expect(verdict.duplicated == fault.duplicated)
        #expect(verdict.rankingMismatches == fault.mismatches)
        #expect(!verdict.notes.isEmpty)
    }

    @Test func `people from before the run keep their places`() {
        let before = [Samples.row(1, "old", 700, 7)]
        let rows = [
            Samples.row(1, "a", 900, 2), Samples.row(2, "old", 700, 7),
            Samples.row(3, "b", 500, 1), Samples.row(3, "c", 500, 1),
        ]
        let verdict = Self.verdict(before: before, rows: rows)
        #expect(verdict.rankingMismatches == 0)
        #expect(verdict.duplicated == 0)
        #expect(verdict.peopleCounted == 3)
        #expect(verdict.attemptsCounted == 4)
        let forgotten = Self.verdict(before: before, rows: Samples.rows)
        #expect(forgotten.rankingMismatches == 3)
    }

    @Test func `a submission without an answer may be counted or not`() {
        let entrants = [Samples.entrant("a", [Samples.receipt(1, points: 500), nil])]
        #expect(Self.verdict(entrants, rows: [Samples.row(1, "a", 900, 2)]).duplicated == 0)
        #expect(Self.verdict(entrants, rows: [Samples.row(1, "a", 500, 1)]).lost == 0)
        #expect(Self.verdict(entrants, rows: [Samples.row(1, "a", 900, 3)]).duplicated == 1)
    }

    @Test func `an attempt that was resumed and ended is not uncertain`() {
        let receipt = Samples.receipt(1, points: 500)
        var entrant = Samples.entrant("a", [receipt])
        entrant.attempts.insert(PlayedAttempt(token: receipt.attempt), at: 0)
        entrant.attempts.insert(PlayedAttempt(token: nil), at: 0)
        #expect(entrant.uncertain == 0)
        #expect(Self.verdict([entrant], rows: [Samples.row(1, "a", 500, 2)]).duplicated == 1)
    }

    @Test func `a submission that does not count is not looked for`() {
        let entrants = [Samples.entrant("a", [Samples.receipt(1, points: 0, counts: false)])]
        let verdict = Self.verdict(entrants, rows: [])
        #expect(verdict.peopleExpected == 0)
        #expect(verdict.rankingMismatches == 0)
        let shown = Self.verdict(entrants, rows: [Samples.row(1, "a", 0, 1)])
        #expect(shown.duplicated == 1)
        #expect(shown.rankingMismatches == 1)
    }

    @Test func `a sequence number on two receipts is a duplicate`() {
        var entrants = Samples.entrants
        entrants[0].attempts[0].responses = [
            PlayedResponse(position: 0, revision: 1, sequence: 4, chosen: [])
        ]
        #expect(Self.verdict(entrants, rows: Samples.rows).duplicated == 1)
    }

    @Test func `hidden points leave attempts to compare`() {
        let entrants = [Samples.entrant("a", [Samples.receipt(1, points: nil)])]
        let verdict = Self.verdict(entrants, rows: [Samples.row(1, "a", 900, 1)])
        #expect(!verdict.isRankingCompared)
        #expect(verdict.rankingMismatches == 0)
        #expect(Self.verdict(entrants, rows: [Samples.row(1, "a", 900, 2)]).duplicated == 1)
    }

    @Test func `public tallies must agree with the audit view`() {
        var figures = Samples.figures(Samples.rows)
        figures.attempts += 1
        #expect(Self.verdict(after: figures).rankingMismatches == 1)
        #expect(Self.verdict(after: figures).attemptsCounted == 5)
    }

    @Test func `figures that cannot be read prove nothing`() {
        let verdict = Self.verdict(after: nil)
        #expect(!verdict.isRankingCompared)
        #expect(verdict.peopleExpected == 3 && verdict.peopleCounted == 0)
    }
}
