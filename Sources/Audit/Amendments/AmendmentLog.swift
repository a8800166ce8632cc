// Which amendments stand. An amendment stands unless a standing `reverse` after it names it, so that
// a walk from the last to the first decides. What stands is a pure function of the amendments read.

import Foundation
import GRDB

/// The amendments of a ledger that can be taken back, in order.
struct AmendmentLog {
    struct Entry {
        let sequence: Int64
        let kind: String
        let act: AmendmentAct
        /// What it is about in the end: itself, or what a chain of reverses leads to.
        let subject: Int64
        /// Whether it is about a key.
        let affectsKeys: Bool
    }

    let entries: [Entry]
    /// Those that stand at the end, in order.
    let standing: [Entry]
    /// Whether any of them can change a figure, standing or not.
    var isEmpty: Bool { !entries.contains { AmendmentAct.figureKinds.contains($0.kind) } }

    /// Reads the amendments up to a sequence.
    ///
    /// One that cannot be read is a difference and does nothing; it still has its place in the
    /// count of key revisions.
    init(
        _ database: Database,
        through last: Int64,
        into differences: inout DifferenceList
    ) throws {
        let kinds = AmendmentAct.kinds.sorted()
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sequence, kind, details FROM amendment
                WHERE sequence <= ? AND kind IN (\(kinds.map { "'\($0)'" }.joined(separator: ",")))
                ORDER BY sequence
                """,
            arguments: [last]
        )
        var entries: [Entry] = []
        var places: [Int64: Int] = [:]
        while let row = try rows.next() {
            let kind: String? = row[1]
            let entry = Self.entry(
                row.integer(0),
                kind ?? "",
                row.blob(2),
                earlier: { places[$0].map { entries[$0] } },
                into: &differences
            )
            places[entry.sequence] = entries.count
            entries.append(entry)
        }
        self.entries = entries
        standing = Self.standing(of: entries)
    }

    /// Those of some amendments in order that stand, as if there were no others.
    ///
    /// - Complexity: O(amendments).
    static func standing(of entries: some BidirectionalCollection<Entry>) -> [Entry] {
        var takenBack: Set<Int64> = []
        var standing: [Entry] = []
        for entry in entries.reversed() where !takenBack.contains(entry.sequence) {
            if case .reverse(let target) = entry.act { takenBack.insert(target) }
            standing.append(entry)
        }
        return standing.reversed()
    }

    /// The place of an amendment in a report.
    static func place(of sequence: Int64) -> String { "amendment(sequence=\(sequence))" }

    private static func entry(
        _ sequence: Int64,
        _ kind: String,
        _ details: Data,
        earlier: (Int64) -> Entry?,
        into differences: inout DifferenceList
    ) -> Entry {
        var act = AmendmentAct.void
        var target: Entry?
        do {
            act = try AmendmentAct(kind: kind, details: details)
        } catch {
            differences.add(
                .unreadableDetails,
                at: place(of: sequence),
                expected: kind,
                found: String(decoding: details.prefix(80), as: UTF8.self)
            )
        }
        if case .reverse(let named) = act {
            target = earlier(named)
            if target == nil {
                act = .void
                differences.add(
                    .reversesNothing,
                    at: place(of: sequence),
                    expected: "amendment before \(sequence)",
                    found: "\(named)"
                )
            }
        }
        return Entry(
            sequence: sequence,
            kind: kind,
            act: act,
            subject: target?.subject ?? sequence,
            affectsKeys: AmendmentAct.keyKinds.contains(kind) || target?.affectsKeys ?? false
        )
    }
}
