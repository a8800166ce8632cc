internal import ContestModel

extension BankWriter {
    /// The native format, for people; the order of its keys is `BankFormat.swift`'s.
    public static let yaml = BankWriter(name: "yaml", fileExtension: "yaml") { bank in
        Array(YAMLWriter.text(bank).utf8)
    }
}

/// Writes a bank as YAML in block style.
///
/// By hand, since libyaml's emitter writes 🔥 as `"\U0001F525"` and folds long lines, and the whole of the
/// language is not needed: block mappings, one flow list of letters, plain and double-quoted texts.
private enum YAMLWriter {
    static func text(_ bank: QuestionBank) -> String {
        var lines = [
            "bank: " + YAMLText.scalar(bank.bank), "title: " + YAMLText.scalar(bank.title),
        ]
        if bank.published { lines.append("published: true") }
        if let approval = bank.approval {
            lines += [
                "approved:", "  by: " + YAMLText.scalar(approval.by),
                "  on: " + QuestionMetadata.day(approval.on),
            ]
        }
        if let allowed = bank.allowed { lines += ["allowed:"] + allowed.flatMap(Self.lines(of:)) }
        lines.append(bank.questions.isEmpty ? "questions: []" : "questions:")
        for question in bank.questions {
            let entries = entries(of: question)
            for (index, entry) in entries.enumerated() {
                lines.append((index == 0 ? "  - " : "    ") + entry)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(of allowed: AllowedWarning) -> [String] {
        var lines = ["  - warning: " + YAMLText.scalar(allowed.warning)]
        if let question = allowed.question {
            lines.append("    question: " + YAMLText.scalar(question))
        }
        return lines + ["    why: " + YAMLText.scalar(allowed.why)]
    }

    private static func entries(of question: Question) -> [String] {
        var entries = [
            "id: " + YAMLText.scalar(question.id), "type: \(question.type.rawValue)",
            "stem: " + YAMLText.scalar(question.stem),
        ]
        if question.type != .trueFalse {
            entries.append("options:")
            entries += question.options.map { "  - " + YAMLText.scalar($0) }
        }
        entries.append("key: " + key(question))
        let texts = [
            ("explanation", question.explanation), ("category", question.category),
            ("knowledge_point", question.knowledgePoint),
        ]
        for (name, text) in texts where !text.isEmpty {
            entries.append("\(name): " + YAMLText.scalar(text))
        }
        entries += [
            "difficulty: \(question.difficulty)", "pool: " + YAMLText.scalar(question.pool),
        ]
        return entries + basis(question.basis)
    }

    /// A key such as `B`, `[A, C]` or `true`.
    private static func key(_ question: Question) -> String {
        if question.type == .trueFalse { return question.key.contains(0) ? "true" : "false" }
        let letters = question.key.indices.map(OptionLetters.letter)
        return question.type == .single
            ? letters.joined() : "[" + letters.joined(separator: ", ") + "]"
    }

    private static func basis(_ basis: StatutoryBasis?) -> [String] {
        guard let basis else { return [] }
        var entries = ["basis:", "  law: " + YAMLText.scalar(basis.law)]
        if let version = basis.version { entries.append("  version: " + YAMLText.scalar(version)) }
        if let article = basis.article { entries.append("  article: " + YAMLText.scalar(article)) }
        // Days are plain, as people write them; the reader takes every scalar as text.
        if let day = basis.validFrom {
            entries.append("  valid_from: " + QuestionMetadata.day(day))
        }
        if let day = basis.validUntil {
            entries.append("  valid_until: " + QuestionMetadata.day(day))
        }
        return entries
    }
}

/// Writes texts as YAML scalars.
///
/// Source: YAML 1.2.2, section 7.3.3 (plain style), and the words that YAML 1.1 readers take for
/// something else than text.
enum YAMLText {
    private static let words: Set = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf",
    ]

    /// A text plain where every reader takes it for that text, and double-quoted otherwise.
    ///
    /// A JSON string is a double-quoted scalar.
    static func scalar(_ text: String) -> String {
        isPlain(text) ? text : JSONText.quoted(text)
    }

    /// Whether a text begins with a letter, says nothing else than itself and ends nowhere early.
    static func isPlain(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, last != " ", last != ":",
            !words.contains(text.lowercased())
        else { return false }
        let isLetter =
            first.isASCII ? first.properties.isAlphabetic : !first.properties.isWhitespace
        guard isLetter else { return false }
        var previous: Unicode.Scalar = " "
        for scalar in scalars {
            let isBreak = scalar == "\n" || scalar == "\t"
            let endsKey = previous == ":" && scalar.properties.isWhitespace
            let beginsComment = scalar == "#" && previous.properties.isWhitespace
            guard !isBreak, !endsKey, !beginsComment else { return false }
            previous = scalar
        }
        return true
    }
}
