import QuestionBanks

struct ProblemBody: Encodable {
    var type: String
    var title: String
    var status: Int
    var detail: String
    var nextAtMs: Int64?
    var errors: [FindingBody]?
}

/// A finding of a file's check, as clients see it.
struct FindingBody: Encodable {
    var code: String
    var severity: String
    var file: String
    @Nullable var sheet: String?
    @Nullable var line: Int?
    @Nullable var column: Int?
    var text: String
    var chinese: String
    var english: String

    init(_ finding: Finding) {
        code = finding.code
        severity = finding.severity.rawValue
        file = finding.file
        sheet = finding.sheet
        line = finding.line
        column = finding.column
        text = finding.text
        chinese = finding.chinese
        english = finding.english
    }
}

struct ReadinessBody: Encodable {
    /// `starting`, `running` or `draining`.
    var state: String
    var ready: Bool
    var contests: [Contest]
    /// What an operator should see to; null for all but organisers.
    @Nullable var warnings: [Warning]?

    struct Warning: Encodable {
        var code: String
        var chinese: String
        var english: String
    }

    struct Contest: Encodable {
        var contest: String
        var status: String
        var ready: Bool
        /// Null for all but organisers, and the next two as well.
        @Nullable var sequence: Int64?
        @Nullable var queuedFacts: Int?
        @Nullable var openAttempts: Int?
        var clockDivergenceMs: Int64
    }
}

extension ReadinessBody.Contest {
    /// A contest that is not served: its ledger is yet to be read, or cannot be.
    init(_ name: String, status: String) {
        self.init(
            contest: name,
            status: status,
            ready: false,
            sequence: nil,
            queuedFacts: nil,
            openAttempts: nil,
            clockDivergenceMs: 0
        )
    }
}
