import ContestModel
import QuestionBanks
import Spreadsheets

extension FuzzTarget {
    /// Every reader of banks, fed with what the writers write.
    static let bankFormats: [FuzzTarget] = BankFormat.all.map { format in
        let written = BankWriter.all.first { $0.name == format.name }
        let seed = written.flatMap { try? $0.write(sampleBank) }
        return FuzzTarget(format.name, seeds: ([seed].compactMap { $0 }) + byHand(format.name)) {
            check(BankReader.read($0, file: "f", format: format))
        }
    }

    static let sampleBank = QuestionBank(
        bank: "sample",
        title: "样题",
        published: true,
        questions: [
            Question(
                id: "q1",
                type: .single,
                stem: "火警电话是哪个？",
                options: ["110", "119", "120"],
                key: .option(1),
                explanation: "119 是火警。",
                category: "消防",
                basis: StatutoryBasis(law: "消防法", article: "第四十四条")
            ),
            Question(
                id: "q2",
                type: .multiple,
                stem: "哪些是灭火器材？",
                options: ["灭火器", "消火栓", "电视"],
                key: OptionMask(bits: 3),
                explanation: "电视不是。",
                category: "消防"
            ),
            Question(
                id: "q3",
                type: .trueFalse,
                stem: "疏散通道可以堵。",
                options: Question.trueFalseOptions,
                key: .option(1),
                explanation: "不可以。",
                category: "消防"
            ),
        ]
    )

    /// What other programs write, in the formats that we only read.
    private static func byHand(_ format: String) -> [[UInt8]] {
        let texts: [String] =
            switch format {
            case "aiken", "txt": ["问？\nA. 甲\nB) 乙\nANSWER: B\n\n再问？\nA、丙\nB．丁\n答案：A、B\n"]
            case "json":
                [
                    #"[{"question": "问？", "A": "甲", "B": "乙", "answer": 0, "难度": "中"}]"#,
                    #"{"data": [{"title": "问？", "options": {"A": "甲", "B": "乙"}, "answers": ["A"]}]}"#,
                ]
            case "moodle", "xml":
                [
                    """
                    <quiz><question type="multichoice"><name><text>n</text></name><questiontext \
                    format="html"><text><![CDATA[<p>问</p>]]></text></questiontext><single>true</single>\
                    <answer fraction="100"><text>甲</text></answer><answer fraction="0"><text>乙</text>\
                    </answer></question></quiz>
                    """
                ]
            case "gift": ["::a::问{~%50%甲 ~%50%乙 ~%-100%丙####因为}\n\n问。{F}\n\n$CATEGORY: a/b\n"]
            case "csv": ["题干,题型,选项内容,是否正确\n问？,单选,甲,是\n,,乙,否\n"]
            default: []
            }
        let item = """
            <assessmentItem identifier="i" title="问"><responseDeclaration identifier="R" \
            cardinality="single"><correctResponse><value>A</value></correctResponse>\
            </responseDeclaration><itemBody><choiceInteraction responseIdentifier="R" maxChoices="1">\
            <prompt>问？</prompt><simpleChoice identifier="A">甲</simpleChoice><simpleChoice \
            identifier="B">乙</simpleChoice></choiceInteraction></itemBody></assessmentItem>
            """
        let items = ["qti", "xml"].contains(format) ? [item] : []
        return (texts + items).map { Array($0.utf8) }
    }

    /// What holds of every reading: it says why it refuses, its places are places, and what it takes
    /// can be asked, answered, and written and read again.
    static func check(_ reading: Reading<BankVersion>) {
        check(reading.findings)
        guard let bank = reading.value?.bank else {
            return expect(reading.hasErrors, "refused without a reason")
        }
        expect(!reading.hasErrors, "read in spite of an error")
        for question in bank.questions {
            expect((2...8).contains(question.options.count), "options")
            expect(!question.key.isEmpty, "no key")
            expect(question.key.indices.allSatisfy(question.options.indices.contains), "key")
        }
        guard let json = BankWriter.named("json"), let bytes = try? json.write(bank) else {
            return expect(false, "cannot be written")
        }
        let again = BankReader.read(bytes, file: "f", format: .json)
        expect(again.value?.bank == bank, "reads back as another")
    }

    static func check(_ findings: [Finding]) {
        for finding in findings {
            expect((finding.line ?? 1) >= 1 && (finding.column ?? 1) >= 1, "no such place")
            expect(finding.text.utf8.count < 1_000, "quotes too much")
        }
    }
}
