import ContestModel
@testable import QuestionBanks
import Testing

/// A bank of a few questions and the warnings it must get, apart from missing bases and explanations.
struct DoubtCase: Sendable, CustomTestStringConvertible {
    var name: String
    var questions: [String]
    var expected: [String]
    var testDescription: String { name }

    init(_ name: String, _ questions: [String], _ expected: String...) {
        self.name = name
        self.questions = questions
        self.expected = expected
    }
}

/// A single-choice question as one line of YAML flow.
private func single(
    _ stem: String,
    _ options: [String] = ["立即撤离现场", "返回取财物", "围观拍照片", "乘电梯下楼"],
    key: String = "A",
    explanation: String = "先保命"
) -> String {
    let list = options.map { "'\($0)'" }.joined(separator: ", ")
    return "{type: single, stem: '\(stem)', options: [\(list)], key: \(key), "
        + "explanation: '\(explanation)', "
}

private func statement(_ stem: String, _ key: Bool) -> String {
    "{type: true_false, stem: '\(stem)', key: \(key), explanation: 说明, "
}

private let fourth = ["四天", "三天整", "两天整", "一天整"]

private let cases: [DoubtCase] = [
    DoubtCase(
        "punctuation, width and traditional characters make near twins",
        [
            single("发生火灾时，人员应当怎样做？"), single("發生火災時,人員應當怎樣做"),
            single("发生火灾时，人员应当怎样做？ ", ["立即撤离现场", "返回取財物", "圍觀拍照片", "乘电梯下楼"]),
        ],
        "bank.question.near-duplicate q2",
        "bank.question.near-duplicate q3",
    ),
    DoubtCase(
        "one word more makes a near twin",
        [
            single("商场发生火灾，楼道里浓烟弥漫时，被困人员首先应当怎样做才最安全？"),
            single("商场发生了火灾，楼道里浓烟弥漫时，被困人员首先应当怎样做才最安全？"),
        ],
        "bank.question.near-duplicate q2"
    ),
    DoubtCase(
        "another number makes another question",
        [
            statement("生产经营单位的从业人员超过100人的应当设置安全生产管理机构", true),
            statement("生产经营单位的从业人员超过200人的应当设置安全生产管理机构", false),
        ]
    ),
    DoubtCase(
        "options that point at others",
        [
            single("甲", ["水", "土", "木", "以上都对"]), single("乙", ["水", "土", "木", "A和B"]),
            single("丙", ["水", "土", "木", "None of the above"]), single("丁", ["水", "土", "木", "ABC"]),
            single("戊", ["水", "土", "木", "以上级机关的书面通知为准"]),
        ],
        "bank.option.refers q1",
        "bank.option.refers q2",
        "bank.option.refers q3",
        "bank.option.refers q4"
    ),
    DoubtCase(
        "letters in explanations",
        [
            single("甲", explanation: "A项正确"), single("乙", explanation: "故选B、C"),
            single("丙", explanation: "选项Ｄ不对"), single("丁", explanation: "ABC干粉灭火器适用于A类火灾"),
            single("戊", explanation: "维生素A与A级防护"), single("己", explanation: "Option C is wrong"),
            single("庚", explanation: "ABD均正确"),
        ],
        "bank.explanation.letters q1",
        "bank.explanation.letters q2",
        "bank.explanation.letters q3",
        "bank.explanation.letters q6",
        "bank.explanation.letters q7"
    ),
    DoubtCase(
        "a stem that gives another's answer",
        [
            single(
                "电动自行车应当在什么地方充电？",
                ["室外集中充电设施", "楼道安全出口", "卧室床边位置", "电梯轿厢内部"]
            ),
            statement("电动自行车应当在室外集中充电设施充电", true),
            statement("电动自行车在楼道安全出口充电更方便", false),
            single("室外集中充电设施由谁负责日常检查维护？", fourth),
        ],
        "bank.stem.gives-away q2"
    ),
    DoubtCase(
        "negatives that are not set off",
        [
            single("下列做法不正确的是？"), single("下列对火场的描述【不正确】的是？", fourth), single("以下哪项不属于灭火器？"),
            single("下列说法错误的一项是"), single("下列“不”正确的是"), single("伤者双腿不能动，下列正确的做法有？", fourth),
            single("发现错误的标志，下列谁应当处理？"),
            statement("下列做法不正确的是违法行为", true),
        ],
        "bank.stem.negative q1",
        "bank.stem.negative q4"
    ),
    DoubtCase(
        "bodies of the past",
        [
            single("应向当地安监局报告吗？"), single("原公安消防部队的职责由谁承担？"),
            single("谁颁布？", ["国土资源部", "自然资源部", "应急管理部", "财政部"]),
        ],
        "bank.body.former q1",
        "bank.body.former q3"
    ),
]

@Suite struct BankDoubtTests {
    private func warnings(_ questions: [String], head: String = "") -> [String] {
        var lines = ["bank: doubts", "title: 疑问", head, "questions:"]
        for (index, question) in questions.enumerated() {
            lines.append(
                "  - \(question)id: q\(index + 1), basis: {law: 某法, article: 第一条}}"
            )
        }
        let reading = BankReader.read(
            Array(lines.joined(separator: "\n").utf8),
            file: "doubts.yaml",
            format: .yaml
        )
        // Question n stands on line 4 + n.
        return reading.findings.map { "\($0.code) q\(($0.line ?? 0) - 4)" }
    }

    @Test(arguments: cases)
    func `each doubt is raised where it belongs and nowhere else`(_ item: DoubtCase) {
        #expect(warnings(item.questions) == item.expected)
    }

    @Test func `the longest option may not be the key too often`() {
        let wanted = ["消防安全疏散", "灭火", "报警", "救护"]
        let other = ["灭火", "消防安全疏散", "报警", "救护"]
        let stems = (0..<20).map { String(UnicodeScalar(0x4E00 + 31 * $0) ?? "x") + "部门负责" }
        let often = stems.enumerated().map {
            single(
                $1,
                $0 < 11 ? wanted : other,
                key: "\("ABCD".dropFirst($0 < 11 ? 0 : 2).first ?? "A")"
            )
        }
        #expect(warnings(often).contains { $0.hasPrefix("bank.balance.longest") })
        let seldom = stems.enumerated().map {
            single(
                $1,
                $0 < 10 ? wanted : other,
                key: "\("ABCD".dropFirst($0 < 10 ? 0 : 2).first ?? "A")"
            )
        }
        #expect(!warnings(seldom).contains { $0.hasPrefix("bank.balance.longest") })
    }

    @Test func `a bank keeps the warnings that it names, and hears of those it need not name`() {
        let questions = [single("下列做法不正确的是？"), single("下列行为不正确的是？", fourth)]
        #expect(warnings(questions) == ["bank.stem.negative q1", "bank.stem.negative q2"])
        let one = "allowed: [{warning: bank.stem.negative, question: q1, why: 就要找例外}]"
        #expect(warnings(questions, head: one) == ["bank.stem.negative q2"])
        let all = "allowed: [{warning: bank.stem.negative, why: 就要找例外}]"
        #expect(warnings(questions, head: all) == [])
        let idle = "allowed: [{warning: bank.body.former, why: 没有}]"
        #expect(
            warnings([single("甲")], head: idle) == ["bank.allowed.unused q-1"]
        )
    }

    @Test func `comparable texts forget what writers differ in`() {
        let pairs = [
            ("应急 Ｂ１２，（发）", "應急b12發"), ("1.5 米。", "１．５米"), ("10%", "10％"),
            ("A—B·C", "abc"),
        ]
        for (left, right) in pairs {
            #expect(ComparableText(left) == ComparableText(right), "\(left) \(right)")
        }
        for (left, right) in [("1.5", "15"), ("10%", "10"), ("≥3", "≤3"), ("甲", "乙"), ("<3", ">3")]
        {
            #expect(ComparableText(left) != ComparableText(right), "\(left) \(right)")
        }
    }
}
