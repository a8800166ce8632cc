import ContestModel
import Testing

/// Digests of banks and the ledger's chain rest on these texts.
///
/// The golden texts are Python's: `json.dumps(value, sort_keys=True, separators=(",", ":"),
/// ensure_ascii=False)` of the same values, written out by hand as dictionaries.
struct CanonicalJSONTests {
    static let bank = QuestionBank(
        bank: "fire-1",
        title: "题库 / \"一\"",
        published: false,
        questions: [
            Question(
                id: "q1",
                type: .single,
                stem: "a\\b\n?",
                options: ["甲", "乙"],
                key: OptionMask(bits: 2),
                category: "消防"
            ),
            Question(
                id: "q2",
                type: .trueFalse,
                stem: "é",
                options: Question.trueFalseOptions,
                key: OptionMask(bits: 1),
                explanation: "见/条",
                knowledgePoint: "k",
                difficulty: 1,
                pool: "practice",
                basis: StatutoryBasis(
                    law: "消防法",
                    version: "2021",
                    validFrom: ContestDay(number: 18_871)
                )
            ),
        ]
    )

    static let rules = ContestRules(
        contest: "c-1",
        title: "测试",
        rehearsal: true,
        bank: "fire-1",
        schedule: ContestSchedule(
            timeZone: "Asia/Shanghai",
            opensAt: instant(0),
            closesAt: instant(2),
            firstDay: ContestDay(number: 19_509),
            dayStarts: (0...2).map(instant)
        ),
        identity: .unitCode,
        tracks: [track],
        ranking: RankingRules(value: .best, breakers: [.time, .first]),
        countsWhen: .rightAtLeast(3),
        boards: BoardRules(unitBoards: false, groupMeasure: .participation),
        publication: PublicationRules(minimumGroupSize: 5)
    )

    private static let track = TrackRules(
        name: "main",
        title: "正式",
        attemptsPerDay: 1,
        grants: [GrantRule(source: .invite, perDay: 1)],
        paper: PaperBlueprint(
            sections: [PaperSection(count: 5, types: [.single, .trueFalse], categories: ["消防"])],
            shuffleOptions: false,
            themes: [
                DailyTheme(
                    from: ContestDay(number: 19_509),
                    through: ContestDay(number: 19_510),
                    categories: ["消防"]
                )
            ]
        ),
        timeLimit: TimeLimit(milliseconds: 150_000),
        delivery: .oneAtATime,
        feedback: .afterResponse,
        scoring: ScoringRules(
            multiple: Points(hundredths: 250),
            trueFalse: Points(hundredths: 50),
            partialCredit: .rightMinusWrong,
            wrongPenalty: Points(hundredths: 25),
            thresholds: [ScoreStep(rightAtLeast: 4, points: Points(hundredths: 200))],
            lots: [LotRule(everyRight: 5, most: 3)],
            passMark: Points(hundredths: 300)
        )
    )

    static let tree = GroupTree(nodes: [
        GroupNode(id: NodeID(rawValue: 1), code: "14", name: "甲省"),
        GroupNode(
            id: NodeID(rawValue: 2),
            code: "1405",
            name: "乙市",
            parent: NodeID(rawValue: 1),
            headcount: 100,
            headcountDay: ContestDay(number: 19_509),
            industry: "矿山",
            aliases: ["乙"]
        ),
    ])

    private static func instant(_ day: Int64) -> LedgerInstant {
        LedgerInstant(millisecondsSinceEpoch: 1_685_548_800_000 + day * 86_400_000)
    }

    @Test func `a bank has one spelling`() throws {
        let golden = #"""
            {"bank":"fire-1","published":false,"questions":[{"category":"消防",\#
            "difficulty":3,"explanation":"","id":"q1","key":2,"knowledgePoint":"",\#
            "options":["甲","乙"],"pool":"main","stem":"a\\b\n?","type":"single"},\#
            {"basis":{"law":"消防法","validFrom":18871,"version":"2021"},"category":"",\#
            "difficulty":1,"explanation":"见/条","id":"q2","key":1,"knowledgePoint":"k",\#
            "options":["正确","错误"],"pool":"practice","stem":"é","type":"true_false"}],\#
            "title":"题库 / \"一\""}
            """#
        let bytes = try Self.bank.canonicalBytes()
        #expect(String(decoding: bytes, as: UTF8.self) == golden)
        #expect(try CanonicalJSON.decode(QuestionBank.self, from: bytes) == Self.bank)
    }

    @Test func `rules have one spelling`() throws {
        let golden = #"""
            {"amending":{"approvals":1,"selfCorrectionHours":0},\#
            "bank":"fire-1","boards":{"furtherMeasures":[],"groupMeasure":"participation",\#
            "periods":["overall","day","week"],"regionBoards":true,"unitBoards":false},\#
            "contest":"c-1","countsWhen":{"rightAtLeast":{"_0":3}},"identity":"unit_code",\#
            "organiser":"","publication":{"groupBoards":true,"minimumGroupSize":5,\#
            "names":"masked","personalBoards":false},"ranking":{"breakers":["time",\#
            "first"],"lotSeed":"","method":"standard","time":"of_best","value":"best"},\#
            "rehearsal":true,"schedule":{"closesAt":1685721600000,\#
            "closing":"own_deadline","dayStarts":[1685548800000,1685635200000,\#
            1685721600000],"firstDay":19509,"opensAt":1685548800000,\#
            "timeZone":"Asia/Shanghai"},"title":"测试","tracks":[{"attemptsPerDay":1,\#
            "counts":true,"delivery":"one_at_a_time","feedback":"after_response",\#
            "grants":[{"perDay":1,"source":"invite"}],"name":"main",\#
            "paper":{"sections":[{"categories":["消防"],"count":5,"maximumDifficulty":5,\#
            "minimumDifficulty":1,"pools":["main"],"types":["single","true_false"]}],\#
            "shuffleOptions":false,"shuffleQuestions":true,"themes":[{"categories":["消防"],\#
            "from":19509,"through":19510}]},"pointsShown":"after_submission",\#
            "scoring":{"bonuses":[],"lots":[{"everyRight":5,"most":3}],"multiple":250,\#
            "partialCredit":"right_minus_wrong","passMark":300,"single":100,\#
            "thresholds":[{"points":200,"rightAtLeast":4}],"trueFalse":50,\#
            "wrongPenalty":25},"timeLimit":{"milliseconds":150000},"title":"正式"}],\#
            "withdrawal":{"fullMarks":"remaining","lots":"lowered","thresholds":"lowered"}}
            """#
        let bytes = try CanonicalJSON.encode(Self.rules)
        #expect(String(decoding: bytes, as: UTF8.self) == golden)
        // Ledgers written before these were known say nothing of them.
        let former = [
            #""amending":{"approvals":1,"selfCorrectionHours":0},"#, #""furtherMeasures":[],"#,
            #""lotSeed":"","#,
            #","withdrawal":{"fullMarks":"remaining","lots":"lowered","thresholds":"lowered"}"#,
        ].reduce(golden) { $0.replacing($1, with: "") }
        #expect(former.utf8.count < golden.utf8.count)
        #expect(try CanonicalJSON.decode(ContestRules.self, from: Array(former.utf8)) == Self.rules)
        #expect(try CanonicalJSON.decode(ContestRules.self, from: bytes) == Self.rules)
    }

    /// As ledgers hold it from when names were masked or not.
    @Test(arguments: [("true", PublishedNames.masked), ("false", .full)])
    func `publication rules from before hidden names are read`(
        maskNames: String,
        names: PublishedNames
    ) throws {
        let former = #"""
            {"groupBoards":false,"maskNames":\#(maskNames),"minimumGroupSize":3,\#
            "personalBoards":true}
            """#
        let rules = try CanonicalJSON.decode(PublicationRules.self, from: Array(former.utf8))
        let expected = PublicationRules(
            personalBoards: true,
            groupBoards: false,
            names: names,
            minimumGroupSize: 3
        )
        #expect(rules == expected)
        let nothing = Array(#"{"groupBoards":false,"minimumGroupSize":3}"#.utf8)
        #expect(throws: (any Error).self) {
            try CanonicalJSON.decode(PublicationRules.self, from: nothing)
        }
    }

    @Test func `a tree has one spelling`() throws {
        let golden = #"""
            {"nodes":[{"aliases":[],"code":"14","id":1,"name":"甲省","parent":0},\#
            {"aliases":["乙"],"code":"1405","headcount":100,"headcountDay":19509,"id":2,\#
            "industry":"矿山","name":"乙市","parent":1}]}
            """#
        let bytes = try CanonicalJSON.encode(Self.tree)
        #expect(String(decoding: bytes, as: UTF8.self) == golden)
        #expect(try CanonicalJSON.decode(GroupTree.self, from: bytes) == Self.tree)
    }

    @Test(
        arguments: [
            (.anyResponse, #"{"anyResponse":{}}"#), (.allAnswered, #"{"allAnswered":{}}"#),
            (.rightAtLeast(3), #"{"rightAtLeast":{"_0":3}}"#), (.anyEnd, #"{"anyEnd":{}}"#),
        ] as [(CountingRule, String)]
    )
    func `a counting rule has one spelling`(rule: CountingRule, text: String) throws {
        #expect(String(decoding: try CanonicalJSON.encode(rule), as: UTF8.self) == text)
        #expect(try CanonicalJSON.decode(CountingRule.self, from: Array(text.utf8)) == rule)
    }

    @Test func `encoding twice gives the same bytes`() throws {
        for _ in 0..<20 {
            #expect(try CanonicalJSON.encode(Self.rules) == CanonicalJSON.encode(Self.rules))
        }
    }
}
