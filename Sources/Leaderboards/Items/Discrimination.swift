#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The correlation of right and wrong on one question with the person's accuracy on all others.
///
/// Pearson's coefficient with one variable of two values, also called the corrected item-total or
/// rest-score correlation; a good question has 0.2 and more.
/// Source: Henrysson (1963), "Correction of item-total correlations in item analysis".
///
/// The interval is Fisher's: atanh of the coefficient is nearly normal with the standard error
/// 1/√(n − 3). Right and wrong are not normal, so that it is an approximation; it is wide where it
/// should be, with few people. Source: Fisher (1921), "On the 'Probable Error' of a Coefficient of
/// Correlation Deduced from a Small Sample".
public struct Discrimination: Hashable, Sendable {
    /// The coefficient, from -1 to 1.
    public var value: Double
    /// The lower end of the 95 % interval; nil with fewer than four people.
    public var lower: Double?
    /// The upper end of the 95 % interval; nil with fewer than four people.
    public var upper: Double?
    /// How many people it rests on: those who met another question too.
    public var people: Int

    /// The two-sided 95 % point of the normal distribution.
    static let normalQuantile = 1.959_963_984_540_054

    /// Makes a coefficient with its interval.
    ///
    /// - Parameter value: Cut to -1 ... 1, which rounding may leave by a hair.
    public init(value: Double, people: Int) {
        let value = max(-1, min(1, value))
        self.value = value
        self.people = people
        guard people >= 4 else { return }
        // tanh(atanh(r) ± c) = (r ± t) / (1 ± r·t) with t = tanh(c): finite also for r = ±1.
        let reach = tanh(Self.normalQuantile / Double(people - 3).squareRoot())
        lower = value <= -1 ? -1 : (value - reach) / (1 - value * reach)
        upper = value >= 1 ? 1 : (value + reach) / (1 + value * reach)
    }
}

/// The sums behind one question's discrimination, taken in two passes.
///
/// Whether the others' accuracy varies at all is decided in whole numbers: rounding must not make a
/// correlation out of people who are all alike.
struct DiscriminationSums {
    private(set) var people = 0
    private var right = 0
    private var sum = 0.0
    private var first: (right: Int, met: Int)?
    private var varies = false
    private var mean = 0.0
    private var squares = 0.0
    private var deviations = 0.0
    private var deviationsOfRight = 0.0

    /// The first pass: one person who met other questions too.
    ///
    /// - Parameters:
    ///   - right: 1 when this question was right, else 0.
    ///   - othersRight: How many of the others were right.
    ///   - others: How many others the person met, at least one.
    mutating func gather(right: Int, othersRight: Int, others: Int) {
        people += 1
        self.right += right
        sum += Double(othersRight) / Double(others)
        guard let first else { return self.first = (othersRight, others) }
        if othersRight * first.met != first.right * others { varies = true }
    }

    /// Between the passes.
    mutating func turn() {
        mean = people == 0 ? 0 : sum / Double(people)
    }

    /// The second pass: the same person again.
    mutating func weigh(right: Int, othersRight: Int, others: Int) {
        let deviation = Double(othersRight) / Double(others) - mean
        squares += deviation * deviation
        deviations += deviation
        if right == 1 { deviationsOfRight += deviation }
    }

    /// The coefficient; nil when one of the two does not vary.
    var discrimination: Discrimination? {
        guard varies, right > 0, right < people else { return nil }
        let count = Double(people)
        let share = Double(right) / count
        let covariance = deviationsOfRight - share * deviations
        let variance = squares - deviations * deviations / count
        let scale = (variance * share * (1 - share) * count).squareRoot()
        guard scale > 0 else { return nil }
        return Discrimination(value: covariance / scale, people: people)
    }
}
