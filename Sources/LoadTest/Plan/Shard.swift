/// The part of the participants that one process plays: number `K` of `N` plays those whose number
/// divided by `N` leaves `K - 1`.
public struct Shard: Codable, Hashable, Sendable {
    /// From 0.
    public let index: Int
    /// How many processes there are, at least 1.
    public let total: Int

    /// Everyone.
    public static let whole = Shard(index: 0, total: 1)

    private init(index: Int, total: Int) {
        self.index = index
        self.total = total
    }

    /// Reads `2/4`, the second of four; `nil` for anything that is no such part.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = UInt16(parts[0]), let total = UInt16(parts[1]),
            (1...1_000).contains(total), (1...total).contains(number)
        else { return nil }
        self.init(index: Int(number) - 1, total: Int(total))
    }

    /// Whether a participant is one of the shard's.
    func contains(_ participant: Int) -> Bool { participant % total == index }

    /// The numbers of its participants.
    func members(of participants: Int) -> [Int] {
        Array(stride(from: index, to: participants, by: total))
    }

    /// How many of them there are.
    func count(of participants: Int) -> Int {
        max(0, (participants - index + total - 1) / total)
    }
}
