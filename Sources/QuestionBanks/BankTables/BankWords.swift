internal import ContestModel

/// Words of tables that stand for what the native format writes in English or in digits.
enum BankWords {
    private static let types: [String: QuestionType] = [
        "单选": .single, "单选题": .single, "单项选择": .single, "单项选择题": .single, "单选择题": .single,
        "single": .single, "single choice": .single, "singlechoice": .single, "radio": .single,
        "多选": .multiple, "多选题": .multiple, "多项选择": .multiple, "多项选择题": .multiple,
        "不定项": .multiple, "不定项选择": .multiple, "不定项选择题": .multiple, "multiple": .multiple,
        "multiple choice": .multiple, "multiplechoice": .multiple, "checkbox": .multiple,
        "判断": .trueFalse, "判断题": .trueFalse, "是非": .trueFalse, "是非题": .trueFalse, "对错题": .trueFalse,
        "true_false": .trueFalse, "true/false": .trueFalse, "true false": .trueFalse,
        "truefalse": .trueFalse, "tf": .trueFalse, "judge": .trueFalse, "judgement": .trueFalse,
    ]

    private static let levels: [String: Int] = [
        "易": 1, "容易": 1, "简单": 1, "低": 1, "easy": 1, "较易": 2, "较容易": 2, "中": 3, "中等": 3, "一般": 3,
        "适中": 3, "medium": 3, "较难": 4, "难": 5, "困难": 5, "高": 5, "hard": 5, "difficult": 5,
    ]

    /// The type that a word names; nil for any other word.
    static func type(_ word: String) -> QuestionType? {
        types[TextRules.normalised(word).lowercased()]
    }

    /// The type that a sheet's name or a title names somewhere: `一、单项选择题（30 题）`.
    static func typeWithin(_ text: String) -> QuestionType? {
        let found = [
            ("单选", QuestionType.single), ("单项选择", .single), ("多选", .multiple), ("多项选择", .multiple),
            ("不定项", .multiple), ("判断", .trueFalse), ("是非题", .trueFalse),
        ].filter { text.contains($0.0) }.map(\.1)
        return Set(found).count == 1 ? found.first : nil
    }

    /// A difficulty in digits: of words, of stars, or as it was written.
    static func difficulty(_ word: String) -> String {
        let text = TextRules.normalised(word)
        if let level = levels[text.lowercased()] { return "\(level)" }
        let isStars = !text.isEmpty && text.unicodeScalars.allSatisfy { $0 == "★" || $0 == "☆" }
        return isStars ? "\(text.unicodeScalars.count { $0 == "★" })" : text
    }

    /// Whether an option is right, by its row's word; nil for a word that says neither.
    static func isRight(_ word: String) -> Bool? {
        let text = TextRules.normalised(word).lowercased()
        if KeyWords.isTrue(text) || ["1", "y", "yes"].contains(text) { return true }
        if KeyWords.isFalse(text) || ["0", "n", "no"].contains(text) { return false }
        return nil
    }

    /// A date in the native form, where it is written with other separators.
    static func date(_ text: String) -> String {
        let pieces = TextRules.normalised(text).split { "年月日/.-".contains($0) }
        guard pieces.count == 3, let year = pieces.first, year.utf8.count == 4,
            pieces.allSatisfy({ TextRules.integer(String($0)) != nil && $0.utf8.count <= 4 })
        else { return text }
        return pieces.map { $0.utf8.count == 1 ? "0\($0)" : String($0) }.joined(separator: "-")
    }
}
