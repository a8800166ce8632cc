import ContestEngine
import ContestModel
@testable import StoreConformance
import Testing

@Suite struct CanonicalReadingTests {
    /// One fact of every kind.
    private static func facts() throws -> [Fact] {
        let attempt = AttemptID(sequence: 900)
        let entries =
            try Sample.oneOfEachRareKind() + [
                Sample.registration(3), Sample.grant(to: 3, key: 5), Sample.attempt(of: 1),
                Sample.attempt(of: 2), Sample.response(to: attempt, position: 199, revision: .max),
                Sample.submission(of: attempt),
            ]
        return entries.map(\.fact)
    }

    private static func bytes(_ fact: Fact, at sequence: LedgerSequence) -> [UInt8] {
        var writer = CanonicalWriter()
        fact.writeCanonicalBytes(at: sequence, to: &writer)
        return writer.bytes
    }

    @Test func `the samples have every kind`() throws {
        #expect(Set(try Self.facts().map(\.kind)) == Set(Fact.Kind.allCases))
    }

    @Test func `what was written is read back, of every kind`() throws {
        for (index, fact) in try Self.facts().enumerated() {
            let sequence = LedgerSequence(index) + 7
            let read = CommittedFact(canonicalBytes: Self.bytes(fact, at: sequence)[...])
            #expect(read == CommittedFact(sequence: sequence, fact: fact))
        }
    }

    @Test func `a fact cut short or made longer is none`() throws {
        for fact in try Self.facts() {
            let bytes = Self.bytes(fact, at: 7)
            for count in 0..<bytes.count {
                #expect(CommittedFact(canonicalBytes: bytes.prefix(count)) == nil)
            }
            #expect(CommittedFact(canonicalBytes: (bytes + [0])[...]) == nil)
        }
    }

    @Test func `altered bytes never become the same fact, and what they become writes itself`()
        throws
    {
        for fact in try Self.facts() {
            let bytes = Self.bytes(fact, at: 7)
            for place in bytes.indices {
                var altered = bytes
                altered[place] ^= 0x11
                guard let read = CommittedFact(canonicalBytes: altered[...]) else { continue }
                #expect(read != CommittedFact(sequence: 7, fact: fact), "byte \(place)")
                #expect(Self.bytes(read.fact, at: read.sequence) == altered, "byte \(place)")
            }
        }
    }
}
