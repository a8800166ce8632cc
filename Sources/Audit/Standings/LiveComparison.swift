/// Compares a running server's boards with standings worked out from its ledger.
struct LiveComparison {
    private(set) var differences = DifferenceList()

    mutating func compare(tally: AuditTally, with expected: AuditTally, at place: String) {
        let found = tally.spelling
        differences.compare(found, with: expected.spelling, .liveDiffers, at: place)
    }

    mutating func compare(rows: [PublishedRow], with expected: [AuditRow], at board: String) {
        let expected = expected.map(PublishedRow.init)
        for place in 0..<max(rows.count, expected.count) {
            let found = place < rows.count ? rows[place] : nil
            let wanted = place < expected.count ? expected[place] : nil
            guard found != wanted else { continue }
            differences.add(
                .liveDiffers,
                at: "\(board)[\(place)]",
                expected: wanted?.spelling ?? "—",
                found: found?.spelling ?? "—"
            )
        }
    }

    mutating func compare(
        groups: [AuditGroupTally],
        with expected: [AuditGroupTally],
        at list: String
    ) {
        var found: [Int: AuditTally] = [:]
        for group in groups {
            if found.updateValue(group.tally, forKey: group.id) != nil {
                differences.add(
                    .liveDiffers,
                    at: "\(list)[id=\(group.id)]",
                    expected: "1",
                    found: "2"
                )
            }
        }
        for group in expected {
            let tally = found.removeValue(forKey: group.id) ?? AuditTally()
            compare(tally: tally, with: group.tally, at: "\(list)[id=\(group.id)]")
        }
        for id in found.keys.sorted() {
            differences.add(
                .liveDiffers,
                at: "\(list)[id=\(id)]",
                expected: "—",
                found: found[id]?.spelling ?? "—"
            )
        }
    }
}

extension AuditTally {
    fileprivate var spelling: String {
        "people \(people), attempts \(attempts), points \(points), right \(right), drawn \(drawn)"
    }
}
