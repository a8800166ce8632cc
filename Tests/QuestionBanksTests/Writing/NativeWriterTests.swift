import ContestModel
import Foundation
import QuestionBanks
import Testing

@Suite struct NativeWriterTests {
    private let bank = QuestionBank(
        bank: "b-1",
        title: "题: 库",
        published: true,
        questions: [
            Question(
                id: "007",
                type: .multiple,
                stem: "第一行\n第二行",
                options: ["no", "1.0", "2021-09-01", "甲 # 乙", "- 丙", "丁:", "普通 文字"],
                key: OptionMask(bits: 0b101),
                explanation: "“引号”\"和'\\",
                category: "消防",
                knowledgePoint: "true",
                difficulty: 5,
                pool: "practice",
                basis: StatutoryBasis(law: "某法", validFrom: ContestDay(number: 18_871))
            ),
            Question(
                id: "t",
                type: .trueFalse,
                stem: "对吗？",
                options: Question.trueFalseOptions,
                key: .option(1)
            ),
        ]
    )

    @Test func `YAML is written as people would write it`() throws {
        let text = try String(
            decoding: #require(BankWriter.named("yaml")).write(bank),
            as: UTF8.self
        )
        #expect(
            text == #"""
                bank: b-1
                title: "题: 库"
                published: true
                questions:
                  - id: "007"
                    type: multiple
                    stem: "第一行\n第二行"
                    options:
                      - "no"
                      - "1.0"
                      - "2021-09-01"
                      - "甲 # 乙"
                      - "- 丙"
                      - "丁:"
                      - 普通 文字
                    key: [A, C]
                    explanation: “引号”"和'\
                    category: 消防
                    knowledge_point: "true"
                    difficulty: 5
                    pool: practice
                    basis:
                      law: 某法
                      valid_from: 2021-09-01
                  - id: t
                    type: true_false
                    stem: 对吗？
                    key: false
                    difficulty: 3
                    pool: main

                """#
        )
    }

    @Test func `JSON is written as the schema has it`() throws {
        let json = try #require(BankWriter.named("json")).write(bank)
        let tree = try #require(
            JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
        )
        #expect(tree["title"] as? String == "题: 库" && tree["published"] as? Bool == true)
        let questions = try #require(tree["questions"] as? [[String: Any]])
        #expect(questions.first?["key"] as? [String] == ["A", "C"])
        #expect(questions.last?["key"] as? Bool == false)
        #expect((questions.first?["basis"] as? [String: String])?["valid_from"] == "2021-09-01")
        #expect(questions.last?["options"] == nil && questions.last?["basis"] == nil)
    }

    @Test func `every random bank keeps to the schema`() throws {
        guard SchemaJudge.python != nil else { return }
        let judge = try SchemaJudge(schema: BankSchema.json)
        defer { judge.close() }
        for seed in 1...5 {
            let json = try #require(BankWriter.named("json")).write(
                RandomBank.bank(seed: UInt64(seed))
            )
            #expect(try judge.accepts(json), "seed \(seed)")
        }
    }
}
