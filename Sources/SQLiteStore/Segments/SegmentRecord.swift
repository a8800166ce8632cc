import ContestEngine
import ContestModel

/// One record of a segment, see `Segment`.
enum SegmentRecord {
    case fact(CommittedFact)
    case batchEnd(LedgerSequence, chain: [UInt8])
    case person(SealedPerson)
    case replaced(SealedPerson)
    case erased(ParticipantIndex)

    /// A fact's record around its canonical bytes.
    static func fact(_ canonicalBytes: [UInt8]) -> [UInt8] {
        record("F", canonicalBytes)
    }

    /// The record that ends a batch.
    static func batchEnd(_ head: LedgerHead) -> [UInt8] {
        var writer = CanonicalWriter(capacity: 8)
        writer.write(head.sequence)
        return record("B", writer.bytes + head.chain)
    }

    /// The record of a registration's personal data, before its fact.
    static func person(_ person: SealedPerson) -> [UInt8] {
        record("P", bytes(of: person))
    }

    /// The record of personal data that took the place of what was there.
    static func replaced(_ person: SealedPerson) -> [UInt8] {
        record("R", bytes(of: person))
    }

    /// The record of an erasure.
    static func erased(_ participant: ParticipantIndex) -> [UInt8] {
        var writer = CanonicalWriter(capacity: 4)
        writer.write(participant.rawValue)
        return record("E", writer.bytes)
    }

    /// Reads a record; nil when it is not exactly one of those above.
    init?(kind: UInt8, _ payload: [UInt8]) {
        var reader = CanonicalReader(payload[...])
        switch kind {
        case UInt8(ascii: "F"):
            guard let fact = CommittedFact(canonicalBytes: payload[...]) else { return nil }
            self = .fact(fact)
        case UInt8(ascii: "B"):
            guard let last = reader.integer(LedgerSequence.self), let chain = reader.take(32),
                reader.isAtEnd
            else { return nil }
            self = .batchEnd(last, chain: Array(chain))
        case UInt8(ascii: "P"):
            guard let person = Self.person(&reader) else { return nil }
            self = .person(person)
        case UInt8(ascii: "R"):
            guard let person = Self.person(&reader) else { return nil }
            self = .replaced(person)
        case UInt8(ascii: "E"):
            guard let participant = reader.integer(UInt32.self), reader.isAtEnd else { return nil }
            self = .erased(ParticipantIndex(rawValue: participant))
        default: return nil
        }
    }

    private static func record(_ kind: Unicode.Scalar, _ payload: [UInt8]) -> [UInt8] {
        var writer = CanonicalWriter(capacity: payload.count + 5)
        writer.write(UInt8(ascii: kind))
        writer.write(payload)
        return writer.bytes
    }

    private static func bytes(of person: SealedPerson) -> [UInt8] {
        var writer = CanonicalWriter(capacity: 256)
        writer.write(person.participant.rawValue)
        writer.write(person.wrappedKey)
        writer.write(person.sealed)
        writer.write(person.lookup?.bytes ?? [])
        return writer.bytes
    }

    private static func person(_ reader: inout CanonicalReader) -> SealedPerson? {
        guard let participant = reader.integer(UInt32.self), let wrapped = reader.data(),
            let sealed = reader.data(), let lookup = reader.data(), reader.isAtEnd
        else { return nil }
        let key = IdempotencyKey(bytes: lookup)
        guard key != nil || lookup.isEmpty else { return nil }
        return SealedPerson(
            participant: ParticipantIndex(rawValue: participant),
            wrappedKey: wrapped,
            sealed: sealed,
            lookup: key
        )
    }
}
