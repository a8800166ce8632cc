/// One thing that an audit found.
public struct FindingRow: Sendable {
    /// Which check found it.
    public var check: String
    /// Where: the table with the row's key.
    public var place: String
    /// What the auditor worked out.
    public var expected: String
    /// What the ledger says.
    public var found: String
    /// What is wrong, in Chinese.
    public var chinese: String
    /// What is wrong, in English.
    public var english: String

    /// Makes a row.
    public init(
        check: String,
        place: String,
        expected: String,
        found: String,
        chinese: String,
        english: String
    ) {
        self.check = check
        self.place = place
        self.expected = expected
        self.found = found
        self.chinese = chinese
        self.english = english
    }

    /// What the table says.
    public static var fields: [ExportField<FindingRow>] {
        [
            .text("检查项", "check", width: 24, \.check),
            .text("位置", "place", width: 40, \.place),
            .text("应为", "expected", width: 30, \.expected),
            .text("实为", "found", width: 30, \.found),
            .text("说明", "chinese", width: 50, \.chinese),
            .text("Explanation", "english", width: 50, \.english),
        ]
    }
}
