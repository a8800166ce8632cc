import ContestModel
import Testing

struct CanonicalBytesTests {
    @Test(arguments: GoldenFact.entries + GoldenFact.acts)
    func `a fact is written as the format says`(golden: GoldenFact) {
        let fact = Fact(at: golden.at, body: golden.body)
        #expect(Self.hex(of: fact, at: golden.sequence) == golden.hex.filter { $0 != "\n" })
    }

    @Test func `every kind of fact has golden bytes, and its number is never another's`() {
        let facts = GoldenFact.entries + GoldenFact.acts
        let kinds = facts.map { Fact(at: $0.at, body: $0.body).kind }
        #expect(Set(kinds) == Set(Fact.Kind.allCases))
        // Written into ledgers for ever.
        let numbers: [Fact.Kind: UInt8] = [
            .contestVersion: 1, .bankVersion: 2, .treeVersion: 3, .registration: 4, .link: 5,
            .grant: 6, .attempt: 7, .response: 8, .submission: 9, .draw: 10, .amendment: 11,
        ]
        for kind in Fact.Kind.allCases { #expect(kind.rawValue == numbers[kind]) }
    }

    /// The kinds' names in Python: `"open pause resume …".split()`, each packed as a text.
    @Test(
        arguments: [
            (.open, "040000006f70656e"), (.pause, "050000007061757365"),
            (.resume, "06000000726573756d65"), (.extend, "06000000657874656e64"),
            (.close, "05000000636c6f7365"), (.freeze, "06000000667265657a65"),
            (.unfreeze, "08000000756e667265657a65"), (.publish, "070000007075626c697368"),
            (.withdrawPublication, "1400000077697468647261775f7075626c69636174696f6e"),
            (.disqualify, "0a0000006469737175616c696679"),
            (.reinstate, "090000007265696e7374617465"),
            (.reviseKey, "0a0000007265766973655f6b6579"),
            (.acceptKeys, "0b0000006163636570745f6b657973"),
            (.withdrawQuestion, "1100000077697468647261775f7175657374696f6e"),
            (.move, "040000006d6f7665"), (.merge, "050000006d65726765"),
            (.rename, "0600000072656e616d65"),
            (.creditQuestion, "0f0000006372656469745f7175657374696f6e"),
            (.reverse, "0700000072657665727365"),
            (.voidDraw, "09000000766f69645f64726177"),
            (.announce, "08000000616e6e6f756e6365"),
            (.object, "060000006f626a656374"),
            (.resolveObjection, "110000007265736f6c76655f6f626a656374696f6e"),
        ] as [(AmendmentKind, String)]
    )
    func `an amendment is written with its kind's name`(kind: AmendmentKind, name: String) {
        let act = AmendmentFact(kind: kind, actor: "a", reasonCode: "c", reason: "r")
        let fact = Fact(at: SampleInstant.at, body: .amendment(act))
        let head = "0b" + "6400000000000000" + "7b98897288010000"
        let rest = "0100000061" + "00000000" + "0100000063" + "0100000072" + "020000007b7d"
        #expect(Self.hex(of: fact, at: 100) == head + name + rest)
    }

    @Test func `there are twenty-three kinds of amendment`() {
        // A new one needs its line in the table above.
        #expect(AmendmentKind.allCases.count == 23)
    }

    @Test func `a writer goes on after what was written, and forgets when told to`() {
        var writer = CanonicalWriter()
        writer.write(UInt8(1))
        writer.write(LedgerInstant?.none)
        writer.write("é")
        #expect(writer.bytes == [1, 0, 0, 0, 0, 0, 0, 0, 0x80, 2, 0, 0, 0, 0xc3, 0xa9])
        writer.removeAll()
        #expect(writer.bytes == [])
        writer.write(LedgerInstant?.some(.epoch))
        #expect(writer.bytes == [0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func `the same letters composed and decomposed are different bytes`() {
        var composed = CanonicalWriter()
        composed.write("\u{e9}")
        var decomposed = CanonicalWriter()
        decomposed.write("e\u{301}")
        #expect(composed.bytes == [2, 0, 0, 0, 0xc3, 0xa9])
        #expect(decomposed.bytes == [3, 0, 0, 0, 0x65, 0xcc, 0x81])
    }

    @Test func `sixteen bytes make a key, and no other number does`() {
        let bytes = (0..<16).map { UInt8($0) * 17 }
        let key = IdempotencyKey(bytes: bytes)
        #expect(key == IdempotencyKey(high: 0x0011_2233_4455_6677, low: 0x8899_aabb_ccdd_eeff))
        #expect(key?.bytes == bytes)
        for count in [0, 1, 8, 15, 17, 32] {
            #expect(IdempotencyKey(bytes: [UInt8](repeating: 1, count: count)) == nil)
        }
    }

    @Test(
        arguments: [
            (0, "0000000000000000"), (0x1f, "000000000000001f"), (.max, "ffffffffffffffff"),
            (0x0123_4567_89ab_cdef, "0123456789abcdef"),
        ] as [(UInt64, String)]
    )
    func `a pseudonym prints as sixteen digits`(bits: UInt64, text: String) {
        #expect(Pseudonym(bits: bits).description == text)
    }

    private static func hex(of fact: Fact, at sequence: LedgerSequence) -> String {
        var writer = CanonicalWriter()
        fact.writeCanonicalBytes(at: sequence, to: &writer)
        let digits = Array("0123456789abcdef".utf8)
        let text = writer.bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
