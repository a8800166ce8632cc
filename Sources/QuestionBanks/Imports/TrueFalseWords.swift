internal import ContestModel

/// The words by which files say true and false, as a key or as a pair of options.
enum TrueFalseWords {
    private static let trueWords: Set = ["正确", "对", "√", "✓", "✔", "true", "t", "是", "yes", "y"]
    private static let falseWords: Set = ["错误", "错", "×", "✗", "✘", "false", "f", "否", "no", "n"]

    /// What a word says; nil when it says neither.
    static func truth(_ text: String) -> Bool? {
        let word = TextRules.normalised(text).lowercased()
        if trueWords.contains(word) { return true }
        return falseWords.contains(word) ? false : nil
    }

    /// Whether two options are nothing but true and false, in this order.
    ///
    /// 是 and 否 (yes and no) may answer a question that is no statement, so they are only taken for
    /// true and false where the file calls the question so.
    ///
    /// - Parameter isDeclared: Whether the file says that it is a true/false question.
    static func isPair(_ options: [String], isDeclared: Bool) -> Bool {
        guard options.count == 2, let first = options.first, let last = options.last,
            truth(first) == true, truth(last) == false
        else { return false }
        let isYesNo = ["是", "yes", "y"].contains(TextRules.normalised(first).lowercased())
        return isDeclared || !isYesNo
    }
}

/// Options that a reader has found to be right, in the letters that `KeyNotation` reads.
enum OptionLetters {
    /// `A` for 0; a letter that no option can have for 8 and more.
    static func letter(_ index: Int) -> String {
        (0..<8).contains(index) ? OptionMask.option(index).letters : "Z"
    }

    /// The letters of several options, in ascending order.
    static func letters(_ indices: some Sequence<Int>) -> String {
        indices.sorted().map(letter).joined()
    }
}
