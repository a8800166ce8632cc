import ContestModel

/// Banks that the drawing tests share.
enum SampleBank {
    /// So many single-choice questions with four options, all alike.
    static func alike(_ count: Int, type: QuestionType = .single) -> QuestionBank {
        bank((0..<count).map { question($0, type: type, optionCount: 4) })
    }

    /// Sixty questions of every type, with four to eight options, three categories, five
    /// difficulties; the last fifteen are in the pool `practice`.
    static let mixed: QuestionBank = bank(
        (0..<60).map { index in
            question(
                index,
                type: [.single, .multiple, .trueFalse][index % 3],
                optionCount: [4, 4 + index % 5, 2][index % 3],
                category: ["fire", "power", "roads"][index / 3 % 3],
                difficulty: UInt8(1 + index % 5),
                pool: index < 45 ? "main" : "practice"
            )
        }
    )

    /// Five questions of the category `fire`, then five of `power`.
    static let fiveOfEach: QuestionBank = bank(
        (0..<10).map { question($0, category: $0 < 5 ? "fire" : "power") }
    )

    /// A bank of these questions.
    static func bank(_ questions: [Question]) -> QuestionBank {
        QuestionBank(bank: "sample", title: "样题", published: false, questions: questions)
    }

    /// One question whose key is its first option, or its first two when it is multiple-choice.
    static func question(
        _ index: Int,
        type: QuestionType = .single,
        optionCount: Int = 4,
        category: String = "fire",
        difficulty: UInt8 = 3,
        pool: String = "main"
    ) -> Question {
        Question(
            id: "q\(index)",
            type: type,
            stem: "第 \(index) 题",
            options: (0..<optionCount).map { "选项 \($0)" },
            key: .all(type == .multiple ? 2 : 1),
            category: category,
            difficulty: difficulty,
            pool: pool
        )
    }
}

extension OptionMask {
    /// The mask of letters in the bank's order: `"ACD"`.
    init(_ letters: String) {
        self.init(bits: letters.utf8.reduce(0) { $0 | 1 << ($1 - UInt8(ascii: "A")) })
    }
}
