/// The place of a fact in its contest's ledger; the first fact has 1, and there are no gaps.
public typealias LedgerSequence = Int64

/// A participant of one contest: a dense index, so that a state is found by an array's subscript.
public struct ParticipantIndex: Hashable, Comparable, Sendable {
    /// The index, from zero, in order of registration.
    public var rawValue: UInt32

    /// Makes an index.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Whether the left one comes first.
    public static func < (left: ParticipantIndex, right: ParticipantIndex) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// An attempt's identifier: the ledger sequence of the fact that began it.
public struct AttemptID: Hashable, Comparable, Sendable {
    /// The ledger sequence of the attempt's first fact.
    public var sequence: LedgerSequence

    /// Makes an identifier.
    public init(sequence: LedgerSequence) {
        self.sequence = sequence
    }

    /// Whether the left one comes first.
    public static func < (left: AttemptID, right: AttemptID) -> Bool {
        left.sequence < right.sequence
    }
}

/// A random name for a person within one contest; the only name that facts know.
public struct Pseudonym: Hashable, Sendable {
    /// 64 random bits.
    public var bits: UInt64

    /// Makes a pseudonym from its bits.
    public init(bits: UInt64) {
        self.bits = bits
    }
}

extension Pseudonym: CustomStringConvertible {
    /// Sixteen lower-case hexadecimal digits.
    public var description: String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

/// A question's place in one version of a bank.
public typealias QuestionIndex = UInt16

/// A node of a region or unit tree.
///
/// Zero means that none was chosen.
public struct NodeID: Hashable, Comparable, Sendable, Codable {
    /// The stable number that the contest's first tree version gave the node.
    public var rawValue: Int32

    /// Makes a node identifier.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// No node chosen.
    public static let none = NodeID(rawValue: 0)

    /// Reads the value from a single number.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int32.self)
    }

    /// Writes the value as a single number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// Whether the left one comes first.
    public static func < (left: NodeID, right: NodeID) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A civil day in the contest's time zone, counted from 1970-01-01 (day 0).
public struct ContestDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; SQLite shows it with `date(day * 86400, 'unixepoch')`.
    public var number: Int32

    /// Makes a day from its number.
    public init(number: Int32) {
        self.number = number
    }

    /// The week the day lies in, counted from the Monday before 1970-01-01.
    public var week: Int32 {
        let shifted = Int64(number) + 3
        return Int32(truncatingIfNeeded: shifted >= 0 ? shifted / 7 : (shifted - 6) / 7)
    }

    /// Whether the left one comes first.
    public static func < (left: ContestDay, right: ContestDay) -> Bool {
        left.number < right.number
    }
}

extension ContestDay: Codable {
    /// Reads the value from a single number.
    public init(from decoder: any Decoder) throws {
        number = try decoder.singleValueContainer().decode(Int32.self)
    }

    /// Writes the value as a single number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
