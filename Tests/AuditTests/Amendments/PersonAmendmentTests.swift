import Audit
import Testing

/// Disqualifying, and accounts that were one person.
///
/// p0 (unit 11) and p1 (unit 12) are one person; p2 (unit 13) is another. Two attempts a day.
///
///     day 0   a1 p0 5 points   b1 p1 3   a2 p0 4   c1 p2 1
///     day 1   b2 p1 2
@Suite struct PersonAmendmentTests {
    private static func quiz(rules: KeyValuePairs<String, String> = [:]) -> QuizLedger {
        var quiz = QuizLedger(rules: rules)
        quiz.register(units: 11, 12, 13)
        quiz.play("a1", of: 0, [1, 2, 3, 4, 5], "AAAAA", stored: [5, 500], unit: 11)
        quiz.play("b1", of: 1, [1, 2, 3, 4, 5], "AAABB", stored: [3, 300], unit: 12)
        quiz.play("a2", of: 0, [1, 2, 3, 4, 5], "AAAAB", stored: [4, 400], unit: 11)
        quiz.play("c1", of: 2, [1, 2, 3, 4, 5], "ABBBB", stored: [1, 100], unit: 13)
        quiz.goOn(toDay: 1)
        quiz.play("b2", of: 1, [1, 2, 3, 4, 5], "AABBB", stored: [2, 200], unit: 12)
        return quiz
    }

    private static let merge = #"{"from":1,"into":0,"of":"person"}"#

    /// (participant, value, attempts), best first.
    private func check(_ quiz: QuizLedger, _ lines: [[Int]]) throws {
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        let rows = report.standings?.rows ?? []
        #expect(rows.map { [$0.participant, $0.value, $0.attempts] } == lines)
        #expect(report.people == lines.count)
        #expect(report.attempts == lines.map { $0[2] }.reduce(0, +))
        #expect(report.attemptsUncounted == 5 - report.attempts)
    }

    private static let plain = [[0, 900, 2], [1, 500, 2], [2, 100, 1]]

    @Test func `a disqualified person or attempt counts for nothing until reinstated`() throws {
        var quiz = Self.quiz()
        try check(quiz, Self.plain)
        let b1 = quiz.ledger.sequence("b1")
        quiz.amend("disqualify", #"{"attempts":[\#(b1)],"participants":[0]}"#)
        try check(quiz, [[1, 200, 1], [2, 100, 1]])
        quiz.amend("reinstate", "half", #"{"participants":[0]}"#)
        try check(quiz, [[0, 900, 2], [1, 200, 1], [2, 100, 1]])
        quiz.amend("reinstate", "whole", #"{"attempts":[\#(b1)],"participants":[]}"#)
        try check(quiz, Self.plain)
        quiz.reverse("half")
        try check(quiz, [[1, 500, 2], [2, 100, 1]])
        quiz.reverse("disqualify")
        try check(quiz, Self.plain)
    }

    // Day 0: the busier account had two, so two count, the first begun: a1 and b1. Day 1: b2.
    @Test func `merged accounts have a person's share of each day`() throws {
        var quiz = Self.quiz()
        quiz.amend("merge", Self.merge)
        try check(quiz, [[0, 1000, 3], [2, 100, 1]])
        let report = try quiz.report()
        #expect(report.standings?.units.map(\.tally.people) == [2, 1, 1, 1])
        #expect(report.standings?.units.map(\.tally.attempts) == [4, 1, 2, 1])
        #expect(report.standings?.rows.first?.pseudonym == "fffffffffffffff0")
        quiz.reverse("merge")
        try check(quiz, Self.plain)
    }

    @Test func `a track without a daily limit keeps all of them`() throws {
        var quiz = Self.quiz(rules: ["\"attemptsPerDay\":2,": ""])
        quiz.amend("merge", Self.merge)
        try check(quiz, [[0, 1400, 4], [2, 100, 1]])
    }

    /// Without b1, p0's two attempts are the day's share.
    @Test func `a disqualified attempt takes no place in a day's share`() throws {
        var quiz = Self.quiz()
        quiz.amend("merge", Self.merge)
        let b1 = quiz.ledger.sequence("b1")
        quiz.amend("disqualify", #"{"attempts":[\#(b1)],"participants":[]}"#)
        try check(quiz, [[0, 1100, 3], [2, 100, 1]])
    }

    /// Of the account that was merged only its own attempts are out, of the person all.
    @Test func `disqualifying reaches accounts and people`() throws {
        var account = Self.quiz()
        account.amend("merge", Self.merge)
        account.amend("disqualify", #"{"attempts":[],"participants":[1]}"#)
        try check(account, [[0, 900, 2], [2, 100, 1]])
        var person = Self.quiz()
        person.amend("disqualify", #"{"attempts":[],"participants":[0]}"#)
        person.amend("merge", Self.merge)
        try check(person, [[2, 100, 1]])
    }

    // Day 0: the three accounts had 2, 1 and 1 attempts: a1 and b1 count. Day 1: b2.
    @Test func `merges are followed to the last`() throws {
        var quiz = Self.quiz()
        quiz.amend("merge", Self.merge)
        quiz.amend("merge", "second", #"{"from":0,"into":2,"of":"person"}"#)
        try check(quiz, [[2, 1000, 3]])
        quiz.reverse("merge")
        // p0 and p2 are one: a1 and a2 of day 0, and p1 is again by itself.
        try check(quiz, [[2, 900, 2], [1, 500, 2]])
    }

    @Test func `a withdrawn mark still takes its place where it counts`() throws {
        var quiz = Self.quiz()
        quiz.amend("merge", Self.merge)
        quiz.amend("withdraw_question", #"{"bankVersions":[1],"question":"Q1"}"#)
        // All had Q1 right: a1 4 + b1 2 + b2 1, and c1 0.
        try check(quiz, [[0, 700, 3], [2, 0, 1]])
    }

    @Test func `a day, some days and a unit have boards of what is credited there`() throws {
        var quiz = Self.quiz()
        quiz.amend("merge", Self.merge)
        try withLedger(quiz.ledger) { audit, _ in
            let first = QuizLedger.firstDay
            func rows(_ period: AuditPeriod, _ group: AuditGroup? = nil) throws -> [[Int]]? {
                try audit.standings(period: period, within: group)?.rows
                    .map { [$0.participant, $0.value, $0.attempts] }
            }
            try #expect(rows(.day(Int(first))) == [[0, 800, 2], [2, 100, 1]])
            try #expect(rows(.day(Int(first) + 1)) == [[0, 200, 1]])
            let both = Int(first)...Int(first) + 1
            try #expect(rows(.days(both)) == [[0, 1000, 3], [2, 100, 1]])
            try #expect(rows(.days(0...Int(first) - 1)) == [])
            try #expect(rows(.overall, AuditGroup(.unit, node: 12)) == [[0, 500, 2]])
            try #expect(rows(.overall, AuditGroup(.unit, node: 11)) == [[0, 500, 1]])
            try #expect(
                rows(.day(Int(first)), AuditGroup(.unit, node: 12)) == [[0, 300, 1]]
            )
            try #expect(
                rows(.overall, AuditGroup(.unit, node: 10)) == [[0, 1000, 3], [2, 100, 1]]
            )
        }
    }
}
