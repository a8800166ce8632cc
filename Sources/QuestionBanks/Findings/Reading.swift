/// What came of reading a file: its value, or every reason why there is none.
public struct Reading<Value: Sendable>: Sendable {
    /// The value; nil exactly when a finding is an error.
    public let value: Value?
    /// Everything that was found, in the file's order.
    public let findings: [Finding]

    /// Makes a reading from what a reader ended with.
    init(_ value: Value?, _ log: FindingLog) {
        if value == nil && !log.hasErrors {
            // A reader gave up without saying why: our own fault, but never a silent one.
            log.error("file.unreadable", at: nil, "文件无法读取", "the file cannot be read")
        }
        findings = log.sorted()
        self.value = log.hasErrors ? nil : value
    }

    /// Whether an error was found.
    public var hasErrors: Bool { value == nil }
}

extension Reading: Equatable where Value: Equatable {}
