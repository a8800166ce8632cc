import Audit
import Testing

/// Who earned what for which unit, when people move and units become one.
@Suite struct GroupAmendmentTests {
    private static let paper = [1, 2, 3, 4, 5]

    private static func play(
        _ quiz: inout QuizLedger,
        _ label: String,
        unit: Int64,
        region: Int64 = 2
    ) {
        quiz.goOn(toDay: Int64(quiz.ledger.facts.filter { $0.table == "attempt" }.count))
        quiz.play(label, of: 0, paper, "AAAAA", stored: [5, 500], region: region, unit: unit)
    }

    private static func move(_ unit: Int, withPast: Bool) -> String {
        #"{"participant":0,"unit":\#(unit),"withPast":\#(withPast)}"#
    }

    /// Attempts credited to the units 11, 12 and 13.
    private func units(_ quiz: QuizLedger) throws -> [Int] {
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        return report.standings?.units.dropFirst().map(\.tally.attempts) ?? []
    }

    /// One attempt before and one after the move from 11 to 12.
    @Test(arguments: [(false, [1, 1, 0]), (true, [0, 2, 0])])
    func `a move takes the past along or leaves it`(withPast: Bool, attempts: [Int]) throws {
        var quiz = QuizLedger()
        quiz.register(units: 11)
        Self.play(&quiz, "before", unit: 11)
        quiz.amend("move", Self.move(12, withPast: withPast))
        Self.play(&quiz, "after", unit: 12)
        try #expect(units(quiz) == attempts)
        quiz.reverse("move")
        try #expect(units(quiz) == [2, 0, 0])
        quiz.reverse("reverse move", "again")
        try #expect(units(quiz) == attempts)
    }

    /// 11, then 12, then 13, with an attempt in each.
    ///
    /// - first, second: whether the move takes the past along.
    /// - without: what is credited when the first, or the second, is taken back.
    @Test(arguments: [
        (false, false, [1, 1, 1], [2, 0, 1], [1, 2, 0]),
        (true, false, [0, 2, 1], [2, 0, 1], [0, 3, 0]),
        (false, true, [0, 0, 3], [0, 0, 3], [1, 2, 0]),
        (true, true, [0, 0, 3], [0, 0, 3], [0, 3, 0]),
    ])
    func `of two moves either can be taken back`(
        first: Bool,
        second: Bool,
        both: [Int],
        withoutFirst: [Int],
        withoutSecond: [Int]
    ) throws {
        var quiz = QuizLedger()
        quiz.register(units: 11)
        Self.play(&quiz, "a", unit: 11)
        quiz.amend("move", "first", Self.move(12, withPast: first))
        Self.play(&quiz, "b", unit: 12)
        quiz.amend("move", "second", Self.move(13, withPast: second))
        Self.play(&quiz, "c", unit: 13)
        try #expect(units(quiz) == both)
        var other = quiz
        other.reverse("first")
        try #expect(units(other) == withoutFirst)
        quiz.reverse("second")
        try #expect(units(quiz) == withoutSecond)
        quiz.reverse("first")
        try #expect(units(quiz) == [3, 0, 0])
    }

    @Test func `a move in one tree leaves the other as it is`() throws {
        var quiz = QuizLedger()
        quiz.register(units: 11)
        Self.play(&quiz, "a", unit: 11)
        quiz.amend("move", #"{"participant":0,"region":3,"withPast":true}"#)
        Self.play(&quiz, "b", unit: 11, region: 3)
        try #expect(units(quiz) == [2, 0, 0])
        let regions = try quiz.report().standings?.regions
        #expect(regions?.map(\.tally.attempts) == [2, 0, 2])
    }

    @Test(arguments: [Int64(11), 12, 13])
    func `a submission is credited to the unit of its time`(unit: Int64) throws {
        var quiz = QuizLedger()
        quiz.register(units: 11)
        quiz.amend("move", Self.move(12, withPast: false))
        Self.play(&quiz, "a", unit: unit)
        let report = try quiz.report()
        #expect(report.differencesByCheck == (unit == 12 ? [:] : ["group": 1]), "\(report.text)")
    }

    @Test(arguments: [Int64(11), 12, 13])
    func `a move during the attempt may be known at its end or not`(unit: Int64) throws {
        var quiz = QuizLedger()
        quiz.register(units: 11)
        quiz.play(
            "a",
            of: 0,
            Self.paper,
            "AAAAA",
            stored: [5, 500],
            unit: unit,
            amending: [("move", "move", Self.move(12, withPast: false))]
        )
        let report = try quiz.report()
        #expect(report.isClean == (unit != 13), "\(report.text)")
    }

    /// 甲乙 are in 11, 丙丁 in 12.
    @Test func `merged units are one, and a person of both is one person`() throws {
        var quiz = QuizLedger.example()
        quiz.play("more", of: 0, [1, 2, 3, 4, 5], "AAAAA", stored: [5, 500], unit: 11)
        quiz.amend("merge", #"{"from":12,"into":11,"of":"unit"}"#)
        quiz.amend("merge", "people", #"{"from":2,"into":0,"of":"person"}"#)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.units.map(\.id) == [10, 11, 13])
        // 甲 had two attempts on the day and 丙 one: the first two count.
        #expect(report.standings?.units.map(\.tally.people) == [3, 3, 0])
        #expect(report.standings?.units.map(\.tally.attempts) == [4, 4, 0])
        let rows = try withLedger(quiz.ledger) { audit, _ in
            try [11, 12].map {
                try audit.standings(within: AuditGroup(.unit, node: $0))?.rows.map(\.participant)
            }
        }
        #expect(rows == [[0, 1, 3], [0, 1, 3]])
        quiz.reverse("merge")
        try #expect(quiz.report().standings?.units.map(\.tally.attempts) == [4, 2, 2, 0])
    }

    /// 10 › 11 › 14, 15 and 10 › 12 › 16, with headcounts 14: 30, 15: 20, 16: unknown.
    private static let deep = #"""
        {"nodes":[{"id":10,"name":"总公司","parent":0,"headcount":100},
        {"id":11,"name":"一厂","parent":10,"headcount":50,"aliases":["第一厂"]},
        {"id":12,"name":"二厂","parent":10,"headcount":40},
        {"id":14,"name":"甲车间","parent":11,"headcount":30},
        {"id":15,"name":"乙车间","parent":11,"headcount":20},
        {"id":16,"name":"丙车间","parent":12}]}
        """#

    @Test func `what was below a merged unit hangs under what it became`() throws {
        var quiz = QuizLedger()
        quiz.ledger["unit"]["content"] = .blob(Array(Self.deep.utf8))
        quiz.register(units: 14, 16)
        quiz.play("a", of: 0, Self.paper, "AAAAA", stored: [5, 500], unit: 14)
        quiz.play("b", of: 1, Self.paper, "AAAAB", stored: [4, 400], unit: 16)
        quiz.amend("merge", #"{"from":11,"into":12,"of":"unit"}"#)
        quiz.amend("merge", "leaf", #"{"from":16,"into":14,"of":"unit"}"#)
        quiz.amend("rename", #"{"id":12,"name":"新厂","of":"unit"}"#)
        quiz.amend("rename", "who", #"{"id":1,"of":"person"}"#)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        #expect(report.standings?.units.map(\.id) == [10, 12, 14, 15])
        #expect(report.standings?.units.map(\.tally.people) == [2, 2, 2, 0])
        let groups = try withLedger(quiz.ledger) { audit, _ in try audit.groups(.unit) }
        #expect(
            groups == [
                AuditNode(id: 10, name: "总公司", aliases: [], headcount: 100, parent: nil),
                AuditNode(
                    id: 12,
                    name: "新厂",
                    aliases: ["一厂", "第一厂"],
                    headcount: 90,
                    parent: 10
                ),
                AuditNode(id: 14, name: "甲车间", aliases: ["丙车间"], headcount: nil, parent: 12),
                AuditNode(id: 15, name: "乙车间", aliases: [], headcount: 20, parent: 12),
            ]
        )
    }
}
