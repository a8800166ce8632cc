internal import ContestModel

/// Reads a key that is written as the options' own texts.
struct KeyTexts {
    /// The options' texts, normalised.
    let options: [String]

    /// The options that the parts name; nil when a part is not an option's text or a list of them.
    func mask(_ parts: [String]) -> OptionMask? {
        guard !options.isEmpty else { return nil }
        var mask = OptionMask.empty
        for part in parts {
            guard let named = named(TextRules.normalised(part)) else { return nil }
            mask.bits |= named.bits
        }
        return mask.isEmpty ? nil : mask
    }

    /// One text, or several with the same separator between.
    private func named(_ text: String) -> OptionMask? {
        if let index = index(text) { return .option(index) }
        for separators: Set<Character> in [["\n"], ["|", "｜"], [";", "；"], ["、"], [",", "，"]] {
            let pieces = text.split(whereSeparator: separators.contains)
            guard pieces.count > 1 else { continue }
            let indices = pieces.compactMap { index(TextRules.trimmed(String($0))) }
            guard indices.count == pieces.count, Set(indices).count == indices.count else {
                continue
            }
            return indices.reduce(into: OptionMask.empty) { $0.bits |= OptionMask.option($1).bits }
        }
        return nil
    }

    /// The option with this text, with or without its letter before it: `B.甲`.
    private func index(_ text: String) -> Int? {
        if let index = options.firstIndex(of: text) { return index }
        let scalars = text.unicodeScalars
        guard let letter = scalars.first.flatMap(OptionLetter.index), letter < options.count,
            let mark = scalars.dropFirst().first, ".．、:：)）".unicodeScalars.contains(mark)
        else { return nil }
        return TextRules.trimmed(String(scalars.dropFirst(2))) == options[letter] ? letter : nil
    }
}
