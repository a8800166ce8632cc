import GRDB

/// What is small in a ledger and needed everywhere: versions, amendments and registrations.
struct LedgerContents {
    /// The last fact looked at.
    let last: Int64
    let editions: Editions
    let lifecycle: Lifecycle
    let people: People
    /// How many amendments there are of each kind.
    let amendmentCounts: [String: Int]

    init(_ database: Database, through last: Int64, into differences: inout DifferenceList) throws {
        self.last = last
        editions = try Editions(database, through: last, into: &differences)
        lifecycle = try Lifecycle(database, through: last, into: &differences)
        people = try People(database, through: last, editions: editions, into: &differences)
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

    /// Whether keys were amended, so that marks may rest on others than the bank's own.
    var hasKeyAmendments: Bool { has("revise_key", "accept_keys", "withdraw_question") }

    /// Whether people may have another leaf than the one they registered with.
    var hasMoves: Bool { has("move", "merge", "link") }

    /// What these facts ask for is not folded here.
    var notes: [String] {
        let unfolded = [
            "disqualify", "reinstate", "revise_key", "accept_keys", "withdraw_question", "move",
            "merge", "link",
        ]
        return unfolded.compactMap { kind in
            amendmentCounts[kind].map {
                "\(kind) × \($0)：其影响未纳入重算 / their effect is not part of the recomputation"
            }
        }
    }

    private func has(_ kinds: String...) -> Bool {
        kinds.contains { amendmentCounts[$0, default: 0] > 0 }
    }
}
