/// Searches the highest rate that is borne: doubles until one is not, then halves the gap.
///
/// It decides; the caller makes the trials.
public struct LimitSearch: Hashable, Sendable {
    /// The highest rate that was borne.
    public private(set) var borne: Double?
    /// The lowest rate that was not.
    public private(set) var notBorne: Double?

    private let first: Double
    private let most: Double
    /// The two ends may differ by this factor in the end.
    private let precision: Double

    /// Makes a search.
    ///
    /// - Parameters:
    ///   - first: The first rate that is tried.
    ///   - most: No higher rate is tried.
    ///   - precision: How close to each other the two ends must come, as a factor above 1.
    public init(first: Double = 50, most: Double = 50_000, precision: Double = 1.1) {
        self.first = first
        self.most = most
        self.precision = max(1.01, precision)
    }

    /// The rate to try next; `nil` when the limit is known closely enough, or is beyond `most`.
    public var next: Double? {
        switch (borne, notBorne) {
        case (nil, nil): return first
        case (nil, let high?): return high > 1 ? high / 2 : nil
        case (let low?, nil): return low < most ? min(low * 2, most) : nil
        case (let low?, let high?):
            return high / low > precision ? (low * high).squareRoot() : nil
        }
    }

    /// Notes how a trial went.
    public mutating func note(_ rate: Double, isBorne: Bool) {
        if isBorne {
            borne = max(borne ?? 0, rate)
        } else {
            notBorne = min(notBorne ?? .infinity, rate)
        }
    }
}
