extension PeopleBoard {
    /// The value at a percentile by nearest rank: the smallest value on the board that at least so
    /// many percent of the people have or stay below.
    ///
    /// Source: Hyndman and Fan (1996), "Sample Quantiles in Statistical Packages", definition 1.
    ///
    /// - Parameter hundredths: The percentile in hundredths of a percent, 0 … 10,000; beyond is
    ///   taken as the nearer end, and 0 gives the smallest value.
    /// - Returns: Hundredths; nil when the board is empty.
    /// - Complexity: O(log n).
    public func value(atPercentile hundredths: Int) -> Int32? {
        guard count > 0 else { return nil }
        let share = min(max(hundredths, 0), 10_000)
        let ascending = max(1, (share * count + 9_999) / 10_000)
        return tree.key(at: count - ascending).map { BoardKey(rank: $0).value }
    }

    /// How many people have which scores, in bins of equal width.
    ///
    /// - Parameter width: A bin's width in hundredths; nil chooses 1, 2 or 5 times a power of ten
    ///   of whole points, so that there are at most `ScoreHistogram.automaticBinCount` bins.
    /// - Returns: nil when the width is not positive or would make more than
    ///   `ScoreHistogram.binCountLimit` bins; without bins for an empty board.
    /// - Complexity: O(log n) for each bin.
    public func histogram(width: Int? = nil) -> ScoreHistogram? {
        if let width, width <= 0 { return nil }
        guard let best = tree.key(at: 0), let worst = tree.key(at: count - 1) else {
            return ScoreHistogram(width: width ?? 100, bins: [])
        }
        let values = (low: Int(BoardKey(rank: worst).value), high: Int(BoardKey(rank: best).value))
        let width = width ?? ScoreHistogram.automaticWidth(from: values.low, to: values.high)
        let first = ScoreHistogram.bin(of: values.low, width: width)
        let last = ScoreHistogram.bin(of: values.high, width: width)
        guard last - first < ScoreHistogram.binCountLimit else { return nil }
        var bins: [ScoreHistogram.Bin] = []
        var below = 0
        for bin in first...last {
            let start = bin * width
            let upTo = people(withAtMost: start + (width - 1))
            bins.append(ScoreHistogram.Bin(start: start, count: upTo - below))
            below = upTo
        }
        return ScoreHistogram(width: width, bins: bins)
    }

    /// How many people have a value of at most so many hundredths.
    private func people(withAtMost value: Int) -> Int {
        guard value >= Int(Int32.min) else { return 0 }
        let range = BoardKey.range(of: Int32(clamping: value), timeMilliseconds: nil)
        return count - tree.position(of: range.start)
    }
}

/// How many people have which scores.
public struct ScoreHistogram: Hashable, Sendable {
    /// The width of every bin in hundredths.
    public var width: Int
    /// The bins from the lowest score to the highest, empty ones between them included.
    public var bins: [Bin]

    /// The most bins.
    public static let binCountLimit = 200
    /// The most bins where the width is chosen.
    public static let automaticBinCount = 20

    /// One bin.
    public struct Bin: Hashable, Sendable {
        /// The lowest value in it, in hundredths, a multiple of the width; the next bin's start is
        /// no longer in it.
        public var start: Int
        /// How many people.
        public var count: Int

        /// Makes a bin.
        public init(start: Int, count: Int) {
            self.start = start
            self.count = count
        }
    }

    /// Makes a histogram.
    public init(width: Int, bins: [Bin]) {
        self.width = width
        self.bins = bins
    }

    /// Which bin a value belongs to, counted from the one that starts at zero.
    static func bin(of value: Int, width: Int) -> Int {
        value >= 0 ? value / width : -((-value - 1) / width) - 1
    }

    static func automaticWidth(from low: Int, to high: Int) -> Int {
        var power = 100
        while true {
            for factor in [1, 2, 5] {
                let width = factor * power
                if bin(of: high, width: width) - bin(of: low, width: width) < automaticBinCount {
                    return width
                }
            }
            power *= 10
        }
    }
}
