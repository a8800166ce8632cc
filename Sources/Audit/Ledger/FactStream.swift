import Foundation
import GRDB

/// The rows of one table of facts in order of the ledger, one at a time.
///
/// It is a class because a cursor is one: copies would share its place.
final class FactStream {
    let table: FactTable
    private let cursor: RowCursor
    private var row: Row?
    /// The sequence of the row at hand; `Int64.max` at the end.
    private(set) var sequence: Int64 = .max
    /// The row's `at_ms`.
    private(set) var instant: Int64 = 0
    /// How many rows were at hand so far.
    private(set) var count = 0

    /// Begins with the table's first row.
    init(_ table: FactTable, in database: Database, through last: Int64) throws {
        self.table = table
        cursor = try Row.fetchCursor(database, sql: table.query, arguments: [last])
        try advance()
    }

    /// Goes on to the next row.
    func advance() throws {
        row = try cursor.next()
        guard let row else {
            sequence = .max
            return
        }
        sequence = row.integer(0)
        instant = row.integer(1)
        count += 1
    }

    /// Spells the row at hand.
    func write(to canonical: inout CanonicalBytes) throws {
        guard let row else { return }
        canonical.begin(kind: table.kind, sequence: sequence, at: instant)
        for (offset, column) in table.columns.enumerated() {
            if column.width == .bytes {
                try row.withUnsafeData(atIndex: offset + 2) { canonical.append($0 ?? Data()) }
            } else {
                canonical.append(row.optionalInteger(offset + 2), as: column.width)
            }
        }
    }

    /// The row at hand as a report names it.
    var place: String {
        guard let row, table.keyCount > 0 else { return "\(table.name)(sequence=\(sequence))" }
        let keys = (0..<table.keyCount).map {
            "\(table.columns[$0].name)=\(row.integer($0 + 2))"
        }
        return "\(table.name)(\(keys.joined(separator: ", ")))"
    }
}

extension Row {
    /// An integer column; NULL, which the tables forbid, reads as the smallest number.
    func integer(_ index: Int) -> Int64 { optionalInteger(index) ?? .min }

    /// An integer column that may be NULL.
    func optionalInteger(_ index: Int) -> Int64? { self[index] as Int64? }

    /// A blob's bytes; NULL reads as none.
    func blob(_ index: Int) -> Data { (self[index] as Data?) ?? Data() }
}
