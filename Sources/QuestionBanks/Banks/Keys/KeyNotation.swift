internal import ContestModel

/// Reads a key in the notations that organisers use.
///
/// Letters stand for options in the file's order: `C`, `ACD`, `A,C,D`, `A、C、D`, `A C D`, a list of
/// letters, full-width or lower-case ones. Instead of letters the key may be an option's own text or
/// a list of texts. True/false items take 对/错, 正确/错误, 是/否, √/×, true/false, T/F, A/B.
struct KeyNotation {
    let type: QuestionType
    let optionCount: Int
    /// The options' texts, normalised; nil where they are at fault.
    var options: [String]?
    let log: FindingLog

    private static let separators: Set<Unicode.Scalar> = [
        ",", "，", "、", ";", "；", " ", "\u{3000}", "/", "|", "｜", "\n", "\t", "\u{A0}",
    ]

    /// The right options; nil after noting an error.
    ///
    /// - Parameter parts: At least one.
    func mask(_ parts: [Located<String>]) -> OptionMask? {
        guard let place = parts.first?.place else { return nil }
        let text = parts.map(\.value).joined(separator: ",")
        if type == .trueFalse { return trueFalse(text, place) }
        let texts = KeyTexts(options: options ?? []).mask(parts.map(\.value))
        guard parts.allSatisfy(isLetters) else {
            if let texts { return counted(texts, text, place) }
            noteUnreadable(text, place)
            return nil
        }
        let letters = letters(parts)
        // Options such as blood types read like letters; nobody but the organiser knows which.
        if let texts, letters.mask != texts {
            log.error(
                "bank.key.ambiguous",
                at: place,
                text: text,
                "答案既可以看作选项字母，又可以看作选项文字，请改动选项文字或答案，使它只有一种读法",
                "the key may be letters or an option's text"
            )
            return nil
        }
        return letters.isWhole ? counted(letters.mask, text, place) : nil
    }

    private func isLetters(_ part: Located<String>) -> Bool {
        part.value.unicodeScalars.allSatisfy { scalar in
            Self.separators.contains(scalar) || OptionLetter.index(scalar) != nil
        }
    }

    private func letters(_ parts: [Located<String>]) -> (mask: OptionMask, isWhole: Bool) {
        var mask = OptionMask.empty
        var isWhole = true
        for part in parts {
            for scalar in part.value.unicodeScalars {
                guard let index = OptionLetter.index(scalar) else { continue }
                isWhole = accept(index, part, &mask) && isWhole
            }
        }
        return (mask, isWhole)
    }

    private func accept(_ index: Int, _ part: Located<String>, _ mask: inout OptionMask) -> Bool {
        let letter = OptionLetter.letter(index)
        guard index < optionCount else {
            log.error(
                "bank.key.outside-options",
                at: part.place,
                text: part.value,
                "答案 \(letter) 超出选项范围，只有 \(optionCount) 个选项",
                "the key names \(letter), but there are \(optionCount) options"
            )
            return false
        }
        guard !mask.contains(index) else {
            log.error(
                "bank.key.repeated",
                at: part.place,
                text: part.value,
                "答案里 \(letter) 重复了",
                "the key names \(letter) twice"
            )
            return false
        }
        mask.bits |= OptionMask.option(index).bits
        return true
    }

    private func counted(_ mask: OptionMask, _ text: String, _ place: Place) -> OptionMask? {
        if mask.isEmpty {
            noteUnreadable(text, place)
            return nil
        }
        if type == .single && mask.count > 1 {
            log.error(
                "bank.key.several",
                at: place,
                text: text,
                "单选题只能有一个答案",
                "a single-choice question has one key"
            )
            return nil
        }
        if type == .multiple && mask.count == 1 {
            log.warning(
                "bank.key.only-one",
                at: place,
                text: text,
                "多选题只有一个答案，请确认",
                "a multiple-choice question with one key; please confirm"
            )
        }
        return mask
    }

    private func trueFalse(_ text: String, _ place: Place) -> OptionMask? {
        let word = TextRules.trimmed(text).lowercased()
        if KeyWords.isTrue(word) || word == "a" || word == "ａ" { return .option(0) }
        if KeyWords.isFalse(word) || word == "b" || word == "ｂ" { return .option(1) }
        log.error(
            "bank.key.not-true-false",
            at: place,
            text: text,
            "判断题的答案应为 true、false、对、错、正确或错误",
            "the key of a true/false question is true or false"
        )
        return nil
    }

    private func noteUnreadable(_ text: String, _ place: Place) {
        log.error(
            "bank.key.unreadable",
            at: place,
            text: text,
            "答案应为选项字母（例如 B 或 ACD）或选项原文",
            "the key is an option's letter, such as B or ACD, or its text"
        )
    }
}
