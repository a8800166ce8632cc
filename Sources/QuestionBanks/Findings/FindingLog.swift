/// Gathers what is found while one file is read.
///
/// A reference, so that the many small readers of one file write into one list; it lives within one
/// synchronous call and is never shared.
final class FindingLog {
    /// How many findings of each severity are kept; the rest are counted.
    static let limit = 1000

    /// The file as the caller named it.
    let file: String
    /// Told how far the reading has come; nil where nobody waits for it.
    var progress: ((ReadingProgress) -> Void)?
    /// The sheet, or the file of a package, that findings without one belong to.
    var sheet: String?
    /// Whether a table's heading was at fault, so that its rows mean nothing.
    private(set) var hasHeadingErrors = false
    /// The sheets in the file's order.
    private var sheetOrder: [String: Int] = [:]
    private var kept: [Finding] = []
    private var counts: [Severity: Int] = [:]
    private var noted: Set<Note> = []
    /// Warnings that the file itself says are right to keep.
    var allowed: [Allowance] = []
    private var used: Set<Allowance> = []

    private struct Note: Hashable {
        var code: String
        var place: Place?
        var text: String
    }

    init(file: String) {
        self.file = file
    }

    var hasErrors: Bool { counts[.error] != nil }

    /// Notes a fault that keeps the file from being read.
    func error(
        _ code: String,
        at place: Place?,
        text: String = "",
        _ chinese: String,
        _ english: String
    ) {
        note(.error, code, place, text, chinese, english)
    }

    /// Notes a fault of a table's heading.
    func headingError(
        _ code: String,
        at place: Place?,
        text: String = "",
        _ chinese: String,
        _ english: String
    ) {
        hasHeadingErrors = true
        note(.error, code, place, text, chinese, english)
    }

    /// Makes findings of a sheet follow those of the sheets registered before.
    func register(sheet: String) {
        if sheetOrder[sheet] == nil { sheetOrder[sheet] = sheetOrder.count + 1 }
    }

    /// Notes a doubt, unless the file says that it is right to keep.
    ///
    /// - Parameter question: The question that it is about.
    func warning(
        _ code: String,
        at place: Place?,
        text: String = "",
        of question: String? = nil,
        _ chinese: String,
        _ english: String
    ) {
        let allowance = allowed.first {
            $0.code == code && ($0.question == nil || $0.question == question)
        }
        if let allowance {
            used.insert(allowance)
            return
        }
        note(.warning, code, place, text, chinese, english)
    }

    /// Notes allowances that allowed nothing: what was mended, or a code misspelt.
    func noteUnusedAllowances() {
        for allowance in allowed where !used.contains(allowance) {
            note(
                .warning,
                "bank.allowed.unused",
                allowance.place,
                allowance.code,
                "这条“保留”没有对应的提醒，可以删去",
                "nothing was warned of that this allows; it can go"
            )
        }
    }

    /// The findings in the file's order, with a last one that counts those left out.
    func sorted() -> [Finding] {
        var all = kept.enumerated().sorted { left, right in
            rank(left.element, left.offset) < rank(right.element, right.offset)
        }.map(\.element)
        for severity in Severity.allCases {
            let left = (counts[severity] ?? 0) - Self.limit
            guard left > 0 else { continue }
            all.append(
                Finding(
                    code: "findings.truncated",
                    severity: severity,
                    file: file,
                    chinese: "另有 \(left) 条\(severity.chineseName)未列出",
                    english: "\(left) more findings (\(severity.rawValue)) are not listed"
                )
            )
        }
        return all
    }

    private func rank(_ finding: Finding, _ offset: Int) -> (Int, Int, Int, Int) {
        let sheet = finding.sheet.flatMap { sheetOrder[$0] } ?? 0
        return (sheet, finding.line ?? 0, finding.column ?? 0, offset)
    }

    private func note(
        _ severity: Severity,
        _ code: String,
        _ place: Place?,
        _ text: String,
        _ chinese: String,
        _ english: String
    ) {
        // Two readers of one part may find the same; it is told once.
        guard
            place == nil || noted.count > Self.limit * 8
                || noted.insert(Note(code: code, place: place, text: text)).inserted
        else { return }
        let count = (counts[severity] ?? 0) + 1
        counts[severity] = count
        guard count <= Self.limit else { return }
        kept.append(
            Finding(
                code: code,
                severity: severity,
                file: file,
                sheet: place?.sheet ?? sheet,
                line: place?.line,
                column: place?.column,
                text: TextShortening.shortened(text),
                chinese: chinese,
                english: english
            )
        )
    }
}
