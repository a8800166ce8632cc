import ContestModel
@testable import QuestionBanks
import Testing

@Suite struct BankStatisticsTests {
    private func question(
        _ type: QuestionType,
        _ key: OptionMask,
        options: [String] = ["甲", "乙", "丙", "丁"],
        category: String = "消防"
    ) -> Question {
        Question(
            id: "q",
            type: type,
            stem: "十个字的题干共有十字",
            options: options,
            key: key,
            explanation: category.isEmpty ? "" : "因为",
            category: category,
            difficulty: category.isEmpty ? 1 : 2
        )
    }

    @Test func `a small bank is counted as by hand`() throws {
        let bank = QuestionBank(
            bank: "b",
            title: "b",
            published: false,
            questions: [
                question(.single, .option(1)),
                question(.single, .option(0), options: ["很长的选项", "乙", "丙"]),
                question(.single, .option(1), category: ""),
                question(.multiple, .all(4)),
                question(.trueFalse, .option(1), options: Question.trueFalseOptions),
            ]
        )
        let statistics = BankStatistics(bank)
        let lines = Dictionary(
            statistics.sections.map { section in
                (
                    String(section.title.prefix { $0 != " " }),
                    section.lines.map { "\($0.name) \($0.count)" }
                )
            },
            uniquingKeysWith: { first, _ in first }
        )
        #expect(lines["题型"] == ["单选题 3", "多选题 1", "判断题 1"])
        #expect(lines["分类"] == ["消防 4", "（未分类） 1"])
        #expect(lines["难度"] == ["1 1", "2 4"])
        #expect(lines["题池"] == ["main 5"])
        #expect(lines["单选答案"] == ["A 1", "B 2"])
        #expect(lines["判断答案"] == ["错误 1"])
        #expect(lines["多选正确项数"] == ["全选 1"])
        #expect(lines["最长选项是答案"] == ["否 2", "是 1"])
        #expect(lines["题干字数"] == ["  1– 19 5"])
        #expect(lines["解析和依据"] == ["有解析无依据 4", "无解析无依据 1"])
        #expect(statistics.text.contains("多选题  ████████ 1 (20.0%)"))
    }

    @Test(arguments: [
        (0, 3, ""), (1, 3, "█████████████▍"), (3, 3, String(repeating: "█", count: 40)),
    ])
    func `bars are drawn in eighths`(_ count: Int, _ total: Int, _ bar: String) {
        #expect(BankStatistics.bar(count, of: total) == bar)
    }
}
