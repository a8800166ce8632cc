import Foundation
import GRDB

/// The registrations of a ledger, as dense arrays by participant.
struct People {
    /// Where each participant was registered; 0 for nobody.
    private(set) var sequences: [Int64]
    private(set) var pseudonyms: [UInt64]
    private(set) var regions: [Int32]
    private(set) var units: [Int32]

    /// How many participants there can be: one for each row.
    var count: Int { sequences.count }

    /// The array index of a participant who was registered before a fact; nil for anyone else.
    func index(of participant: Int64, before sequence: Int64) -> Int? {
        guard participant >= 0, participant < Int64(count) else { return nil }
        let registered = sequences[Int(participant)]
        return registered > 0 && registered < sequence ? Int(participant) : nil
    }

    /// Reads the registrations and checks them on the way.
    init(
        _ database: Database,
        through last: Int64,
        editions: Editions,
        into differences: inout DifferenceList
    ) throws {
        let count = try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM registration WHERE sequence <= ?",
            arguments: [last]
        )
        sequences = Array(repeating: 0, count: count ?? 0)
        pseudonyms = Array(repeating: 0, count: count ?? 0)
        regions = Array(repeating: 0, count: count ?? 0)
        units = Array(repeating: 0, count: count ?? 0)
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sequence, participant, pseudonym, region, unit FROM registration
                WHERE sequence <= ? ORDER BY sequence
                """,
            arguments: [last]
        )
        var next: Int64 = 0
        while let row = try rows.next() {
            let place = "registration(sequence=\(row.integer(0)))"
            let participant = row.integer(1)
            differences.compare(participant, with: next, .registrationOrder, at: place)
            next = participant.plus(1)
            if participant >= 0, participant < Int64(sequences.count) {
                take(row, at: Int(participant))
            }
            Self.checkLeaf(row.integer(3), editions.regions, row.integer(0), place, &differences)
            Self.checkLeaf(row.integer(4), editions.units, row.integer(0), place, &differences)
        }
        try Self.checkUnique("participant", database, last, &differences)
        try Self.checkUnique("idempotency_key", database, last, &differences)
    }

    private mutating func take(_ row: Row, at index: Int) {
        guard sequences[index] == 0 else { return }
        sequences[index] = row.integer(0)
        pseudonyms[index] = UInt64(bitPattern: row.integer(2))
        regions[index] = Int32(truncatingIfNeeded: row.integer(3))
        units[index] = Int32(truncatingIfNeeded: row.integer(4))
    }

    private static func checkLeaf(
        _ leaf: Int64,
        _ trees: [Editions.Version<GroupTree>],
        _ sequence: Int64,
        _ place: String,
        _ differences: inout DifferenceList
    ) {
        guard leaf != 0 else { return }
        let tree = Editions.inForce(trees, before: sequence)?.content ?? .empty
        guard !tree.isLeaf(leaf) else { return }
        differences.add(.unknownLeaf, at: place, expected: "leaf", found: "\(leaf)")
    }

    private static func checkUnique(
        _ column: String,
        _ database: Database,
        _ last: Int64,
        _ differences: inout DifferenceList
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT max(sequence), count(*) FROM registration WHERE sequence <= ?
                GROUP BY \(column) HAVING count(*) > 1
                """,
            arguments: [last]
        )
        while let row = try rows.next() {
            differences.add(
                .registeredTwice,
                at: "registration(sequence=\(row.integer(0)))",
                expected: "1 × \(column)",
                found: "\(row.integer(1))"
            )
        }
    }
}
