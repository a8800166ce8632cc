public import ContestModel

/// A bank in figures: what it holds of each kind, and whether its keys can be guessed.
public struct BankStatistics: Hashable, Codable, Sendable {
    /// One group of questions under a heading.
    public struct Line: Hashable, Codable, Sendable {
        /// What is counted, as organisers read it.
        public var name: String
        /// How many questions.
        public var count: Int
    }

    /// A heading with its lines.
    public struct Section: Hashable, Codable, Sendable {
        /// The heading, Chinese and English.
        public var title: String
        /// The lines in their natural order.
        public var lines: [Line]
        /// Of how many questions the lines are shares.
        public var total: Int
    }

    /// How many questions the bank holds.
    public let questionCount: Int
    /// Every heading.
    public let sections: [Section]

    /// Counts a bank.
    ///
    /// - Complexity: O(questions).
    public init(_ bank: QuestionBank) {
        let questions = bank.questions
        questionCount = questions.count
        var sections = [
            Self.section("题型 / types", questions) { $0.type.chineseName },
            Self.section("分类 / categories", questions) {
                $0.category.isEmpty ? "（未分类）" : $0.category
            },
            Self.section("难度 / difficulty", questions, sorted: true) { "\($0.difficulty)" },
            Self.section("题池 / pools", questions) { $0.pool },
            Self.section("单选答案 / single keys", questions.filter { $0.type == .single }) {
                $0.key.letters
            },
            Self.section("判断答案 / true or false", questions.filter { $0.type == .trueFalse }) {
                $0.key == .option(0) ? "正确" : "错误"
            },
        ]
        sections[4].lines.sort { $0.name < $1.name }
        let multiples = questions.filter { $0.type == .multiple }
        sections.append(
            Self.section("多选正确项数 / right options of multiples", multiples, sorted: true) {
                $0.key == .all($0.options.count) ? "全选" : "\($0.key.indices.count)"
            }
        )
        let singles = questions.filter { $0.type == .single }
        sections.append(
            Self.section("最长选项是答案 / longest option is the key", singles) {
                LongestOptions.isLongestTheKey($0) ? "是" : "否"
            }
        )
        sections.append(
            Self.section("题干字数 / characters in the stem", questions, sorted: true) {
                Self.span(of: $0.stem.count)
            }
        )
        sections.append(
            Self.section("解析和依据 / explanations and bases", questions) {
                ($0.explanation.isEmpty ? "无解析" : "有解析") + ($0.basis == nil ? "无依据" : "有依据")
            }
        )
        self.sections = sections.filter { $0.total > 0 }
    }

    private static func section(
        _ title: String,
        _ questions: [Question],
        sorted: Bool = false,
        by name: (Question) -> String
    ) -> Section {
        var counts: [String: Int] = [:]
        var order: [String] = []
        for question in questions {
            let name = name(question)
            if counts.updateValue(counts[name, default: 0] + 1, forKey: name) == nil {
                order.append(name)
            }
        }
        if sorted { order.sort() }
        return Section(
            title: title,
            lines: order.map { Line(name: $0, count: counts[$0] ?? 0) },
            total: questions.count
        )
    }

    /// A range of lengths whose names sort as they grow.
    private static func span(of length: Int) -> String {
        switch length {
        case ..<20: "  1– 19"
        case ..<40: " 20– 39"
        case ..<60: " 40– 59"
        case ..<100: " 60– 99"
        default: "100–"
        }
    }
}
