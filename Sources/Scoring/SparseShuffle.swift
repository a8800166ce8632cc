/// A random order of `0..<count` that is worked out only as far as it is asked for.
///
/// It is the Fisher–Yates shuffle from the front, over a list that is never written out: a place
/// holds its own number until it is exchanged, and only exchanged places are remembered, in a hash
/// table with linear probing. So twenty of a thousand cost twenty steps and 512 bytes.
///
/// An entry is `place + 1` in the upper sixteen bits and the number it holds in the lower; zero is
/// an empty slot. The table lies in memory that the caller lends. It is three quarters empty: a
/// step costs more by mispredicted collisions than by zeroing.
///
/// Source: Knuth (1997), "The Art of Computer Programming", volume 2, 3.4.2, algorithm P.
struct SparseShuffle {
    private let slots: UnsafeMutableBufferPointer<UInt32>
    private let count: Int
    private var taken = 0

    /// Begins an order.
    ///
    /// - Parameters:
    ///   - count: How many numbers there are, `0 ... 65,535`.
    ///   - slots: Zeroed memory of `slotCount(steps:)`.
    init(count: Int, slots: UnsafeMutableBufferPointer<UInt32>) {
        self.count = count
        self.slots = slots
    }

    /// How many slots so many steps need: a power of two, at least four for each step.
    static func slotCount(steps: Int) -> Int {
        var slotCount = 8
        while slotCount < steps * 4 { slotCount *= 2 }
        return slotCount
    }

    /// The next number of the order.
    ///
    /// It may be asked for at most `count` times, and as often as the slots were made for.
    ///
    /// - Complexity: O(1) on average.
    @inline(__always)
    mutating func next(using generator: inout PaperGenerator) -> Int {
        precondition(taken < count, "asked for more numbers than there are")
        let chosen = taken + Int(generator.below(UInt64(count - taken)))
        let displaced = number(at: taken, in: slot(of: taken))
        let slot = slot(of: chosen)
        let number = number(at: chosen, in: slot)
        slots[slot] = UInt32(chosen + 1) << 16 | displaced
        taken += 1
        return Int(number)
    }

    private func number(at place: Int, in slot: Int) -> UInt32 {
        slots[slot] == 0 ? UInt32(place) : slots[slot] & 0xFFFF
    }

    /// Where a place's entry is, or the empty slot where it would go.
    @inline(__always)
    private func slot(of place: Int) -> Int {
        let mask = slots.count - 1
        let name = UInt32(place + 1)
        var slot = place & mask
        while slots[slot] != 0 && slots[slot] >> 16 != name { slot = (slot + 1) & mask }
        return slot
    }
}
