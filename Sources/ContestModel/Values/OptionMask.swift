/// A set of a question's options as bits: bit 0 is the first option in the bank's order.
///
/// A key and a response are both masks over the *bank's* order, whatever order a participant saw,
/// so grading is one comparison.
public struct OptionMask: Hashable, Sendable {
    /// One bit an option.
    public var bits: UInt8

    /// Makes a mask from its bits.
    public init(bits: UInt8) {
        self.bits = bits
    }

    /// Nothing chosen.
    public static let empty = OptionMask(bits: 0)

    /// The mask of one option, or the empty mask when `index` is outside `0..<8`.
    public static func option(_ index: Int) -> OptionMask {
        OptionMask(bits: (0..<8).contains(index) ? 1 << UInt8(index) : 0)
    }

    /// The first `count` options, at most eight.
    public static func all(_ count: Int) -> OptionMask {
        OptionMask(bits: count >= 8 ? .max : count <= 0 ? 0 : (1 << UInt8(count)) - 1)
    }

    /// How many options are in the mask.
    public var count: Int { bits.nonzeroBitCount }

    /// Whether nothing is chosen.
    public var isEmpty: Bool { bits == 0 }

    /// Whether the option at `index` is in the mask; false outside `0..<8`.
    public func contains(_ index: Int) -> Bool {
        bits & OptionMask.option(index).bits != 0
    }

    /// The indices of the chosen options, ascending.
    public var indices: [Int] { (0..<8).filter(contains) }

    /// The options' letters in the bank's order: `"ACD"`.
    public var letters: String {
        String(decoding: indices.map { UInt8(ascii: "A") + UInt8($0) }, as: UTF8.self)
    }
}

extension OptionMask: Codable {
    /// Reads the value from a single number.
    public init(from decoder: any Decoder) throws {
        bits = try decoder.singleValueContainer().decode(UInt8.self)
    }

    /// Writes the value as a single number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bits)
    }
}
