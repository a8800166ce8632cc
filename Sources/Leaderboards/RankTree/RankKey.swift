/// One entry of a board as sixteen bytes: the smaller key stands higher.
///
/// Whoever builds the board packs points (inverted), time, first-at and participant into it, so
/// that comparing two keys is the whole tie-break and no rule runs while the tree is searched.
public struct RankKey: Hashable, Sendable {
    /// What is compared first.
    public var high: UInt64

    /// What decides between equal `high`.
    public var low: UInt64

    /// Makes a key of its two halves.
    ///
    /// - Parameters:
    ///   - high: What is compared first, the whole range of the type.
    ///   - low: What decides between equal `high`, the whole range of the type.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}
