extension ClientStanding {
    /// Somebody from before the run, who does not move.
    init(earlier row: AuditView.Row) {
        self.init(
            value: row.value,
            timeMilliseconds: row.timeMilliseconds ?? 0,
            reachedMilliseconds: nil,
            attempts: row.attempts
        )
    }

    /// Rank, value and attempts on one line.
    func text(rank: ClosedRange<Int>?) -> String {
        let rank = rank.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0)" } ?? "–"
        return "#\(rank) \(value.map(String.init) ?? "?")/100 ×\(attempts)"
    }
}

extension AuditView.Row {
    /// Rank, value and attempts on one line.
    var text: String { "#\(rank) \(value)/100 ×\(attempts)" }
}

extension Entrant {
    /// The sequence numbers of all receipts that were not folded.
    var sequences: [Int] {
        attempts.flatMap { attempt in
            attempt.responses.map(\.sequence) + (attempt.receipt.map { [$0.sequence] } ?? [])
        }
    }
}

extension [Entrant] {
    /// The highest sequence number of all receipts; 0 without any.
    var highestSequence: Int {
        reduce(0) { highest, entrant in
            let folded = entrant.folded.counted.reduce(0) { Swift.max($0, $1.sequence) }
            return Swift.max(highest, folded, entrant.sequences.max() ?? 0)
        }
    }
}
