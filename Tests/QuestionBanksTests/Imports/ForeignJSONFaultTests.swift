import QuestionBanks
import Testing

private let faults: [SyntaxFault] = [
    SyntaxFault(
        #"[{"question": "问？", "options": ["甲", "乙", "丙"], "answer": 1}]"#,
        "bank.key.position-ambiguous@1:59"
    ),
    SyntaxFault(
        """
        [{"question": "甲？", "options": ["x", "y"], "answer": 0},
         {"question": "乙？", "options": ["x", "y"], "answer": 2}]
        """,
        "bank.key.position-contradicts@2:54"
    ),
    SyntaxFault(
        #"[{"question": "问？", "options": ["B", "A"], "answer": "A"}]"#,
        "bank.key.ambiguous@1:54"
    ),
    SyntaxFault(
        #"[{"question": "问？", "options": ["2", "1"], "answer": "1"}]"#,
        "bank.key.ambiguous@1:54"
    ),
    SyntaxFault(
        #"[{"question": "问？", "options": ["甲", "乙"], "answer": "丙"}]"#,
        "bank.key.unreadable@1:54"
    ),
    SyntaxFault(
        #"[{"question": "问？", "type": "单选", "options": ["甲", "乙"], "answer": "D"}]"#,
        "bank.key.outside-options@1:68"
    ),
    SyntaxFault(
        #"[{"question": "问？", "type": "单选", "options": ["甲", "乙"], "answer": "AB"}]"#,
        "bank.key.several@1:68"
    ),
    SyntaxFault(
        #"[{"question": "问？", "type": "多选", "options": ["甲", "乙"], "answer": "AA"}]"#,
        "bank.key.repeated@1:68"
    ),
    SyntaxFault(
        #"[{"question": "问？", "type": "拖拽", "options": ["甲", "乙"], "answer": "A"}]"#,
        "bank.type.unknown@1:29"
    ),
    SyntaxFault(
        #"[{"question": "问？", "type": "判断题", "answer": 1}]"#,
        "bank.key.not-true-false@1:46"
    ),
    SyntaxFault(
        #"[{"question": "问？", "options": "甲|乙", "answer": "A"}]"#,
        "file.value.not-list@1:32"
    ),
    SyntaxFault(
        #"[{"question": "问？", "options": [{"x": 1}, {"x": 2}], "answer": "A"}]"#,
        "bank.option.unreadable@1:33 bank.option.unreadable@1:43"
    ),
    SyntaxFault(
        #"[{"question": ["问"], "A": "甲", "B": "乙", "answer": "A"}]"#,
        "bank.part.missing@1:2 file.value.not-text@1:15"
    ),
    SyntaxFault(
        #"[{"question": "问？", "A": "甲", "B": "乙", "answer": "A"}, 5]"#,
        "file.value.not-mapping@1:57"
    ),
    SyntaxFault(
        #"[{"answers": [{"text": "甲", "correct": "maybe"}, {"text": "乙", "correct": 1}], "question": "问？"}]"#,
        "file.value.boolean@1:40"
    ),
    SyntaxFault(
        #"[{"type": "essay", "question": "问？"}]"#,
        "bank.questions.none@1:1"
    ),
    SyntaxFault(
        #"{"title": "t", "questions": [{"id": "a", "type": "single", "stem": "s", "options": ["x", "y"], "key": "A"}]}"#,
        "bank.part.missing@1:16"
    ),
    SyntaxFault(
        #"{"bank": "b", "title": "t", "questions": [{"id": "a", "type": "single", "stem": "s", "answer": "A"}]}"#,
        "bank.part.missing@1:43 bank.key.missing@1:43 file.key.unknown@1:86"
    ),
]

@Suite struct ForeignJSONFaultTests {
    @Test(arguments: faults)
    func `each fault of a foreign file is found at its place`(_ fault: SyntaxFault) {
        let reading = BankReader.read(Array(fault.text.utf8), file: "b.json", format: .json)
        #expect(reading.briefErrors.joined(separator: " ") == fault.expected)
        #expect(reading.value == nil)
    }
}
