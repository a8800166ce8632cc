import ContestModel
import QuestionBanks
import Testing

/// A foreign question and what it must become, worked out by hand.
struct ForeignShape: Sendable, CustomTestStringConvertible {
    var json: String
    /// `type|stem|options|key`.
    var expected: String
    var testDescription: String { json }

    init(_ json: String, _ expected: String) {
        self.json = json
        self.expected = expected
    }
}

extension Question {
    /// `type|stem|options|key`, as the tables of expected questions write it.
    var brief: String {
        "\(type.rawValue)|\(stem)|\(options.joined(separator: ","))|\(key.letters)"
    }
}

private let shapes: [ForeignShape] = [
    ForeignShape(
        #"[{"question": "问？", "options": ["甲", "乙", "丙"], "answer": "B", "type": "single"}]"#,
        "single|问？|甲,乙,丙|B"
    ),
    ForeignShape(
        #"{"code": 0, "data": {"list": [{"题型": "多选题", "题干": "问？", "A": "甲", "B": "乙", "C": "丙", "D": "", "答案": "A、C"}]}}"#,
        "multiple|问？|甲,乙,丙|AC"
    ),
    ForeignShape(
        #"{"questions": [{"content": "问？", "title": "第1题", "optionA": "甲", "option_b": "乙", "answer": "b"}]}"#,
        "single|问？|甲,乙|B"
    ),
    ForeignShape(
        #"[{"stem": "问？", "options": {"A": "甲", "B": "乙", "C": "丙"}, "correctAnswer": ["C", "A"]}]"#,
        "multiple|问？|甲,乙,丙|AC"
    ),
    ForeignShape(
        #"[{"title": "问？", "choices": [{"key": "B", "text": "乙"}, {"key": "A", "text": "甲"}], "answer": "A"}]"#,
        "single|问？|乙,甲|B"
    ),
    ForeignShape(
        #"[{"title": "问？", "options": [{"label": "甲", "value": "A"}, {"label": "乙", "value": "B"}], "answer": "B"}]"#,
        "single|问？|甲,乙|B"
    ),
    ForeignShape(
        #"[{"题目": "问？", "answers": [{"content": "甲", "isCorrect": true}, {"content": "乙", "isCorrect": 0}, {"content": "丙", "is_right": "1"}]}]"#,
        "multiple|问？|甲,乙,丙|AC"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["甲", "乙"], "answer": "乙"}]"#,
        "single|问？|甲,乙|B"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["甲", "乙", "丙"], "answer": ["丙", "甲"]}]"#,
        "multiple|问？|甲,乙,丙|AC"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["甲", "乙", "丙"], "answer": [true, false, true]}]"#,
        "multiple|问？|甲,乙,丙|AC"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["A.甲", "B、乙", "C．丙"], "answer": "ＢＣ"}]"#,
        "multiple|问？|甲,乙,丙|BC"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["甲", "乙"], "answer": 0}]"#,
        "single|问？|甲,乙|A"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["甲", "乙"], "answer": 2}]"#,
        "single|问？|甲,乙|B"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["甲", "乙", "丙"], "answer": "1,3", "type": 2}]"#,
        "multiple|问？|甲,乙,丙|AC"
    ),
    ForeignShape(
        #"[{"question": "问？", "answer": true}]"#,
        "true_false|问？|正确,错误|A"
    ),
    ForeignShape(
        #"[{"question": "问？", "type": "判断题", "answer": "错"}]"#,
        "true_false|问？|正确,错误|B"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["对", "错"], "answer": "B"}]"#,
        "true_false|问？|正确,错误|B"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["A. True", "B. False"], "answer": "False"}]"#,
        "true_false|问？|正确,错误|B"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["是", "否"], "answer": "否"}]"#,
        "single|问？|是,否|B"
    ),
    ForeignShape(
        #"[{"question": "问？", "type": "judge", "options": ["是", "否"], "answer": "否"}]"#,
        "true_false|问？|正确,错误|B"
    ),
    ForeignShape(
        #"[{"question": "问？", "options": ["3", "2", "1"], "answer": "C"}]"#,
        "single|问？|3,2,1|C"
    ),
    ForeignShape(
        #"{"bank": "theirs", "title": "题", "questions": [{"id": "Q_1", "question": "问？", "A": "甲", "B": "乙", "answer": "A"}]}"#,
        "single|问？|甲,乙|A"
    ),
]

@Suite struct ForeignJSONTests {
    private func read(_ json: String, file: String = "folder/My_Bank.json") -> Reading<BankVersion>
    {
        BankReader.read(Array(json.utf8), file: file, format: .json)
    }

    @Test(arguments: shapes)
    func `a foreign shape becomes the question it says`(_ shape: ForeignShape) throws {
        let reading = read(shape.json)
        let bank = try #require(reading.value, "\(FindingTable.render(reading.findings))").bank
        #expect(bank.questions.map(\.brief) == [shape.expected])
    }

    @Test func `one position settles from where the whole file counts`() throws {
        let two = #"{"question": "甲？", "options": ["1a", "2b", "3c"], "answer": 1}"#
        func letters(_ other: String) throws -> [String] {
            let reading = read("[\(two), \(other)]")
            return try #require(reading.value).bank.questions.map(\.key.letters)
        }
        #expect(
            try letters(#"{"question": "乙？", "options": ["x", "y"], "answer": 0}"#) == ["B", "A"]
        )
        #expect(
            try letters(#"{"question": "乙？", "options": ["x", "y"], "answer": 2}"#) == ["A", "B"]
        )
    }

    @Test func `a code that several answers share is multiple choice throughout`() throws {
        let reading = read(
            """
            [{"question": "甲？", "type": 2, "A": "x", "B": "y", "answer": "AB"},
             {"question": "乙？", "type": 2, "A": "x", "B": "y", "answer": "A"},
             {"question": "丙？", "type": 1, "A": "x", "B": "y", "answer": "A"}]
            """
        )
        let bank = try #require(reading.value).bank
        #expect(bank.questions.map(\.type) == [.multiple, .multiple, .single])
    }

    @Test func `names, identifiers and levels are taken over or made, and said so`() throws {
        let reading = read(
            """
            {"title": "应急题库", "data": [
             {"id": 7, "question": "甲？", "A": "x", "B": "y", "answer": "A", "难度": "较难",
              "知识点": ["灭火", "疏散"], "章节": "消防", "解析": "因为。", "依据": "消防法", "分值": 2},
             {"id": "题2", "question": "乙？", "A": "x", "B": "y", "answer": "A", "分值": 2}]}
            """
        )
        let bank = try #require(reading.value).bank
        #expect(bank.bank == "my-bank" && bank.title == "应急题库" && !bank.published)
        #expect(bank.questions.map(\.id) == ["7", "q-2"])
        let first = try #require(bank.questions.first)
        #expect(first.difficulty == 4 && first.knowledgePoint == "灭火、疏散")
        #expect(first.category == "消防" && first.explanation == "因为。")
        #expect(first.basis == StatutoryBasis(law: "消防法"))
        let made = reading.findings.filter { $0.code != "bank.explanation.none" }
        #expect(
            made.map { "\($0.brief) \($0.text)" } == [
                "bank.part.adapted@1:27 bank=my-bank ×1",
                "bank.field.unknown@3:62 分值 ×2",
                "bank.part.adapted@4:2 id=q-… ×1",
                "bank.basis.none@4:2 q-2",
            ]
        )
    }

    @Test func `questions of other kinds are named and counted`() throws {
        let reading = read(
            """
            [{"type": "填空题", "question": "甲？", "answer": "x"},
             {"type": "简答题", "question": "乙？", "answer": "y"},
             {"type": "填空题", "question": "丙？", "answer": "z"},
             {"question": "丁？", "answer": "对"}]
            """
        )
        let bank = try #require(reading.value).bank
        #expect(bank.questions.map(\.brief) == ["true_false|丁？|正确,错误|A"])
        let left = reading.findings.filter { $0.code == "bank.construct-not-carried" }
        #expect(left.map(\.text) == ["填空题 ×2", "简答题 ×1"])
        #expect(left.map(\.brief).first == "bank.construct-not-carried@1:2")
    }
}
