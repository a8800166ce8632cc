@testable import LoadTest

/// Receipts, entrants and server figures made by hand.
enum Samples {
    static func receipt(
        _ sequence: Int,
        points: Int?,
        elapsed: Int = 60_000,
        ended: Int = 0,
        counts: Bool = true
    ) -> Wire.SubmissionReceipt {
        Wire.SubmissionReceipt(
            attempt: "a\(sequence)",
            sequence: sequence,
            endedMilliseconds: ended,
            elapsedMilliseconds: elapsed,
            ending: "submitted",
            answered: 5,
            counts: counts,
            points: points
        )
    }

    /// An entrant whose attempts have these receipts; `nil` for one without a receipt.
    static func entrant(_ name: String, _ receipts: [Wire.SubmissionReceipt?]) -> Entrant {
        var entrant = Entrant(index: 0, seed: 1)
        entrant.pseudonym = name
        entrant.session = "s"
        entrant.attempts = receipts.enumerated().map { index, receipt in
            PlayedAttempt(token: receipt?.attempt ?? "\(name)-\(index)", receipt: receipt)
        }
        return entrant
    }

    static func row(_ rank: Int, _ name: String, _ value: Int, _ attempts: Int) -> AuditView.Row {
        AuditView.Row(
            rank: rank,
            pseudonym: name,
            value: value,
            timeMilliseconds: 60_000,
            attempts: attempts
        )
    }

    /// Figures that agree with these rows.
    static func figures(_ rows: [AuditView.Row]) -> ServerFigures {
        let attempts = rows.reduce(0) { $0 + $1.attempts }
        return ServerFigures(
            people: rows.count,
            attempts: attempts,
            view: AuditView(
                sequence: 100,
                tally: AuditView.Tally(people: rows.count, attempts: attempts),
                overall: rows
            )
        )
    }

    /// Three people: 9 points in two attempts, 5 in one, 5 in one.
    static let entrants = [
        entrant("a", [receipt(1, points: 500), receipt(2, points: 400)]),
        entrant("b", [receipt(3, points: 500)]),
        entrant("c", [receipt(4, points: 500)]),
    ]

    /// What an honest server shows of them.
    static let rows = [row(1, "a", 900, 2), row(2, "b", 500, 1), row(2, "c", 500, 1)]
}
