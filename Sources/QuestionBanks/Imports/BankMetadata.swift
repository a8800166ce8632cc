internal import ContestModel

/// The parts of a bank that other formats have no place for, as names and values.
///
/// A writer puts them where its format allows an extension; its reader takes them from there. Each
/// allowed warning is a line: its code, its question or `*`, and why.
enum BankMetadata {
    static let approvedBy = "approved-by"
    static let approvedOn = "approved-on"
    static let allowed = "allowed"

    /// What a bank says of itself beyond name, title and publication.
    static func entries(of bank: QuestionBank) -> [(name: String, value: String)] {
        var entries: [(name: String, value: String)] = []
        if let approval = bank.approval {
            entries.append((approvedBy, approval.by))
            entries.append((approvedOn, QuestionMetadata.day(approval.on)))
        }
        if let warnings = bank.allowed {
            let lines = warnings.map { "\($0.warning) \($0.question ?? "*") \($0.why)" }
            entries.append((allowed, lines.joined(separator: "\n")))
        }
        return entries
    }

    /// Puts a value into a draft; false when the name is unknown.
    static func apply(
        _ name: String,
        _ value: Located<String>,
        to draft: inout BankDraft,
        _ log: FindingLog
    ) -> Bool {
        switch name {
        case approvedBy, approvedOn:
            var approval = draft.approval ?? ApprovalDraft(place: value.place)
            if name == approvedBy { approval.by = value } else { approval.on = value }
            draft.approval = approval
        case allowed:
            for line in value.value.split(separator: "\n").prefix(Allowance.countLimit) {
                let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
                let question = parts.count == 3 && parts[1] != "*" ? parts[1] : nil
                let allowance = Allowance(
                    code: Located(parts.first ?? "", at: value.place),
                    question: question,
                    why: Located(parts.count == 3 ? parts[2] : "", at: value.place),
                    log
                )
                if let allowance { draft.allowed.append(allowance) }
            }
        default: return false
        }
        return true
    }
}
