/// Takes `A.` and `B、` off the front of options that carry their own letters.
///
/// Options are shuffled for every participant, so a letter inside the text would name another option.
enum OptionLabels {
    private static let marks: Set<Unicode.Scalar> = [".", "．", "、", ":", "：", ")", "）", ",", "，"]

    /// The texts without their letters, when each option begins with its own; nil otherwise.
    static func removed(_ texts: [String]) -> [String]? {
        guard texts.count >= 2, texts.count <= 26 else { return nil }
        var result: [String] = []
        for (index, text) in texts.enumerated() {
            guard let rest = rest(of: text, after: index) else { return nil }
            result.append(rest)
        }
        return result
    }

    private static func rest(of text: String, after index: Int) -> String? {
        let scalars = TextRules.trimmed(text).unicodeScalars
        guard let letter = scalars.first, let mark = scalars.dropFirst().first,
            marks.contains(mark), optionIndex(letter) == index
        else { return nil }
        let rest = TextRules.trimmed(String(scalars.dropFirst(2)))
        return rest.isEmpty ? nil : rest
    }

    /// 0 for `A`, `a` and the full-width `Ａ`; nil for what is no letter.
    static func optionIndex(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x41...0x5A: Int(scalar.value) - 0x41
        case 0x61...0x7A: Int(scalar.value) - 0x61
        case 0xFF21...0xFF3A: Int(scalar.value) - 0xFF21
        case 0xFF41...0xFF5A: Int(scalar.value) - 0xFF41
        default: nil
        }
    }
}
