import ContestModel
import Testing

extension OptionMask {
    /// The mask of letters in the bank's order: `"ACD"`.
    init(letters: String) {
        self.init(bits: letters.utf8.reduce(0) { $0 | 1 << ($1 - UInt8(ascii: "A")) })
    }
}

struct OptionMaskTests {
    @Test(
        arguments: [
            (0b0000_0000, "", []), (0b0000_0001, "A", [0]), (0b0000_1101, "ACD", [0, 2, 3]),
            (0b1000_0000, "H", [7]), (0b1111_1111, "ABCDEFGH", [0, 1, 2, 3, 4, 5, 6, 7]),
        ] as [(UInt8, String, [Int])]
    )
    func `a mask names its options`(bits: UInt8, letters: String, indices: [Int]) {
        let mask = OptionMask(bits: bits)
        #expect(mask.letters == letters)
        #expect(mask.indices == indices)
        #expect(mask.count == indices.count)
        #expect(mask.isEmpty == indices.isEmpty)
        #expect(OptionMask(letters: letters) == mask)
        for index in 0..<8 { #expect(mask.contains(index) == indices.contains(index)) }
    }

    @Test(arguments: [Int.min, -8, -1, 8, 9, 64, .max])
    func `an index outside the eight options is in no mask`(index: Int) {
        #expect(OptionMask.option(index) == .empty)
        #expect(!OptionMask(bits: .max).contains(index))
    }

    @Test(
        arguments: [
            (Int.min, 0), (-1, 0), (0, 0), (1, 0b1), (2, 0b11), (4, 0b1111), (7, 0b111_1111),
            (8, 0xff), (9, 0xff), (Int.max, 0xff),
        ] as [(Int, UInt8)]
    )
    func `the first so many options`(count: Int, bits: UInt8) {
        #expect(OptionMask.all(count).bits == bits)
    }

    @Test func `a mask is a number in JSON`() throws {
        let text = String(decoding: try CanonicalJSON.encode([OptionMask(bits: 13)]), as: UTF8.self)
        #expect(text == "[13]")
        let read = try CanonicalJSON.decode([OptionMask].self, from: Array("[13]".utf8))
        #expect(read == [OptionMask(bits: 13)])
        #expect(throws: (any Error).self) {
            try CanonicalJSON.decode([OptionMask].self, from: Array("[256]".utf8))
        }
    }
}
