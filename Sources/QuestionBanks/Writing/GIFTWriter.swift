internal import ContestModel

extension BankWriter {
    /// Moodle's GIFT, with everything that it has no place for in comments.
    ///
    /// The file's form is described in `GIFTReader.swift`.
    public static let gift = BankWriter(name: "gift", fileExtension: "gift") { bank in
        Array(GIFTWriter().text(bank).utf8)
    }
}

/// Writes a bank as GIFT.
private struct GIFTWriter {
    private var lines: [String] = []
    private var category = ""

    func text(_ bank: QuestionBank) -> String {
        var writer = self
        writer.begin(bank)
        for question in bank.questions { writer.write(question) }
        return writer.lines.joined(separator: "\n")
    }

    private mutating func begin(_ bank: QuestionBank) {
        var entries = [(name: "bank", value: bank.bank), (name: "title", value: bank.title)]
        if bank.published { entries.append((name: "published", value: "true")) }
        entries += BankMetadata.entries(of: bank)
        lines += ["// safetyquiz-bank " + JSONText.object(entries), ""]
    }

    private mutating func write(_ question: Question) {
        enter(question.category)
        var entries = QuestionMetadata.entries(of: question)
        if category == question.category { entries.removeAll { $0.name == "category" } }
        // Without a category of its own, a question still stands below the last one's.
        if question.category.isEmpty, !category.isEmpty {
            entries.append((name: "category", value: ""))
        }
        if !entries.isEmpty { lines.append("// safetyquiz " + JSONText.object(entries)) }
        // [plain] holds for every part that has no mark of its own.
        let head = "::\(question.id)::[plain]" + GIFTSyntax.escaped(question.stem)
        let explanation = question.explanation.isEmpty ? "" : "####" + part(question.explanation)
        guard question.type != .trueFalse else {
            let truth = question.key.contains(0) ? "TRUE" : "FALSE"
            lines += ["\(head){\(truth)\(explanation)}", ""]
            return
        }
        lines.append(head + "{")
        for (index, option) in question.options.enumerated() {
            lines.append("\t" + mark(question, index) + part(option))
        }
        if !explanation.isEmpty { lines.append("\t" + explanation) }
        lines += ["}", ""]
    }

    /// Changes the category where the path reads back as the same name.
    private mutating func enter(_ name: String) {
        let path = MoodleCategory.path(name)
        guard name != category, !name.isEmpty, MoodleCategory.name(path) == name else { return }
        category = name
        lines += ["$CATEGORY: \(path)", ""]
    }

    private func mark(_ question: Question, _ index: Int) -> String {
        guard question.key.contains(index) else { return "~" }
        return question.type == .single ? "=" : "~%\(Self.share(question.key.count))%"
    }

    /// A hundredth part, to five places as Moodle has them.
    private static func share(_ count: Int) -> String {
        let shares = [
            1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571",
        ]
        return shares[count] ?? "12.5"
    }

    /// A part that nothing at its front can be taken for a mark or a weight.
    private func part(_ text: String) -> String {
        let isTaken = text.hasPrefix("[") || text.hasPrefix("%")
        return (isTaken ? "[plain]" : "") + GIFTSyntax.escaped(text)
    }
}
