internal import ContestModel

/// Options that point at others: they break when options are shuffled, and give themselves away.
enum ReferringOptions: BankDoubt {
    private static let whole: Set<String> = [
        "都对", "都不对", "都正确", "都错", "都不正确", "全对", "全部正确", "全部", "都是", "都不是",
        "皆是", "皆对", "均是", "均对", "全是", "全都是",
    ]
    private static let beginnings = ["以上", "上述", "前面", "前三项", "前两项"]
    private static let english = ["of the above", "both a and b", "a and b", "a or b"]

    static func note(_ questions: [JudgedQuestion], at place: Place, _ log: FindingLog) {
        for judged in questions where judged.question.type != .trueFalse {
            for (index, option) in judged.question.options.enumerated() where refers(option) {
                let places = judged.draft.options?.map(\.place) ?? []
                log.warning(
                    "bank.option.refers",
                    at: places.indices.contains(index) ? places[index] : judged.place,
                    text: option,
                    of: judged.question.id,
                    "选项顺序会打乱，“\(option)”这样的选项会失去意义，请改写",
                    "options are shuffled, so an option that refers to others loses its meaning"
                )
            }
        }
    }

    private static func refers(_ option: String) -> Bool {
        let text = TextRules.trimmed(option)
        if whole.contains(text) { return true }
        if text.count <= 9, beginnings.contains(where: text.hasPrefix) { return true }
        if text.utf8.count <= 40, english.contains(where: text.lowercased().contains) {
            return true
        }
        return LetterMentions.namesOptions(text, isShort: true)
    }
}

/// Warns when the longest option is the key so often that one need not read.
enum LongestOptions: BankDoubt {
    /// Fewer questions say nothing.
    static let questionCountFloor = 20
    /// Chance alone would make it a quarter of four options.
    static let shareLimit = 50

    static func note(_ questions: [JudgedQuestion], at place: Place, _ log: FindingLog) {
        let items = questions.map(\.question).filter { $0.type == .single }
        let longest = items.count(where: isLongestTheKey)
        guard items.count >= questionCountFloor, longest * 100 > items.count * shareLimit else {
            return
        }
        log.warning(
            "bank.balance.longest",
            at: place,
            text: "\(longest)/\(items.count)",
            "单选题 \(items.count) 道中有 \(longest) 道的正确选项最长，宜不超过 \(shareLimit)%",
            "the longest option is the key in \(longest) of \(items.count) single-choice questions; "
                + "at most \(shareLimit) % is sound"
        )
    }

    /// Whether the only key is longer than every other option.
    static func isLongestTheKey(_ question: Question) -> Bool {
        let lengths = question.options.map(\.unicodeScalars.count)
        guard let key = question.key.indices.first, lengths.indices.contains(key) else {
            return false
        }
        return lengths.enumerated().allSatisfy { $0.offset == key || $0.element < lengths[key] }
    }
}
