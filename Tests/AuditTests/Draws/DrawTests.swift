import Audit
import Testing

/// Prize draws as the audit draws them again.
///
/// The ledger is the worked example's with a lot for each
/// right question: 甲 5, 乙, 丙 and 丁 4 each. Digests and orders come from `Tests/Draws/draw.py`.
@Suite struct DrawTests {
    private static let seed = String(repeating: "ab", count: 32)
    private static let seedDigest =
        "271a413bd339c5709fdceaec41f14f11e9fbfb5042d72d331c65f32b284cd09a"
    private static let randomness = "双色球 03 09 20"
    private static let people = (0..<4).map { "fffffffffffffff\($0)" }

    /// The ledger before any draw.
    private static var quiz: QuizLedger {
        .example(
            rules: [#""lots":[]"#: #""lots":[{"everyRight":1,"most":9}]"#],
            stored: [[5, 500], [4, 400], [4, 400], [4, 400]].map { $0 + [5, 5, 1, $0[0]] }
        )
    }

    /// Step 1 as JSON, with texts replaced.
    private static func plan(
        asOf: Int,
        digest: String,
        lots: Int,
        people: Int,
        excluded: [String] = [],
        _ replacements: KeyValuePairs<String, String> = [:]
    ) -> String {
        let names = excluded.map { "\"\($0)\"" }.joined(separator: ",")
        let plan = """
            {"actor":"张科长","alternates":1,"asOf":\(asOf),"chances":"lots","entrants":\
            {"digest":"\(digest)","lots":\(lots),"people":\(people)},"excluded":[\(names)],\
            "exclusionReason":"","notBefore":0,"prizes":[{"count":1,"name":"一等奖"}],\
            "reason":"抽奖","repeatsWinners":false,"seedDigest":"\(seedDigest)",\
            "source":"开奖号码","title":"抽奖"}
            """
        return replacements.reduce(plan) { $0.replacing($1.key, with: $1.value) }
    }

    private static func outcome(winner: String, alternate: String, seed: String = seed) -> String {
        """
        {"actor":"张科长","alternates":["\(alternate)"],"randomness":"\(randomness)",\
        "seed":"\(seed)","winners":["\(winner)"]}
        """
    }

    /// Appends a step of a draw at the last fact's instant.
    private static func append(
        _ name: String,
        _ step: Int64,
        _ json: String,
        to quiz: inout QuizLedger
    ) {
        quiz.ledger.facts.append(
            TestFact(
                "\(name).\(step)",
                "draw",
                kind: 10,
                at: quiz.ledger.facts.last?.at ?? 0,
                ["prize": .text(name), "step": .u8(step), "content": .blob(Array(json.utf8))]
            )
        )
    }

    /// Everybody but 丁 takes part: 乙 wins, 丙 is the alternate.
    private static func first(
        plan replacements: KeyValuePairs<String, String> = [:],
        excluded: [String] = [people[3]],
        outcome: String? = nil
    ) -> QuizLedger {
        var quiz = quiz
        let step = plan(
            asOf: quiz.ledger.facts.count,
            digest: "349939fcd6402c1fe6c5c015b142f75193e54308c3c04a2236857c83a5e3b074",
            lots: 13,
            people: 3,
            excluded: excluded,
            replacements
        )
        append("first", 1, step, to: &quiz)
        let drawn = outcome ?? Self.outcome(winner: people[1], alternate: people[2])
        append("first", 2, drawn, to: &quiz)
        return quiz
    }

    @Test func `a draw stands after its winner was disqualified, and the next leaves both out`()
        throws
    {
        var quiz = Self.first()
        #expect(try quiz.report().isClean)
        quiz.amend("disqualify", #"{"attempts":[],"participants":[1]}"#)
        let plan = Self.plan(
            asOf: quiz.ledger.facts.count,
            digest: "20fb8bd1ab728fd82b84f3832ee2a2e1081cdcb4259b4c5487372b649e3ccc42",
            lots: 13,
            people: 3
        )
        Self.append("second", 1, plan, to: &quiz)
        let drawn = Self.outcome(winner: Self.people[3], alternate: Self.people[2])
        Self.append("second", 2, drawn, to: &quiz)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
    }

    @Test func `who won a draw that was voided takes part in the next`() throws {
        var quiz = Self.first()
        quiz.amend("void_draw", #"{"prize":"first"}"#)
        let plan = Self.plan(
            asOf: quiz.ledger.facts.count,
            digest: "7a60a5692ff024c2e9c0d69079dbf3a5e75d9c36c3226e1655fd3537ee8ab605",
            lots: 17,
            people: 4
        )
        Self.append("second", 1, plan, to: &quiz)
        let report = try quiz.report()
        #expect(report.isClean, "\(report.text)")
        let list = try withLedger(quiz.ledger) { audit, _ in
            try audit.entrants(ofDraw: "second")
        }
        #expect(list?.entrants.map(\.pseudonym) == Self.people)
        #expect(list?.entrants.map(\.chances) == [5, 4, 4, 4])
    }

    @Test func `what a false draw says is found`() throws {
        let other = String(repeating: "cd", count: 32)
        let cases: [(String, QuizLedger, Int)] = [
            (
                "other winners",
                Self.first(
                    outcome: Self.outcome(winner: Self.people[2], alternate: Self.people[1])
                ),
                1
            ),
            (
                // Another seed gives other winners too.
                "another seed",
                Self.first(
                    outcome: Self.outcome(
                        winner: Self.people[1],
                        alternate: Self.people[2],
                        seed: other
                    )
                ),
                2
            ),
            ("one left out unnamed", Self.first(excluded: []), 2),
            ("too early", Self.first(plan: [#""notBefore":0"#: #""notBefore":9000000000000"#]), 1),
            ("one prize too few", Self.first(plan: [#"[{"count":1"#: #"[{"count":2"#]), 1),
            ("a list of what came later", Self.first(plan: [#""asOf":"#: #""asOf":9"#]), 2),
            (
                // Whose order is the same by chance.
                "a list of one chance each",
                Self.first(plan: [#""chances":"lots"#: #""chances":"people"#]),
                1
            ),
        ]
        for (what, quiz, count) in cases {
            let report = try quiz.report()
            #expect(report.differencesByCheck == ["draw": count], "\(what): \(report.text)")
        }
    }

    @Test func `nothing is drawn after the draw was voided, nor twice`() throws {
        var late = Self.quiz
        let step = Self.plan(
            asOf: late.ledger.facts.count,
            digest: "7a60a5692ff024c2e9c0d69079dbf3a5e75d9c36c3226e1655fd3537ee8ab605",
            lots: 17,
            people: 4
        )
        Self.append("first", 1, step, to: &late)
        late.amend("void_draw", #"{"prize":"first"}"#)
        let drawn = Self.outcome(winner: Self.people[3], alternate: Self.people[2])
        Self.append("first", 2, drawn, to: &late)
        #expect(try late.report().differencesByCheck == ["draw": 1])
        var alone = Self.quiz
        Self.append("first", 2, drawn, to: &alone)
        #expect(try alone.report().differencesByCheck == ["draw": 1])
    }

    @Test func `a published list is read or refused`() {
        let list = Array("fffffffffffffff0,5\nfffffffffffffff1,4\nfffffffffffffff2,4\n".utf8)
        let recount = DrawRecount(list: list)
        #expect(
            recount?.digest == "349939fcd6402c1fe6c5c015b142f75193e54308c3c04a2236857c83a5e3b074"
        )
        #expect(recount?.chanceCount == 13)
        let drawn = recount?.drawn(9, seed: Self.seed, randomness: Self.randomness)
        #expect(drawn == [Self.people[1], Self.people[2], Self.people[0]])
        for text in [
            "fffffffffffffff1,4\nfffffffffffffff0,5\n", "fffffffffffffff0,0\n", "x,1\n",
            "fffffffffffffff0,5", "fffffffffffffff0\n", "fffffffffffffff0,-1\n",
        ] { #expect(DrawRecount(list: Array(text.utf8)) == nil, "\(text)") }
    }
}
