/// Compares a published table with standings worked out from the ledger.
///
/// Lines are matched by pseudonym, so that one false line is one difference and the order of equals
/// does not matter.
struct PublishedComparison {
    private(set) var differences = DifferenceList()

    /// - Parameter isComplete: Whether everyone who ranks must be in the table.
    mutating func compare(
        _ rows: [PublishedRow],
        with expected: [AuditRow],
        isComplete: Bool
    ) {
        var left = Dictionary(
            expected.map { ($0.pseudonym, PublishedRow($0)) },
            uniquingKeysWith: { first, _ in first }
        )
        var known = Set<String>()
        for (index, row) in rows.enumerated() {
            let isFirst = known.insert(row.pseudonym).inserted
            let wanted = isFirst ? left.removeValue(forKey: row.pseudonym) : nil
            guard row != wanted else { continue }
            differences.add(
                .publishedDiffers,
                at: "row \(index + 1)",
                expected: wanted?.spelling ?? "—",
                found: row.spelling
            )
        }
        guard isComplete else { return }
        for row in expected where left[row.pseudonym] != nil {
            differences.add(
                .publishedDiffers,
                at: "participant \(row.participant)",
                expected: PublishedRow(row).spelling,
                found: "—"
            )
        }
    }
}
