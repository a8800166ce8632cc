internal import ContestModel

/// Finds option letters in running text: 选项A, A对, 故选B, option C.
enum LetterMentions {
    private static let before = ["选项", "答案", "答案是", "答案为", "故选", "应选", "选", "排除"]
    private static let after = [
        "项", "选项", "对", "错", "正确", "不正确", "错误", "不对", "都对", "都错", "均正确", "都正确",
    ]

    /// Whether a text names options by their letters.
    ///
    /// - Parameter isShort: Whether it is an option itself, where `A和B` already does.
    static func namesOptions(_ text: String, isShort: Bool = false) -> Bool {
        guard TextSearch.holdsLetter(text) else { return false }
        let characters = Array(text)
        var index = 0
        while index < characters.count {
            guard isLetter(characters[index]), !touchesWord(characters, index) else {
                index += 1
                continue
            }
            var end = index + 1
            while end < characters.count, isLetter(characters[end]) || isJoint(characters, end) {
                end += 1
            }
            // `ABC干粉` and `VITAMIN` are words; three letters in a row are a key such as ABD.
            let head = String(characters[max(0, index - 3)..<index])
            let tail = String(characters[end..<min(characters.count, end + 3)])
            let isNamed =
                before.contains(where: head.hasSuffix) || after.contains(where: tail.hasPrefix)
                || head.lowercased().hasSuffix("on ")
                    && String(characters[..<index]).lowercased().hasSuffix("option ")
            if isNamed || isShort && end - index >= 3 && end == characters.count && index == 0 {
                return true
            }
            index = end
        }
        return false
    }

    private static func isLetter(_ character: Character) -> Bool {
        ("A"..."H").contains(character) || ("Ａ"..."Ｈ").contains(character)
    }

    /// A separator between two letters: `A、B`, `A和B`.
    private static func isJoint(_ characters: [Character], _ index: Int) -> Bool {
        "、,，和与或".contains(characters[index]) && index + 1 < characters.count
            && isLetter(characters[index + 1])
    }

    private static func touchesWord(_ characters: [Character], _ index: Int) -> Bool {
        if index > 0, characters[index - 1].isASCII,
            characters[index - 1].isLetter || characters[index - 1].isNumber
        {
            return true
        }
        guard index + 1 < characters.count else { return false }
        let next = characters[index + 1]
        return next.isASCII && (next.isNumber || next.isLowercase || next == "-")
    }
}

/// Explanations that name options by letter: options are shuffled for every attempt.
enum LettersInExplanations: BankDoubt {
    static func note(_ questions: [JudgedQuestion], at place: Place, _ log: FindingLog) {
        for judged in questions where LetterMentions.namesOptions(judged.question.explanation) {
            log.warning(
                "bank.explanation.letters",
                at: judged.draft.explanation?.place ?? judged.place,
                text: judged.question.explanation,
                of: judged.question.id,
                "选项顺序会打乱，解析不能用 A、B、C 指选项，请写出选项的内容",
                "options are shuffled; name them by their text, not by letter"
            )
        }
    }
}

/// Stems that ask for the wrong option without saying so loudly.
enum PlainNegatives: BankDoubt {
    private static let negatives = [
        "不正确", "不属于", "不包括", "不应当", "不应", "不能", "不宜", "不符合", "不可以",
        "不需要", "错误",
    ]
    private static let questions = ["下列", "以下", "哪", "选项"]
    private static let openers: Set<Character> = [
        "“", "\"", "「", "『", "【", "*", "_", "‘", "'", "〔",
    ]

    static func note(_ questions: [JudgedQuestion], at place: Place, _ log: FindingLog) {
        for judged in questions where judged.question.type != .trueFalse {
            guard let word = plainNegative(judged.question.stem) else { continue }
            log.warning(
                "bank.stem.negative",
                at: judged.draft.stem?.place ?? judged.place,
                text: judged.question.stem,
                of: judged.question.id,
                "反问“\(word)”没有突出，请写作“【\(word)】”或改成正面提问",
                "the stem asks for the wrong option; set the negative off, as in 【不】, or ask positively"
            )
        }
    }

    /// The negative by which a stem asks, unless it is set off.
    static func plainNegative(_ stem: String) -> String? {
        guard TextSearch.holdsAny(stem, questions) else { return nil }
        for word in negatives where TextSearch.holds(stem, word) {
            for range in stem.ranges(of: word) {
                let before = stem[..<range.lowerBound].last
                if let before, openers.contains(before) { continue }
                let tail = stem[range.upperBound...].prefix(10).prefix { !"，。；：、？".contains($0) }
                guard let end = tail.firstIndex(of: "的") else { continue }
                let rest = tail[tail.index(after: end)...]
                let isAsked =
                    rest.allSatisfy { !$0.isLetter }
                    || ["是", "有", "一项", "做法", "说法", "行为", "措施", "选项"]
                        .contains { rest.hasPrefix($0) }
                if isAsked { return word }
            }
        }
        return nil
    }
}
