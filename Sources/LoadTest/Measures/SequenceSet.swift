import FoundationEssentials
import Synchronization

/// Which ledger sequences the receipts have named, one bit each: thirteen million of them take
/// two megabytes.
///
/// Shared by all workers.
public final class SequenceSet: Sendable {
    /// The bits, and how often one was named again.
    public struct Bits: Sendable {
        fileprivate(set) var words: [UInt64] = []
        /// How many receipts named a sequence that another had named before.
        public fileprivate(set) var repeated = 0
        /// The highest sequence named.
        public fileprivate(set) var highest = 0

        /// Beyond it a sequence is not a sequence: the ledger would be larger than a disk.
        private static let highestSequence = 1 << 36

        /// Notes a sequence.
        mutating func insert(_ sequence: Int) {
            guard (0..<Self.highestSequence).contains(sequence) else {
                repeated += 1
                return
            }
            let (word, bit) = (sequence >> 6, UInt64(1) << UInt64(sequence & 63))
            if word >= words.count {
                words += repeatElement(0, count: max(1_024, word + 1 - words.count))
            }
            if words[word] & bit != 0 { repeated += 1 }
            words[word] |= bit
            highest = max(highest, sequence)
        }

        /// Notes all that another process noted.
        mutating func formUnion(_ other: Bits) {
            while words.count < other.words.count { words.append(0) }
            for (index, word) in other.words.enumerated() {
                repeated += (words[index] & word).nonzeroBitCount
                words[index] |= word
            }
            repeated += other.repeated
            highest = max(highest, other.highest)
        }
    }

    private let state = Mutex(Bits())

    /// Makes an empty set.
    public init() {}

    /// Notes the sequences of one attempt's receipts.
    public func insert(_ sequences: [Int]) {
        state.withLock { bits in
            for sequence in sequences { bits.insert(sequence) }
        }
    }

    /// What was noted so far.
    public var bits: Bits { state.withLock { $0 } }
}

extension SequenceSet.Bits: Codable {
    private enum CodingKeys: String, CodingKey {
        case words, repeated, highest
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        repeated = try container.decode(Int.self, forKey: .repeated)
        highest = try container.decode(Int.self, forKey: .highest)
        let data = try container.decode(Data.self, forKey: .words)
        words = stride(from: 0, to: data.count - 7, by: 8).map { offset in
            (0..<8).reduce(0) { $0 | UInt64(data[data.startIndex + offset + $1]) << UInt64(8 * $1) }
        }
    }

    /// The bits as bytes, lowest first, in Base64.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(repeated, forKey: .repeated)
        try container.encode(highest, forKey: .highest)
        var data = Data(capacity: words.count * 8)
        for word in words {
            for index in 0..<8 { data.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * index))) }
        }
        try container.encode(data, forKey: .words)
    }
}
