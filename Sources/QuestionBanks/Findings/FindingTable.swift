/// Findings as lines for people.
public enum FindingTable {
    /// One finding a line, `file:line:column: severity: message [code] «text»`, and a last line
    /// with the sums; empty when nothing was found.
    ///
    /// Compilers print this shape, so editors can jump to the place.
    ///
    /// - Parameter chinese: Chinese messages; otherwise English ones.
    public static func render(_ findings: [Finding], chinese: Bool = true) -> String {
        guard !findings.isEmpty else { return "" }
        var lines = findings.map { line(for: $0, chinese: chinese) }
        let errors = findings.count { $0.severity == .error }
        let warnings = findings.count - errors
        lines.append(
            chinese
                ? "共 \(errors) 个错误，\(warnings) 个提醒。"
                : "\(errors) error(s), \(warnings) warning(s)."
        )
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(for finding: Finding, chinese: Bool) -> String {
        var place = TextShortening.shortened(finding.file)
        if let sheet = finding.sheet { place += "[\(TextShortening.shortened(sheet))]" }
        if let line = finding.line { place += ":\(line)" }
        if let column = finding.column { place += ":\(column)" }
        let severity = chinese ? finding.severity.chineseName : finding.severity.rawValue
        let message = chinese ? finding.chinese : finding.english
        let quote = finding.text.isEmpty ? "" : " «\(finding.text)»"
        return "\(place): \(severity): \(message) [\(finding.code)]\(quote)"
    }
}
