import GRDB

extension LedgerAudit {
    /// Compares a running server's boards with the ledger at their very sequence.
    ///
    /// - Returns: The first hundred differences; none when the server shows what the ledger says.
    /// - Throws: `AuditError.beyondEnd` when the server is ahead of the ledger.
    public func compare(live: LiveBoards) throws -> [AuditDifference] {
        try file.read { database in
            let last = try Self.last(live.sequence, head: LedgerFile.head(database))
            var ignored = DifferenceList()
            let contents = try LedgerContents(database, through: last, into: &ignored)
            var comparison = LiveComparison()
            func standings(_ period: AuditPeriod) throws -> AuditStandings {
                try Self.standings(database, contents, period, nil) { _ in }
                    ?? AuditStandings(
                        sequence: last,
                        tally: AuditTally(),
                        fullMarks: 0,
                        rows: [],
                        regions: [],
                        units: []
                    )
            }
            let overall = try standings(.overall)
            comparison.compare(tally: live.tally, with: overall.tally, at: "tally")
            if let rows = live.overall {
                comparison.compare(rows: rows, with: overall.rows, at: "overall")
            }
            if let day = live.day {
                let expected = try standings(.day(day.day)).rows
                comparison.compare(rows: day.rows, with: expected, at: "day \(day.day)")
            }
            if let week = live.week {
                let expected = try standings(.week(week.week)).rows
                comparison.compare(rows: week.rows, with: expected, at: "week \(week.week)")
            }
            if let regions = live.regions {
                comparison.compare(groups: regions, with: overall.regions, at: "regions")
            }
            if let units = live.units {
                comparison.compare(groups: units, with: overall.units, at: "units")
            }
            return comparison.differences.first
        }
    }

    /// Compares a published table with the standings that follow from the ledger.
    ///
    /// Lines are matched by pseudonym: the order in which they are listed does not matter.
    ///
    /// - Parameters:
    ///   - rows: The table's lines.
    ///   - isComplete: Whether everyone who ranks must be in it; false for the head of a table, or
    ///     one from which small groups are withheld.
    ///   - period: The days that the table covers.
    ///   - group: The region or unit whose people it ranks; nil for everyone.
    ///   - sequence: The ledger's position that the table names; nil for the whole ledger.
    /// - Returns: The first hundred differences; none when the table is what the ledger says.
    /// - Throws: `AuditError.beyondEnd`, or `unreadable` where the file is too damaged to be read.
    /// - Complexity: O(submissions) with a sort of the people.
    public func compare(
        published rows: [PublishedRow],
        isComplete: Bool = true,
        period: AuditPeriod = .overall,
        within group: AuditGroup? = nil,
        through sequence: Int64? = nil
    ) throws -> [AuditDifference] {
        let standings = try standings(period: period, within: group, through: sequence)
        var comparison = PublishedComparison()
        comparison.compare(rows, with: standings?.rows ?? [], isComplete: isComplete)
        return comparison.differences.first
    }

    /// The latest rules as the ledger holds them: canonical JSON; nil when there are none.
    public func latestRules() throws -> [UInt8]? {
        try file.read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT content FROM contest_version ORDER BY version DESC LIMIT 1"
            )
            .map { Array($0.blob(0)) }
        }
    }

    /// The regions or units as boards show them, with the merges and renames that stand.
    ///
    /// - Parameters:
    ///   - kind: Which tree.
    ///   - sequence: The last fact to look at; nil for the whole ledger.
    /// - Returns: The latest tree's nodes in its order, without those merged into others.
    /// - Throws: `AuditError.beyondEnd`, or `unreadable` where the file is too damaged to be read.
    /// - Complexity: O(people + nodes).
    public func groups(
        _ kind: AuditGroup.Kind,
        through sequence: Int64? = nil
    ) throws -> [AuditNode] {
        try file.read { database in
            let last = try Self.last(sequence, head: LedgerFile.head(database))
            var ignored = DifferenceList()
            let contents = try LedgerContents(database, through: last, into: &ignored)
            return contents.amendments.tree(kind).groups()
        }
    }
}
