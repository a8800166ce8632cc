extension RankKey: Comparable {
    /// Whether `left` stands before `right`.
    ///
    /// A subtraction with borrow instead of two comparisons: searches compile to code without
    /// branches, which a processor could only guess for keys in random order.
    @inline(__always)
    public static func < (left: RankKey, right: RankKey) -> Bool {
        left.number < right.number
    }

    @inline(__always)
    private var number: UInt128 {
        UInt128(high) << 64 | UInt128(low)
    }
}
