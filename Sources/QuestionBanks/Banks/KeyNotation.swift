internal import ContestModel

/// Reads a key in the notations that organisers use.
///
/// Letters stand for options in the file's order: `C`, `ACD`, `A,C,D`, `A、C、D`, `A C D`, a list of
/// letters, full-width or lower-case ones. True/false items take 对/错, 正确/错误, 是/否, √/×,
/// true/false, T/F, A/B.
struct KeyNotation {
    let type: QuestionType
    let optionCount: Int
    let log: FindingLog

    private static let trueWords: Set = ["true", "t", "对", "正确", "是", "√", "✓", "a"]
    private static let falseWords: Set = ["false", "f", "错", "错误", "否", "×", "✗", "b"]
    private static let separators: Set<Unicode.Scalar> = [
        ",", "，", "、", ";", "；", " ", "\u{3000}", "/", "|",
    ]

    /// The right options; nil after noting an error.
    ///
    /// - Parameter parts: At least one.
    func mask(_ parts: [Located<String>]) -> OptionMask? {
        guard let place = parts.first?.place else { return nil }
        let text = parts.map(\.value).joined(separator: ",")
        if type == .trueFalse { return trueFalse(text, place) }
        var mask = OptionMask.empty
        var isWhole = true
        for part in parts {
            for scalar in part.value.unicodeScalars where !Self.separators.contains(scalar) {
                guard let index = Self.optionIndex(scalar) else {
                    noteUnreadable(part.value, part.place)
                    return nil
                }
                isWhole = accept(index, part, &mask) && isWhole
            }
        }
        return isWhole ? counted(mask, text, place) : nil
    }

    private func accept(_ index: Int, _ part: Located<String>, _ mask: inout OptionMask) -> Bool {
        let letter = OptionMask.option(index).letters
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
        if Self.trueWords.contains(word) { return .option(0) }
        if Self.falseWords.contains(word) { return .option(1) }
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
            "答案应为选项字母，例如 B 或 [A, C]",
            "the key is an option's letter, such as B or [A, C]"
        )
    }

    /// `A`, `a` and the full-width `Ａ`, `ａ` are option 0.
    private static func optionIndex(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x41...0x48: Int(scalar.value) - 0x41
        case 0x61...0x68: Int(scalar.value) - 0x61
        case 0xFF21...0xFF28: Int(scalar.value) - 0xFF21
        case 0xFF41...0xFF48: Int(scalar.value) - 0xFF41
        default: letterBeyond(scalar)
        }
    }

    /// I to Z are letters of options that cannot exist; they deserve the clearer finding.
    private static func letterBeyond(_ scalar: Unicode.Scalar) -> Int? {
        let isLetter = ("I"..."Z").contains(scalar) || ("i"..."z").contains(scalar)
        return isLetter ? 8 : nil
    }
}
