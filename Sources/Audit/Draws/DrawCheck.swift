import Foundation
import GRDB

/// Draws every prize again: the entrants by the ledger as it stood, the winners by the randomness.
struct DrawCheck {
    private let database: Database
    private let last: Int64
    /// When each voided draw was taken back.
    private var voided: [String: Int64] = [:]

    init(_ database: Database, through last: Int64) throws {
        self.database = database
        self.last = last
        struct Voided: Decodable { let prize: String }
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sequence, details FROM amendment
                WHERE kind = 'void_draw' AND sequence <= ? ORDER BY sequence
                """,
            arguments: [last]
        )
        while let row = try rows.next() {
            // What cannot be read is found with the amendments.
            guard let details = try? JSONDecoder().decode(Voided.self, from: row.blob(1)) else {
                continue
            }
            if voided[details.prize] == nil { voided[details.prize] = row.integer(0) }
        }
    }

    /// A draw whose first step was read.
    private struct Draw {
        let plan: DrawStepOne
        let list: DrawRecount
        var winners: [String]?
    }

    /// Checks the steps in their order.
    ///
    /// - Complexity: O(submissions) for each draw.
    func run(into differences: inout DifferenceList) throws {
        var draws: [String: Draw] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sequence, at_ms, prize, step, content FROM draw
                WHERE sequence <= ? ORDER BY sequence
                """,
            arguments: [last]
        )
        while let row = try rows.next() {
            let name = (row[2] as String?) ?? ""
            switch row.integer(3) {
            case 1: draws[name] = try stepOne(row, name, draws, into: &differences)
            default: stepTwo(row, name, &draws, into: &differences)
            }
        }
    }

    /// The list of a draw as the ledger gives it; nil for one that is not there or cannot be read.
    func list(of name: String) throws -> DrawRecount? {
        var ignored = DifferenceList()
        var draws: [String: Draw] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sequence, at_ms, prize, step, content FROM draw
                WHERE sequence <= ? ORDER BY sequence
                """,
            arguments: [last]
        )
        while let row = try rows.next() {
            let found = (row[2] as String?) ?? ""
            if row.integer(3) == 1 {
                draws[found] = try stepOne(row, found, draws, into: &ignored)
                if found == name { return draws[name]?.list }
            } else {
                stepTwo(row, found, &draws, into: &ignored)
            }
        }
        return nil
    }

    private func stepOne(
        _ row: Row,
        _ name: String,
        _ earlier: [String: Draw],
        into differences: inout DifferenceList
    ) throws -> Draw? {
        let place = "draw(sequence=\(row.integer(0)))"
        guard earlier[name] == nil,
            let plan = try? JSONDecoder().decode(DrawStepOne.self, from: row.blob(4)),
            plan.asOf >= 0, plan.asOf < row.integer(0)
        else {
            differences.add(.unreadableDraw, at: place, expected: "step 1", found: name)
            return nil
        }
        var out = Set(plan.excluded)
        if !plan.repeatsWinners {
            for (other, draw) in earlier where voided[other, default: .max] > plan.asOf {
                out.formUnion(draw.winners ?? [])
            }
        }
        let list = DrawRecount(
            chances: try chances(plan).filter { !out.contains($0.key) }
        )
        differences.compare(
            plan.entrants,
            with: DrawStepOne.Entrants(
                digest: list.digest,
                lots: list.chanceCount,
                people: list.entrants.count
            ),
            .drawEntrants,
            at: place
        )
        return Draw(plan: plan, list: list)
    }

    private func stepTwo(
        _ row: Row,
        _ name: String,
        _ draws: inout [String: Draw],
        into differences: inout DifferenceList
    ) {
        let place = "draw(sequence=\(row.integer(0)))"
        guard let draw = draws[name], draw.winners == nil,
            voided[name, default: .max] > row.integer(0),
            let outcome = try? JSONDecoder().decode(DrawStepTwo.self, from: row.blob(4))
        else {
            differences.add(.unreadableDraw, at: place, expected: "step 2", found: name)
            return
        }
        draws[name]?.winners = outcome.winners
        if row.integer(1) < draw.plan.notBefore {
            differences.add(
                .drawTooEarly,
                at: place,
                expected: "\(draw.plan.notBefore)",
                found: "\(row.integer(1))"
            )
        }
        if !DrawRecount.isCommitted(seed: outcome.seed, to: draw.plan.seedDigest) {
            differences.add(
                .drawSeed,
                at: place,
                expected: draw.plan.seedDigest,
                found: outcome.seed
            )
        }
        let prizes = draw.plan.prizeCount
        let count = Int64(clamping: prizes).plus(Int64(clamping: max(0, draw.plan.alternates)))
        let drawn = draw.list.drawn(
            Int(clamping: count),
            seed: outcome.seed,
            randomness: outcome.randomness
        )
        differences.compare(
            [outcome.winners, outcome.alternates],
            with: [Array(drawn.prefix(prizes)), Array(drawn.dropFirst(prizes))],
            .drawOutcome,
            at: place
        )
    }

    /// The chances of everybody who has one, by pseudonym, in the ledger as the plan saw it.
    private func chances(_ plan: DrawStepOne) throws -> [String: Int64] {
        var ignored = DifferenceList()
        let contents = try LedgerContents(database, through: plan.asOf, into: &ignored)
        var chances = [Int64](repeating: 0, count: contents.people.count)
        try AmendedAttempts.forEach(in: database, contents, .overall) { attempt, person in
            switch plan.chances {
            case .lots: chances[person] = chances[person].plus(attempt.lots)
            case .people: chances[person] = 1
            }
        }
        let named = chances.enumerated().lazy.filter { $0.element > 0 }.map { person, count in
            (contents.people.pseudonyms[person].hexadecimal, count)
        }
        return Dictionary(named, uniquingKeysWith: { first, _ in first })
    }
}

extension LedgerAudit {
    /// The entrants' list of a draw, worked out from the ledger; nil where there is no such draw.
    ///
    /// - Complexity: O(submissions) for each draw up to this one.
    public func entrants(ofDraw name: String) throws -> DrawRecount? {
        try file.read { database in
            let check = try DrawCheck(database, through: LedgerFile.head(database))
            return try check.list(of: name)
        }
    }
}
