import ContestModel
import Foundation

/// A bank whose keys the tests know.
struct TestBank: Codable, Sendable {
    var bank: String
    var title: String
    var questions: [TestQuestion]

    /// Makes a bank of 72 questions: single, multiple and true/false in turn, in three categories
    /// and all difficulties; the last twelve are the practice pool.
    ///
    /// - Parameter edition: Banks of different editions differ in keys and explanations alone.
    init(edition: Int = 0) {
        bank = "safety-month"
        title = "安全生产月测试题库"
        questions = (0..<72).map { TestQuestion(number: $0, edition: edition) }
    }

    /// The bank as organisers send it.
    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// The texts of the right options by stem.
    var keys: [String: Set<String>] {
        Dictionary(
            questions.map { ($0.stem, $0.rightTexts) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}

/// A question as a bank file has it.
struct TestQuestion: Codable, Sendable {
    var id: String
    var type: String
    var stem: String
    /// Absent for true/false.
    var options: [String]?
    /// Letters, or 对 and 错.
    var key: [String]
    var explanation: String
    var category: String
    var difficulty: Int
    var pool: String

    init(number: Int, edition: Int) {
        let types = ["single", "multiple", "true_false"]
        id = "q-\(number)"
        type = types[number % 3]
        stem = "第 \(number) 题：“这样做”对吗？\\ <b>é</b>"
        category = ["消防安全", "急救避险", "交通出行"][number / 3 % 3]
        difficulty = 1 + number % 5
        pool = number < 60 ? "main" : "practice"
        let turn = number / 3 + edition
        switch type {
        case "single":
            options = (0..<4).map { "甲乙丙丁".map(String.init)[$0] + "项 \(number)" }
            key = [["A", "B", "C", "D"][turn % 4]]
        case "multiple":
            options = (0..<5).map { "选项 \($0) of \(number)" }
            key = [["A", "C"], ["B", "D", "E"], ["A", "B", "C", "D"]][turn % 3]
        default:
            options = nil
            key = [["对", "错"][turn % 2]]
        }
        explanation = "解析 \(number)：" + String(repeating: "因为。", count: 1 + edition)
    }

    /// The texts of the right options.
    var rightTexts: Set<String> {
        guard let options else { return [key == ["对"] ? "正确" : "错误"] }
        return Set(
            key.compactMap { letter in "ABCDE".map(String.init).firstIndex(of: letter) }
                .map { options[$0] }
        )
    }
}
