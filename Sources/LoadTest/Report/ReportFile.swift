/// A report as it is written for programs: its figures, the conclusion, and, where a limit was
/// searched, the findings with the report of all plays below them.
public struct ReportFile: Encodable, Sendable {
    private let report: LoadReport

    /// Makes the file's contents.
    public init(_ report: LoadReport) { self.report = report }

    private enum CodingKeys: String, CodingKey {
        case passed, report
        case figuresHold = "figures_hold"
        case isTargetMet = "target_met"
    }

    /// Writes the figures and the conclusion beside them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        if let limit = report.limit {
            try limit.encode(to: encoder)
            var plain = report
            plain.limit = nil
            try container.encode(plain, forKey: .report)
        } else {
            try report.encode(to: encoder)
        }
        let conclusion = report.conclusion
        try container.encode(conclusion.isPassed, forKey: .passed)
        try container.encode(conclusion.figuresHold, forKey: .figuresHold)
        try container.encode(conclusion.isTargetMet, forKey: .isTargetMet)
    }
}
