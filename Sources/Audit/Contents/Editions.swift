import Crypto
import Foundation
import GRDB

/// Everything that the versions of a ledger say, up to a sequence.
struct Editions {
    /// One version of something, with its place in the ledger.
    ///
    /// A class, so that looking one up for each of millions of attempts copies nothing.
    final class Version<Content> {
        let sequence: Int64
        let version: Int64
        let content: Content

        init(sequence: Int64, version: Int64, content: Content) {
            self.sequence = sequence
            self.version = version
            self.content = content
        }
    }

    let rules: [Version<Rules>]
    let banks: [Version<Bank>]
    let regions: [Version<GroupTree>]
    let units: [Version<GroupTree>]

    /// Reads and decodes all versions; one that cannot be read is a difference and left out.
    init(
        _ database: Database,
        through last: Int64,
        into differences: inout DifferenceList
    ) throws {
        rules = try Self.versions("contest_version", database, last, &differences) {
            content,
            place,
            differences in
            let rules = try JSONDecoder().decode(Rules.self, from: content)
            let starts = rules.schedule.dayStarts
            if zip(starts, starts.dropFirst()).contains(where: { $0 >= $1 }) {
                differences.add(.unorderedDays, at: place, expected: "<", found: "≥")
            }
            return rules
        }
        banks = try Self.versions("bank_version", database, last, &differences) {
            content,
            _,
            _ in try JSONDecoder().decode(Bank.self, from: content)
        }
        regions = try Self.trees("region", database, last, &differences)
        units = try Self.trees("unit", database, last, &differences)
        try Self.checkDigests(database, last, &differences)
    }

    /// The version that was the latest when a fact was admitted.
    static func inForce<Content>(
        _ versions: [Version<Content>],
        before sequence: Int64
    ) -> Version<Content>? {
        versions.last { $0.sequence < sequence }
    }

    private static func trees(
        _ kind: String,
        _ database: Database,
        _ last: Int64,
        _ differences: inout DifferenceList
    ) throws -> [Version<GroupTree>] {
        try versions("tree_version", kind: kind, database, last, &differences) {
            content,
            place,
            differences in
            let tree = try JSONDecoder().decode(GroupTree.Content.self, from: content)
            if !tree.isSound {
                differences.add(.badTree, at: place, expected: kind, found: "—")
            }
            return GroupTree(tree)
        }
    }

    private static func versions<Content>(
        _ table: String,
        kind: String? = nil,
        _ database: Database,
        _ last: Int64,
        _ differences: inout DifferenceList,
        decode: (Data, String, inout DifferenceList) throws -> Content
    ) throws -> [Version<Content>] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sequence, version, content FROM \(table)
                WHERE sequence <= ? \(kind.map { "AND kind = '\($0)'" } ?? "") ORDER BY sequence
                """,
            arguments: [last]
        )
        var versions: [Version<Content>] = []
        while let row = try rows.next() {
            let sequence = row.integer(0)
            let place = "\(table)(sequence=\(sequence))"
            do {
                let content = try decode(row.blob(2), place, &differences)
                versions.append(
                    Version(sequence: sequence, version: row.integer(1), content: content)
                )
            } catch {
                differences.add(
                    .unreadableContent,
                    at: place,
                    expected: "JSON",
                    found: "\(error)"
                )
            }
        }
        return versions
    }

    private static func checkDigests(
        _ database: Database,
        _ last: Int64,
        _ differences: inout DifferenceList
    ) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT sequence, digest, content FROM bank_version WHERE sequence <= ?",
            arguments: [last]
        )
        while let row = try rows.next() {
            let digest: String? = row[1]
            differences.compare(
                digest ?? "",
                with: SHA256.hash(data: row.blob(2)).hexadecimal,
                .bankDigest,
                at: "bank_version(sequence=\(row.integer(0)))"
            )
        }
    }
}
