import GRDB

/// Turns submissions into what they count for under the amendments that stand.
///
/// Attempts of people who had several accounts wait until all are known, because a person has no
/// more of a day's attempts than the busiest of the accounts had. All others pass at once.
struct AmendedAttempts {
    /// An attempt that counts, with the person to whom it is credited.
    struct Credit {
        var attempt: CountedAttempt
        let person: Int
    }

    /// Visits every attempt that counts, with the person to whom it is credited.
    ///
    /// - Complexity: O(submissions). Where the ledger holds amendments, with a look at each paper,
    ///   and memory also for the attempts of people who had several accounts.
    static func forEach(
        in database: Database,
        _ contents: LedgerContents,
        _ period: AuditPeriod,
        _ body: (CountedAttempt, Int) -> Void
    ) throws {
        let days = period.days
        let isAmended = !contents.amendments.log.isEmpty
        let rows = try Row.fetchCursor(
            database,
            sql: isAmended ? CountedAttempt.amendedQuery : CountedAttempt.query,
            arguments: [contents.last, days.lowerBound, days.upperBound]
        )
        guard isAmended else {
            while let row = try rows.next() {
                let attempt = CountedAttempt(row)
                let person = contents.people.index(of: attempt.participant, before: .max)
                if let person { body(attempt, person) }
            }
            return
        }
        var attempts = try AmendedAttempts(database, contents)
        while let row = try rows.next() {
            if let credit = try attempts.take(row) { body(credit.attempt, credit.person) }
        }
        for credit in attempts.rest() { body(credit.attempt, credit.person) }
    }

    private let people: People
    private let amendments: StandingAmendments
    private var regrader: Regrader
    private var share: DailyShare
    private var waiting: [(sequence: Int64, credit: Credit)] = []

    init(_ database: Database, _ contents: LedgerContents) throws {
        people = contents.people
        amendments = contents.amendments
        regrader = try Regrader(database, contents)
        share = DailyShare(tracks: contents.rules?.tracks ?? [])
    }

    /// What a submission counts for.
    ///
    /// - Parameter row: One of `CountedAttempt.amendedQuery`.
    /// - Returns: Nil where it counts for nothing, or waits.
    mutating func take(_ row: Row) throws -> Credit? {
        var attempt = CountedAttempt(row)
        guard let account = people.index(of: attempt.participant, before: .max),
            try regrader.regrade(&attempt, row)
        else { return nil }
        let sequence = row.integer(10)
        let root = amendments.accounts.end(of: attempt.participant)
        let isOut = amendments.disqualified.covers(
            attempt: sequence,
            of: attempt.participant,
            root: root
        )
        guard !isOut, let person = people.index(of: root, before: .max) else { return nil }
        attempt.region = leaf(
            .region,
            stored: attempt.region,
            people.regions[account],
            of: attempt
        )
        attempt.unit = leaf(.unit, stored: attempt.unit, people.units[account], of: attempt)
        let credit = Credit(attempt: attempt, person: person)
        guard amendments.accounts.ends.contains(root) else { return credit }
        waiting.append((sequence, credit))
        share.take(
            attempt: sequence,
            of: attempt.participant,
            root: root,
            track: row.integer(11),
            day: row.integer(12)
        )
        return nil
    }

    /// What waited and counts.
    func rest() -> [Credit] {
        let leftOut = share.leftOut()
        return waiting.filter { !leftOut.contains($0.sequence) }.map(\.credit)
    }

    private func leaf(
        _ kind: AuditGroup.Kind,
        stored: Int64,
        _ registered: Int32,
        of attempt: CountedAttempt
    ) -> Int64 {
        amendments.moves.leaf(
            in: kind,
            stored: stored,
            registered: Int64(registered),
            of: attempt.participant,
            submission: attempt.sequence
        )
    }
}
