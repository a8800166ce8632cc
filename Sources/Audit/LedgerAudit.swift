// The independent auditor. It reads a ledger's file with SQL and recomputes everything with code of
// its own: it imports none of the other targets, so that a mistake in the engine cannot hide in it.
//
// Each call reads in one transaction: it sees one moment of the ledger, also while a server writes
// it. The file is opened for reading only and nothing in it changes. Memory grows with people (some
// hundred bytes each), not with attempts or responses.

import GRDB

/// Audits one contest's ledger.
public struct LedgerAudit: Sendable {
    let file: LedgerFile

    /// Opens a ledger: that of a stopped folder, a backup, or one that a server is writing.
    ///
    /// - Parameter path: The file `ledger.sqlite`. Where it is in WAL mode, SQLite must be able to
    ///   write beside it.
    /// - Throws: `AuditError` when there is no such file, it cannot be read, or it is no ledger.
    public init(path: String) throws {
        file = try LedgerFile(path: path)
    }

    /// Checks everything.
    ///
    /// - Parameters:
    ///   - sequence: The last fact to look at; nil for the whole ledger. Where it lies within a
    ///     batch, the chain is checked up to the batch before.
    ///   - progress: Called now and then, on the caller's thread.
    /// - Returns: The report; what is wrong with the ledger is in it and never thrown.
    /// - Throws: `AuditError.beyondEnd`, or `unreadable` where the file is too damaged to be read.
    /// - Complexity: O(facts); 13 million took 36 s. Responses are sorted on disk.
    public func run(
        through sequence: Int64? = nil,
        progress: (AuditProgress) -> Void = { _ in }
    ) throws -> AuditReport {
        try file.read { database in
            let head = try LedgerFile.head(database)
            let last = try Self.last(sequence, head: head)
            var differences = DifferenceList()
            progress(AuditProgress(stage: .file, done: 0, total: 1))
            try LedgerFile.check(database, into: &differences)
            progress(AuditProgress(stage: .chain, done: 0, total: Int(last)))
            var chain = try ChainCheck(database, through: last)
            try chain.run(into: &differences, progress: progress)
            let contents = try LedgerContents(database, through: last, into: &differences)
            var attempts = try AttemptAudit(database, contents, into: &differences)
            try attempts.run(database, head: head, into: &differences, progress: progress)
            try DrawCheck(database, through: last).run(into: &differences)
            let standings = try Self.standings(database, contents, .overall, nil, progress)
            Self.checkTally(standings, attempts, into: &differences)
            return Self.report(contents, chain, attempts, standings, differences)
        }
    }

    /// Works out the standings of a period by the latest rules and trees and the amendments that
    /// stand.
    ///
    /// They follow from the submissions' columns; what an amended key touches is graded anew.
    /// Whether the columns are right is what `run` checks.
    ///
    /// - Parameters:
    ///   - period: Attempts belong to the day on which they began.
    ///   - group: Rank people by the attempts credited within this node; nil for all attempts. The
    ///     tallies are always the whole contest's.
    ///   - sequence: The last fact to look at; nil for the whole ledger.
    /// - Returns: The standings; nil when the ledger has no rules that can be read.
    /// - Complexity: O(submissions) with a sort of the people.
    public func standings(
        period: AuditPeriod = .overall,
        within group: AuditGroup? = nil,
        through sequence: Int64? = nil
    ) throws -> AuditStandings? {
        try file.read { database in
            let last = try Self.last(sequence, head: LedgerFile.head(database))
            var ignored = DifferenceList()
            let contents = try LedgerContents(database, through: last, into: &ignored)
            return try Self.standings(database, contents, period, group) { _ in }
        }
    }

    static func last(_ sequence: Int64?, head: Int64) throws -> Int64 {
        guard let sequence else { return head }
        guard sequence <= head else {
            throw AuditError.beyondEnd(sequence: sequence, head: head)
        }
        return sequence
    }

    static func standings(
        _ database: Database,
        _ contents: LedgerContents,
        _ period: AuditPeriod,
        _ group: AuditGroup?,
        _ progress: (AuditProgress) -> Void
    ) throws -> AuditStandings? {
        guard let rules = contents.rules else { return nil }
        var fold = StandingsFold(contents, rules: rules, within: group)
        try fold.run(database, period: period, progress: progress)
        return fold.standings()
    }

    /// 人数 and 人次 by the grades must be those by SQL over the columns.
    private static func checkTally(
        _ standings: AuditStandings?,
        _ attempts: AttemptAudit,
        into differences: inout DifferenceList
    ) {
        guard let tally = standings?.tally else { return }
        differences.compare(tally.people, with: attempts.people, .tallyDiffers, at: "people")
        differences.compare(
            tally.attempts,
            with: attempts.countedAttempts,
            .tallyDiffers,
            at: "attempts"
        )
    }

    private static func report(
        _ contents: LedgerContents,
        _ chain: ChainCheck,
        _ attempts: AttemptAudit,
        _ standings: AuditStandings?,
        _ differences: DifferenceList
    ) -> AuditReport {
        AuditReport(
            contest: contents.rules?.contest ?? "",
            sequence: contents.last,
            chain: chain.link.hexadecimal,
            facts: chain.factCounts,
            people: attempts.people,
            attempts: attempts.countedAttempts,
            attemptsUncounted: attempts.uncountedAttempts,
            attemptsOpen: attempts.openAttempts,
            differences: differences.first,
            differenceTotal: differences.total,
            differencesByCheck: Dictionary(
                differences.countByCheck.map { ($0.key.rawValue, $0.value) },
                uniquingKeysWith: +
            ),
            notes: contents.notes + attempts.notes,
            standings: standings
        )
    }
}
