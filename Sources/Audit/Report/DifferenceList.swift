/// The differences found so far: all are counted, the first few are kept.
struct DifferenceList {
    /// How many differences a report spells out.
    static let limit = 100

    private(set) var first: [AuditDifference] = []
    private(set) var total = 0
    private(set) var countByCheck: [AuditCheck: Int] = [:]

    /// Notes a difference; the texts are made only while there is room.
    mutating func add(
        _ problem: Problem,
        at place: @autoclosure () -> String,
        expected: @autoclosure () -> String,
        found: @autoclosure () -> String
    ) {
        total += 1
        countByCheck[problem.check, default: 0] += 1
        guard first.count < Self.limit else { return }
        first.append(
            AuditDifference(
                check: problem.check,
                place: place(),
                expected: expected(),
                found: found(),
                messageChinese: problem.chinese,
                messageEnglish: problem.english
            )
        )
    }

    /// Notes a difference between two values that should be equal.
    mutating func compare<Value: Equatable>(
        _ found: Value,
        with expected: Value,
        _ problem: Problem,
        at place: @autoclosure () -> String
    ) {
        guard found != expected else { return }
        add(problem, at: place(), expected: "\(expected)", found: "\(found)")
    }
}
