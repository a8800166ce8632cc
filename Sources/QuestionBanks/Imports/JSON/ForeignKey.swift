/// What a foreign question's key points at, before it is known from where its file counts.
struct ForeignKey {
    /// One thing that the key names.
    enum Pointer: Hashable {
        /// The option at an index in the file's order; it may lie outside the options.
        case option(Int)
        /// A position as written, from 0 or from 1.
        case position(Int)
    }

    var pointers: [Located<Pointer>] = []
    /// The key as written, for the readers of words and for findings.
    var written: [Located<String>]
    /// Whether a text may mean two different options.
    var ambiguous: Located<String>?

    /// Whether everything that was written points at an option.
    var isResolved: Bool { !pointers.isEmpty }

    /// How many options the key names.
    var count: Int { Set(pointers.map(\.value)).count }

    private static let separators: Set<Unicode.Scalar> = [
        ",", "，", "、", ";", "；", " ", "\u{3000}", "/", "|",
    ]

    /// Reads a key against the options' texts and labels.
    ///
    /// - Parameter labels: As many as there are texts, or none.
    init(_ scalars: [FileScalar], texts: [String], labels: [String]) {
        written = scalars.map { Located($0.text, at: $0.place) }
        for scalar in scalars {
            var parts = [scalar.text]
            if Self.meanings(of: scalar.text, texts, labels).isEmpty {
                parts = Self.split(scalar.text)
                let areMeant = parts.allSatisfy { !Self.meanings(of: $0, texts, labels).isEmpty }
                if !areMeant { parts = parts.flatMap(Self.letters) }
            }
            for part in parts {
                let meanings = Self.meanings(of: part, texts, labels)
                guard let meaning = meanings.first else {
                    pointers = []
                    return
                }
                if meanings.contains(where: { $0 != meaning }) {
                    ambiguous = Located(scalar.text, at: scalar.place)
                }
                pointers.append(Located(meaning, at: scalar.place))
            }
        }
    }

    /// A key that the options themselves tell.
    init(right indices: [Int], of options: [ForeignOption]) {
        written = []
        for index in indices where options.indices.contains(index) {
            let place = options[index].text.place
            pointers.append(Located(.option(index), at: place))
            written.append(Located(OptionLetters.letter(index), at: place))
        }
    }

    /// A key that is known to name one option.
    init(option index: Int, _ scalar: FileScalar) {
        pointers = [Located(.option(index), at: scalar.place)]
        written = [Located(scalar.text, at: scalar.place)]
    }

    /// The letters of `ABD`; another word stays whole.
    private static func letters(_ word: String) -> [String] {
        let areLetters = word.unicodeScalars.allSatisfy {
            OptionLabels.optionIndex($0).map { $0 < 8 } ?? false
        }
        return areLetters ? word.unicodeScalars.map { String($0) } : [word]
    }

    private static func split(_ text: String) -> [String] {
        text.unicodeScalars.split(whereSeparator: separators.contains).map { String($0) }
    }

    /// Everything that a part may mean: a label, a text, a letter, a position.
    ///
    /// Labels are the file's own names for its options, so a letter is only counted from the front
    /// where there are none, or where the labels are no letters.
    private static func meanings(
        of part: String,
        _ texts: [String],
        _ labels: [String]
    ) -> [Pointer] {
        let word = TextRules.normalised(part)
        let label = labels.firstIndex { $0.lowercased() == word.lowercased() }
        var found = [label, texts.firstIndex(of: word)].compactMap { $0.map(Pointer.option) }
        if label == nil {
            if let letter = word.unicodeScalars.first, word.unicodeScalars.count == 1,
                let index = OptionLabels.optionIndex(letter)
            {
                found.append(.option(index))
            } else if let number = TextRules.integer(word), number >= 0 {
                found.append(.position(number))
            }
        }
        return found
    }
}
