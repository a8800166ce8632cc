/// The words that stand for true and false.
enum KeyWords {
    private static let trueWords: Set = [
        "true", "t", "对", "正确", "是", "√", "✓", "✔", "☑", "对的", "ｔ",
    ]
    private static let falseWords: Set = [
        "false", "f", "错", "错误", "否", "×", "✗", "✘", "x", "不正确", "不对", "错的", "ｆ", "ｘ", "╳",
    ]

    /// Whether a trimmed word in lower case says true; `A` does only as a key.
    static func isTrue(_ word: String) -> Bool { trueWords.contains(word) }

    /// Whether a trimmed word in lower case says false.
    static func isFalse(_ word: String) -> Bool { falseWords.contains(word) }
}
