/// Pearson's test of whether counts may come from equally likely outcomes.
enum ChiSquare {
    /// The statistic: the sum of (observed − expected)² ÷ expected.
    static func statistic(_ counts: [Int]) -> Double {
        let expected = Double(counts.reduce(0, +)) / Double(counts.count)
        return counts.reduce(0) { sum, count in
            let difference = Double(count) - expected
            return sum + difference * difference / expected
        }
    }

    /// Whether the statistic is within five standard deviations of what equal chances give.
    ///
    /// With d = outcomes − 1 degrees of freedom the mean is d and the variance 2d. Seeds are fixed,
    /// so a passing test passes for ever; the bound says how surprising a failure would be: one in
    /// four hundred at d = 2, one in ten thousand at d = 23, one in seven hundred thousand at
    /// d = 999. It also fails counts that are too even to be random.
    static func isUniform(_ counts: [Int]) -> Bool {
        let freedom = Double(counts.count - 1)
        return abs(statistic(counts) - freedom) < 5 * (2 * freedom).squareRoot()
    }
}
