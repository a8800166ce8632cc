// The contest that the tests audit. It opens at `opening`, days are 86,400,000 ms, the first is
// 20240 (the last of week 2891).
//
// Track 0 (main): a question each of single ×2, multiple, true/false; 150 s; once a day and once
// more for sharing. A right one earns 1, 2, 1 points; half of 2 for an incomplete multiple choice;
// all four right: +1; a lot from two right. Track 1 (practice): two questions one at a time.
//
//     attempt        begins     answers                     ends             right points  lots
//     A  p0 day 0    +1 s       A C ABC 对: all right       +31 s (30 s)     4     5 + 1   1
//     B  p1 day 0    +2 s       C✓ (first A✗), B✗, B✗       +62 s (60 s)     1     1       0
//     C  p2 day 0    +3 s       nothing                     at its deadline  0     0       0
//     D  p1 day 0    +200 s     A✓ C✓ AB (half) 错✗         +240 s (40 s)    2     3       1
//     E  p0 day 1    +1 s       A✓ (at +160 s)              +165 s (144 s)   1     1       0
//     F  p2 day 1    +200 s     practice, both right        +210 s           –     –       –
//     G  p2 day 1    +300 s     A✓ C✓ ABC✓                  +340 s (40 s)    3     4       1
//     I  p0 day 2    +1 s       A✓                          open
//
// In E the contest pauses from +11 s to +31 s: the deadline moves from +151 s to +171 s.
// C does not count (nothing answered) and F does not (practice).

enum JuneContest {
    static let opening: Int64 = 1_000_000_000_000
    static let day: Int64 = 86_400_000
    static let firstDay: Int64 = 20_240

    static let ledger: TestLedger = {
        let before = opening - 1000
        var ledger = TestLedger()
        ledger.facts = [
            .contest(rules, at: before), .bank(bank, at: before),
            .tree("region", tree(1, [2, 3]), at: before),
            .tree("unit", tree(10, [11, 12]), at: before),
            .amendment("open", at: before),
            .registration(0, at: before, region: 2, unit: 11),
            .registration(1, at: before, region: 2, unit: 12),
            .registration(2, at: before, region: 3, unit: 11),
        ]
        ledger.facts += firstDayFacts + secondDayFacts
        let third = opening + 2 * day
        ledger.facts += [
            .attempt("I", of: 0, at: third + 1000, day: 20_242, total: 3, paper: [0, 1, 2, 4]),
            .response(
                "I.0",
                to: "I",
                at: third + 5000,
                position: 0,
                chosen: 1,
                shown: third + 1000
            ),
        ]
        ledger.standings = [
            (0, "E.s", 20_241, 1), (1, "D.s", 20_240, 1), (2, "G.s", 20_241, 1),
        ]
        return ledger
    }()

    static let firstDayFacts: [TestFact] = {
        let first = opening
        let a = first + 1000
        let b = first + 2000
        let d = first + 200_000
        return [
            .attempt("A", of: 0, at: a, day: 20_240, total: 1, paper: [0, 1, 2, 4]),
            .attempt("B", of: 1, at: b, day: 20_240, total: 1, paper: [1, 0, 3, 5]),
            .attempt("C", of: 2, at: first + 3000, day: 20_240, total: 1, paper: [0, 1, 3, 4]),
            .response("A.0", to: "A", at: a + 2500, position: 0, chosen: 1, shown: a),
            .response("B.0", to: "B", at: b + 2000, position: 0, chosen: 1, shown: b),
            .response("A.1", to: "A", at: a + 3000, position: 1, chosen: 4, shown: a),
            .response("A.2", to: "A", at: a + 4000, position: 2, chosen: 7, shown: a),
            .response("A.3", to: "A", at: a + 5000, position: 3, chosen: 1, shown: a),
            .submission(
                of: "A",
                at: a + 30_000,
                elapsed: 30_000,
                region: 2,
                unit: 11,
                grade: [4, 4, 4, 600, 1, 1]
            ),
            .response("B.1", to: "B", at: b + 40_000, position: 1, chosen: 2, shown: b),
            .response("B.2", to: "B", at: b + 41_000, position: 2, chosen: 2, shown: b),
            .response(
                "B.0.2",
                to: "B",
                at: b + 42_000,
                position: 0,
                revision: 2,
                chosen: 4,
                shown: b
            ),
            .submission(
                of: "B",
                at: b + 60_000,
                elapsed: 60_000,
                region: 2,
                unit: 12,
                grade: [4, 3, 1, 100, 0, 1]
            ),
            .submission(
                of: "C",
                at: first + 160_000,
                ended: first + 153_000,
                elapsed: 150_000,
                ending: 2,
                region: 3,
                unit: 11,
                grade: [4, 0, 0, 0, 0, 0]
            ),
            .grant(to: 1, day: 20_240, at: first + 170_000),
            .attempt(
                "D",
                of: 1,
                at: d,
                day: 20_240,
                ordinal: 2,
                total: 2,
                paper: [4, 0, 2, 1]
            ),
            .response("D.0", to: "D", at: d + 1000, position: 0, chosen: 2, shown: d),
            .response("D.1", to: "D", at: d + 2000, position: 1, chosen: 1, shown: d),
            .response("D.2", to: "D", at: d + 3000, position: 2, chosen: 3, shown: d),
            .response("D.3", to: "D", at: d + 4000, position: 3, chosen: 4, shown: d),
            .submission(
                of: "D",
                at: d + 40_000,
                elapsed: 40_000,
                region: 2,
                unit: 12,
                grade: [4, 4, 2, 300, 1, 1]
            ),
        ]
    }()

    static let secondDayFacts: [TestFact] = {
        let second = opening + day
        let e = second + 1000
        let f = second + 200_000
        let g = second + 300_000
        return [
            .attempt("E", of: 0, at: e, day: 20_241, total: 2, paper: [0, 1, 2, 4]),
            .amendment("pause", at: second + 11_000),
            .amendment("resume", at: second + 31_000),
            .response("E.0", to: "E", at: second + 160_000, position: 0, chosen: 1, shown: e),
            .submission(
                of: "E",
                at: second + 165_000,
                elapsed: 144_000,
                region: 2,
                unit: 11,
                grade: [4, 1, 1, 100, 0, 1]
            ),
            .attempt(
                "F",
                of: 2,
                at: f,
                track: 1,
                day: 20_241,
                total: 1,
                limit: nil,
                paper: [6, 7]
            ),
            .response("F.0", to: "F", at: f + 5000, position: 0, chosen: 2, shown: f),
            .response("F.1", to: "F", at: f + 9000, position: 1, chosen: 4, shown: f + 5000),
            .submission(
                of: "F",
                at: f + 10_000,
                elapsed: 10_000,
                region: 3,
                unit: 11,
                grade: [2, 2, 2, 200, 1, 0]
            ),
            .attempt("G", of: 2, at: g, day: 20_241, total: 2, paper: [0, 1, 2, 4]),
            .response("G.0", to: "G", at: g + 1000, position: 0, chosen: 1, shown: g),
            .response("G.1", to: "G", at: g + 2000, position: 1, chosen: 4, shown: g),
            .response("G.2", to: "G", at: g + 3000, position: 2, chosen: 7, shown: g),
            .submission(
                of: "G",
                at: g + 40_000,
                elapsed: 40_000,
                region: 3,
                unit: 11,
                grade: [4, 3, 3, 400, 1, 1]
            ),
        ]
    }()
}
