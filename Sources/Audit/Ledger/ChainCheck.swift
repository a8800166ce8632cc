// Sequences, batches, time and the chain, in one walk over all facts in order of the ledger.
//
// A link is SHA-256 over the link before it (32 zero bytes before the first) and the digests of the
// batch's facts in order. `batch.marks` holds the first four bytes of each digest. So a mark names
// the altered row, and a link its batch. After a wrong link the walk goes on from the link that the
// ledger says, so that one altered row names one batch and not all behind it.

import Crypto
import Foundation
import GRDB

/// Walks over all facts and names what is missing, doubled, altered or out of time.
struct ChainCheck {
    static let markByteCount = 4

    /// The link of the last batch that was checked.
    private(set) var link = Data(count: 32)
    /// How many facts each table holds, by its name.
    var factCounts: [String: Int] {
        Dictionary(streams.map { ($0.table.name, $0.count) }, uniquingKeysWith: +)
    }

    private let database: Database
    private let last: Int64
    private let streams: [FactStream]
    private var canonical = CanonicalBytes()
    private var nextSequence: Int64 = 1
    private var latest: Int64 = .min
    private var factCount = 0

    /// Prepares the walk up to a sequence.
    init(_ database: Database, through last: Int64) throws {
        self.database = database
        self.last = last
        streams = try FactTable.all.map { try FactStream($0, in: database, through: last) }
    }

    /// Walks.
    ///
    /// - Complexity: O(facts), with a sort on disk for responses and submissions.
    mutating func run(
        into differences: inout DifferenceList,
        progress: (AuditProgress) -> Void
    ) throws {
        let batches = try Row.fetchCursor(
            database,
            sql: """
                SELECT first_sequence, last_sequence, chain, marks FROM batch
                WHERE last_sequence <= ? ORDER BY last_sequence
                """,
            arguments: [last]
        )
        var nextFirst: Int64 = 1
        while let row = try batches.next() {
            let batch = Batch(row)
            differences.compare(
                batch.first,
                with: nextFirst,
                .batchNotContiguous,
                at: batch.place
            )
            try check(batch, into: &differences, progress: progress)
            nextFirst = batch.last.plus(1)
        }
        try checkRest(from: nextFirst, into: &differences)
    }

    private mutating func check(
        _ batch: Batch,
        into differences: inout DifferenceList,
        progress: (AuditProgress) -> Void
    ) throws {
        let count = batch.last.minus(batch.first).plus(1)
        if batch.marks.count % Self.markByteCount != 0
            || Int64(batch.marks.count / Self.markByteCount) != count
        {
            differences.add(
                .batchMarkCount,
                at: batch.place,
                expected: "\(count) × 4",
                found: "\(batch.marks.count)"
            )
        }
        var hash = SHA256()
        hash.update(data: link)
        while let stream = earliest(through: batch.last) {
            note(stream, into: &differences)
            let digest = try digest(of: stream, into: &differences)
            check(digest, of: stream, in: batch, into: &differences)
            digest.withUnsafeBytes { hash.update(bufferPointer: $0) }
            try stream.advance()
            factCount += 1
            if factCount % AuditProgress.step == 0 {
                progress(AuditProgress(stage: .chain, done: factCount, total: Int(last)))
            }
        }
        noteGap(through: batch.last, into: &differences)
        let value = Data(hash.finalize())
        differences.compare(
            batch.chain.hexadecimal,
            with: value.hexadecimal,
            .brokenLink,
            at: batch.place
        )
        link = batch.chain
    }

    /// What lies behind the last whole batch: nothing, or the beginning of a batch that ends
    /// beyond the sequence asked for.
    private mutating func checkRest(
        from nextFirst: Int64,
        into differences: inout DifferenceList
    ) throws {
        let first = try Int64.fetchOne(
            database,
            sql: "SELECT first_sequence FROM batch WHERE last_sequence > ? ORDER BY last_sequence",
            arguments: [last]
        )
        while let stream = earliest(through: last) {
            note(stream, into: &differences)
            if stream.sequence < first ?? .max {
                differences.add(
                    .factOutsideBatches,
                    at: stream.place,
                    expected: "< \(nextFirst)",
                    found: "\(stream.sequence)"
                )
            }
            try stream.advance()
        }
        noteGap(through: last, into: &differences)
    }

    private func earliest(through end: Int64) -> FactStream? {
        var found = streams[0]
        for stream in streams where stream.sequence < found.sequence { found = stream }
        return found.sequence <= end && found.sequence < .max ? found : nil
    }

    private mutating func note(_ stream: FactStream, into differences: inout DifferenceList) {
        if stream.sequence < nextSequence {
            differences.add(
                .sequenceTwice,
                at: stream.place,
                expected: "\(nextSequence)",
                found: "\(stream.sequence)"
            )
        } else {
            noteGap(through: stream.sequence.minus(1), into: &differences)
            nextSequence = stream.sequence.plus(1)
        }
        if stream.instant < latest {
            differences.add(
                .timeWentBack,
                at: stream.place,
                expected: "≥ \(latest)",
                found: "\(stream.instant)"
            )
        }
        latest = max(latest, stream.instant)
    }

    private mutating func noteGap(through end: Int64, into differences: inout DifferenceList) {
        guard nextSequence <= end else { return }
        differences.add(
            .sequenceGap,
            at: "ledger(sequence=\(nextSequence)…\(end))",
            expected: "\(end.minus(nextSequence).plus(1))",
            found: "0"
        )
        nextSequence = end.plus(1)
    }

    private mutating func digest(
        of stream: FactStream,
        into differences: inout DifferenceList
    ) throws -> SHA256Digest {
        try stream.write(to: &canonical)
        if !canonical.fits {
            differences.add(
                .impossibleValue,
                at: stream.place,
                expected: "—",
                found: "—"
            )
        }
        return SHA256.hash(data: canonical.bytes)
    }

    private func check(
        _ digest: SHA256Digest,
        of stream: FactStream,
        in batch: Batch,
        into differences: inout DifferenceList
    ) {
        guard let mark = batch.mark(of: stream.sequence) else { return }
        let isSame = digest.withUnsafeBytes { $0.prefix(Self.markByteCount).elementsEqual(mark) }
        guard !isSame else { return }
        differences.add(
            .alteredFact,
            at: stream.place,
            expected: Data(mark).hexadecimal,
            found: Data(digest.prefix(Self.markByteCount)).hexadecimal
        )
    }
}

/// One row of the table `batch`.
private struct Batch {
    let first: Int64
    let last: Int64
    let chain: Data
    let marks: Data

    init(_ row: Row) {
        first = row.integer(0)
        last = row.integer(1)
        chain = row.blob(2)
        marks = row.blob(3)
    }

    var place: String { "batch(last_sequence=\(last))" }

    func mark(of sequence: Int64) -> Data? {
        let offset = sequence.minus(first)
        guard offset >= 0, offset < Int64(marks.count / ChainCheck.markByteCount) else {
            return nil
        }
        let start = marks.startIndex + Int(offset) * ChainCheck.markByteCount
        return marks[start..<start + ChainCheck.markByteCount]
    }
}
