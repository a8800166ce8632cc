import GRDB

/// What is small in a ledger and needed everywhere: versions, amendments and registrations.
struct LedgerContents {
    /// The last fact looked at.
    let last: Int64
    let editions: Editions
    let lifecycle: Lifecycle
    let people: People
    let amendments: StandingAmendments
    /// How many amendments there are of each kind.
    let amendmentCounts: [String: Int]

    init(_ database: Database, through last: Int64, into differences: inout DifferenceList) throws {
        self.last = last
        editions = try Editions(database, through: last, into: &differences)
        lifecycle = try Lifecycle(database, through: last, into: &differences)
        people = try People(database, through: last, editions: editions, into: &differences)
        let log = try AmendmentLog(database, through: last, into: &differences)
        try AmendmentTargets(database: database, editions: editions, people: people)
            .check(log, into: &differences)
        amendments = StandingAmendments(
            log,
            editions: editions,
            people: people,
            into: &differences
        )
        var counts: [String: Int] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT kind, count(*) FROM amendment WHERE sequence <= ? GROUP BY kind",
            arguments: [last]
        )
        while let row = try rows.next() {
            let kind: String? = row[0]
            counts[kind ?? "", default: 0] += Int(row.integer(1))
        }
        let links = try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM link WHERE sequence <= ?",
            arguments: [last]
        )
        if let links, links > 0 { counts["link"] = links }
        amendmentCounts = counts
    }

    /// The latest rules.
    var rules: Rules? { editions.rules.last?.content }

    /// How withdrawn questions show, by the latest rules.
    var withdrawal: Withdrawal { rules?.withdrawal ?? .usual }

    /// Whether accounts were joined in a way that is not folded here.
    var hasLinks: Bool { amendmentCounts["link", default: 0] > 0 }

    /// What these facts ask for is not folded here.
    var notes: [String] {
        amendmentCounts["link"].map {
            ["link × \($0)：其影响未纳入重算 / their effect is not part of the recomputation"]
        } ?? []
    }
}
