extension BankFormat {
    /// Moodle's own XML.
    public static let moodle = BankFormat(
        name: "moodle",
        fileExtensions: ["moodle.xml"],
        isAcceptedOverHTTP: false,
        draft: { bytes, log in XMLBankDraft.draft(bytes, log) }
    )

    /// An XML file that is told by its root: Moodle's, or one QTI assessment item.
    public static let xml = BankFormat(
        name: "xml",
        fileExtensions: ["xml"],
        isAcceptedOverHTTP: false,
        draft: { bytes, log in XMLBankDraft.draft(bytes, log) }
    )
}

/// Tells XML banks apart by their root elements.
enum XMLBankDraft {
    /// The draft; nil after an error.
    static func draft(_ bytes: [UInt8], _ log: FindingLog) -> BankDraft? {
        guard let root = XMLFrontEnd.read(bytes, log, skipping: MoodleReader.skipped)
        else { return nil }
        switch root.name {
        case "quiz": return MoodleReader.draft(root, log)
        case "assessmentItem", "qti-assessment-item":
            return QTIItemFile.draft(QTINames.older(root), log)
        default:
            log.error(
                "xml.root.unknown",
                at: root.place,
                text: root.name,
                "不认识的 XML 文件，根元素应为 quiz（Moodle）或 assessmentItem（QTI 2、3）",
                "unknown XML; the root is quiz (Moodle) or assessmentItem (QTI 2 and 3)"
            )
            return nil
        }
    }
}
