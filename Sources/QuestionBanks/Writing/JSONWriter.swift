internal import ContestModel

extension BankWriter {
    /// The native format's tree as JSON, for programs; `BankSchema` describes it.
    public static let json = BankWriter(name: "json", fileExtension: "json") { bank in
        Array(JSONWriter.text(bank).utf8)
    }
}

/// Writes a bank as JSON, indented for people who look into it.
private enum JSONWriter {
    static func text(_ bank: QuestionBank) -> String {
        let questions = bank.questions.map { object(entries(of: $0), indent: "    ") }
        var parts = [("bank", JSONText.quoted(bank.bank)), ("title", JSONText.quoted(bank.title))]
        if bank.published { parts.append(("published", "true")) }
        if let approval = bank.approval {
            let entries = [
                ("by", JSONText.quoted(approval.by)),
                ("on", JSONText.quoted(QuestionMetadata.day(approval.on))),
            ]
            parts.append(("approved", object(entries, indent: "  ")))
        }
        if let allowed = bank.allowed {
            let objects = allowed.map { object(entries(of: $0), indent: "    ") }
            parts.append(("allowed", "[\n    " + objects.joined(separator: ",\n    ") + "\n  ]"))
        }
        let list = "[\n    " + questions.joined(separator: ",\n    ") + "\n  ]"
        parts.append(("questions", questions.isEmpty ? "[]" : list))
        return object(parts, indent: "") + "\n"
    }

    private static func entries(of allowed: AllowedWarning) -> [(String, String)] {
        let entries = [
            ("warning", allowed.warning), ("question", allowed.question ?? ""),
            ("why", allowed.why),
        ]
        return entries.filter { !$0.1.isEmpty }.map { ($0.0, JSONText.quoted($0.1)) }
    }

    private static func object(_ entries: [(String, String)], indent: String) -> String {
        let lines = entries.map { "\(indent)  \(JSONText.quoted($0.0)): \($0.1)" }
        return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }

    private static func entries(of question: Question) -> [(String, String)] {
        var entries = [
            ("id", JSONText.quoted(question.id)), ("type", JSONText.quoted(question.type.rawValue)),
            ("stem", JSONText.quoted(question.stem)),
        ]
        if question.type == .trueFalse {
            entries.append(("key", question.key.contains(0) ? "true" : "false"))
        } else {
            entries.append(("options", list(question.options)))
            let letters = question.key.indices.map(OptionLetters.letter)
            let isSingle = question.type == .single
            entries.append(("key", isSingle ? JSONText.quoted(letters.joined()) : list(letters)))
        }
        let texts = [
            ("explanation", question.explanation), ("category", question.category),
            ("knowledge_point", question.knowledgePoint),
        ]
        entries += texts.filter { !$0.1.isEmpty }.map { ($0.0, JSONText.quoted($0.1)) }
        entries += [
            ("difficulty", "\(question.difficulty)"), ("pool", JSONText.quoted(question.pool)),
        ]
        if let basis = question.basis {
            entries.append(("basis", object(self.entries(of: basis), indent: "      ")))
        }
        return entries
    }

    private static func entries(of basis: StatutoryBasis) -> [(String, String)] {
        let entries = [
            ("law", basis.law), ("version", basis.version ?? ""), ("article", basis.article ?? ""),
            ("valid_from", QuestionMetadata.day(basis.validFrom)),
            ("valid_until", QuestionMetadata.day(basis.validUntil)),
        ]
        return entries.filter { !$0.1.isEmpty }.map { ($0.0, JSONText.quoted($0.1)) }
    }

    private static func list(_ texts: [String]) -> String {
        "[" + texts.map(JSONText.quoted).joined(separator: ", ") + "]"
    }
}
