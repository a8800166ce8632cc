extension BankFormat {
    /// QTI 2.1, 2.2 and 3.0: a package, or one item as XML.
    public static let qti = BankFormat(
        name: "qti",
        fileExtensions: ["zip", "qti.zip", "qti.xml"],
        isAcceptedOverHTTP: false,
        draft: { bytes, log in
            bytes.starts(with: [0x50, 0x4B])
                ? QTIPackage.draft(bytes, log) : XMLBankDraft.draft(bytes, log)
        }
    )
}

/// Reads a single item as a bank of one question.
enum QTIItemFile {
    /// The draft of a tree whose root is an assessment item of any version.
    static func draft(_ root: XMLElementNode, _ log: FindingLog) -> BankDraft {
        var losses = ImportLosses()
        var item = QTIItem(root, log: log)
        var draft = BankDraft(questions: [], writtenQuestionCount: 1, place: root.place)
        switch item.read(&losses) {
        case .question(let question): draft.questions = [question]
        case .notCarried: draft.writtenQuestionCount = 0
        case .faulty: break
        }
        ImportedIdentity.complete(&draft, &losses, log)
        losses.report(to: log)
        return draft
    }
}
