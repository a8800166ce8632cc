import ContestEngine
import ContestModel

// The format of a segment, version 1: what a contest committed during about a second.
//
// A folder of segments narrows what a lost disk costs from the time since the last backup to
// seconds. It holds, for each contest, a folder NAME with files in one numbering without gaps:
//
//     00000001-base.sqlite        a backup: everything up to some fact
//     00000002.segment            what was committed after it
//     00000003.segment            what was committed after that
//
// A segment is a file that is written once and never changed; it is put in its place under its name
// only when it is whole and on disk. Integers are little-endian.
//
//     8 bytes     "SQZSEG01"
//     8 bytes     the sequence number of the fact before the first
//     32 bytes    the chain's value there: the link that the first batch follows
//     records     each: 1 byte kind, 4 bytes byte count, the bytes
//     32 bytes    SHA-256 over everything before
//
// The kinds of record, in the order in which things happened:
//
//     F   a fact's canonical bytes (`Fact.writeCanonicalBytes`), its sequence number among them
//     B   the end of a batch: 8 bytes the last sequence number, 32 bytes the chain's value
//     P   the sealed personal data that belongs to the next F, a registration:
//         4 bytes participant; then, each with 4 bytes of count before it, the wrapped key, the
//         sealed data, and the lookup value (empty for none)
//     R   the same, in place of what was there: a person corrected their name
//     E   4 bytes participant: a person's data was erased
//
// So a segment proves itself twice: the digest finds a torn or altered file, and the chain over the
// facts, which whoever rebuilds the ledger computes anew, finds a missing or exchanged one. Names and
// phones are in it as they are in a backup: sealed, worthless without `data/secret`, and in need of
// the same care. Not in it, but in the next base: the roster (a new one asks for a new base at once),
// reports, objections, the log of readings.

/// One segment, read or about to be written.
struct Segment: Sendable {
    /// Something that a segment tells.
    enum Record: Sendable {
        /// Facts that were committed as one transaction, with the registrations' personal data.
        case batch(entries: [LedgerEntry], last: LedgerSequence, chain: [UInt8])
        /// Personal data was replaced.
        case replaced(SealedPerson)
        /// Personal data was destroyed.
        case erased(ParticipantIndex)
    }

    /// The fact before the first.
    var previous: LedgerSequence
    /// The chain's value there.
    var link: [UInt8]
    /// What happened, in order.
    var records: [Record]

    private static let magic = Array("SQZSEG01".utf8)
    private static let digestByteCount = 32

    /// The bytes of a segment around records that `SegmentRecord` spelt.
    static func bytes(
        after previous: LedgerSequence,
        link: [UInt8],
        records: [[UInt8]]
    ) -> [UInt8] {
        var writer = CanonicalWriter(capacity: records.reduce(128) { $0 + $1.count })
        writer.write(previous)
        var bytes = magic + writer.bytes + link
        for record in records { bytes += record }
        return bytes + LedgerChain.digest(of: bytes)
    }

    /// Reads a segment.
    ///
    /// - Parameter name: What a fault calls the file.
    /// - Throws: `SegmentFault.damaged` for a torn or altered file.
    init(_ bytes: [UInt8], name: String) throws {
        let body = bytes.dropLast(Self.digestByteCount)
        guard bytes.count >= Self.magic.count + 40 + Self.digestByteCount,
            LedgerChain.digest(of: body) == Array(bytes.suffix(Self.digestByteCount)),
            body.prefix(Self.magic.count).elementsEqual(Self.magic)
        else { throw SegmentFault.damaged(file: name) }
        var reader = CanonicalReader(body.dropFirst(Self.magic.count))
        guard let previous = reader.integer(LedgerSequence.self), let link = reader.take(32) else {
            throw SegmentFault.damaged(file: name)
        }
        self.previous = previous
        self.link = Array(link)
        records = []
        var entries: [LedgerEntry] = []
        var person: SealedPerson?
        while !reader.isAtEnd {
            guard let kind = reader.integer(UInt8.self), let payload = reader.data(),
                let record = SegmentRecord(kind: kind, payload)
            else { throw SegmentFault.damaged(file: name) }
            switch record {
            case .person(let sealed): person = sealed
            case .fact(let committed):
                entries.append(LedgerEntry(committed.fact, person: person))
                person = nil
            case .batchEnd(let last, let chain):
                records.append(.batch(entries: entries, last: last, chain: chain))
                entries = []
            case .replaced(let sealed): records.append(.replaced(sealed))
            case .erased(let participant): records.append(.erased(participant))
            }
        }
        guard entries.isEmpty, person == nil else { throw SegmentFault.damaged(file: name) }
    }
}
