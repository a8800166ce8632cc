// The random numbers behind a paper, algorithm 1.
//
// The generator is xoshiro256**, its four words of state filled by four steps of SplitMix64 from
// the attempt's seed. Both work on 64-bit words with wrapping arithmetic only, so the same seed
// gives the same numbers on every machine and in every language.
//
// A number below a bound is the high word of the product of a random word and the bound; the low
// word tells the few products that would favour some numbers, and those are drawn again. An order
// of options takes one such word for all its digits: each multiplication gives one digit as the
// high word and hands the low word on, which is the same as drawing one number below the product
// of the bounds.
//
// Nothing here may change: papers already drawn must come out again from their seeds. A change is
// a new algorithm, beside this one, with the next number in `PaperDrawer.algorithm`.
//
// Sources: Blackman and Vigna (2021), "Scrambled Linear Pseudorandom Number Generators"; Steele,
// Lea and Flood (2014), "Fast Splittable Pseudorandom Number Generators"; Lemire (2019), "Fast
// Random Integer Generation in an Interval"; Brackett-Rozinsky and Lemire (2024), "Batched Ranged
// Random Integer Generation".

import ContestModel

/// A stream of random numbers that depends on nothing but a seed.
///
/// Its members are inlined, so that the state stays in registers while a paper is drawn; that
/// halves the time.
struct PaperGenerator {
    /// `OptionOrder.identity`, as a constant of this module: another module's costs a call.
    private static let bankOrder: UInt32 = 0o76543210

    private var first: UInt64
    private var second: UInt64
    private var third: UInt64
    private var fourth: UInt64

    /// Fills the state from a seed; every seed will do, zero too.
    init(seed: UInt64) {
        var splitter = SplitMix64(state: seed)
        first = splitter.next()
        second = splitter.next()
        third = splitter.next()
        fourth = splitter.next()
    }

    /// Takes the state as it is, for the published test vectors.
    init(first: UInt64, second: UInt64, third: UInt64, fourth: UInt64) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    /// The next word of xoshiro256**.
    @inline(__always)
    mutating func next() -> UInt64 {
        let result = rotated(second &* 5, by: 7) &* 9
        let shifted = second &<< 17
        third ^= first
        fourth ^= second
        second ^= third
        first ^= fourth
        third ^= shifted
        fourth = rotated(fourth, by: 45)
        return result
    }

    /// A number in `0..<bound`, each equally likely; zero when `bound` is zero.
    ///
    /// - Complexity: O(1); a second word is needed once in 2⁶⁴ ÷ `bound`.
    @inline(__always)
    mutating func below(_ bound: UInt64) -> UInt64 {
        while true {
            let (number, rest) = next().multipliedFullWidth(by: bound)
            if isFair(rest, bound: bound) { return number }
        }
    }

    /// An order of the first `count` options, each equally likely; the places behind them keep the
    /// bank's order.
    ///
    /// The last place is exchanged with one of all, then the last but one with one of those left,
    /// and so on.
    ///
    /// - Parameter count: How many options there are, at most eight; none is moved below two.
    /// - Complexity: O(`count`), and one word.
    @inline(__always)
    mutating func optionOrder(count: Int) -> OptionOrder {
        guard count > 1 else { return OptionOrder(bits: Self.bankOrder) }
        while true {
            var rest = next()
            var orderCount: UInt64 = 1
            var bits = Self.bankOrder
            var last = UInt32(min(count, 8)) - 1
            while last > 0 {
                let digit = rest.multipliedFullWidth(by: UInt64(last) + 1)
                rest = digit.low
                orderCount *= UInt64(last) + 1
                exchangePlaces(UInt32(truncatingIfNeeded: digit.high), last, in: &bits)
                last -= 1
            }
            if isFair(rest, bound: orderCount) { return OptionOrder(bits: bits) }
        }
    }

    /// Whether a product with this low word may be used without favouring some numbers.
    @inline(__always)
    private func isFair(_ rest: UInt64, bound: UInt64) -> Bool {
        rest >= bound || rest >= (0 &- bound) % bound
    }

    @inline(__always)
    private func exchangePlaces(_ one: UInt32, _ other: UInt32, in bits: inout UInt32) {
        let difference = (bits &>> (3 &* one) ^ bits &>> (3 &* other)) & 7
        bits ^= difference &<< (3 &* one) | difference &<< (3 &* other)
    }

    private func rotated(_ word: UInt64, by count: UInt64) -> UInt64 {
        word &<< count | word &>> (64 - count)
    }
}

/// The generator that turns one word of seed into many.
struct SplitMix64 {
    /// Any word.
    var state: UInt64

    /// The next word.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word &>> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word &>> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word &>> 31
    }
}
