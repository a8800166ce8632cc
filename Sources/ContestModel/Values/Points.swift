/// An amount of points in whole hundredths, so that sums are exact on every machine.
public struct Points: Hashable, Comparable, Sendable {
    /// The amount in hundredths of a point; negative where wrong answers cost points.
    public var hundredths: Int32

    /// Makes an amount from hundredths of a point.
    public init(hundredths: Int32) {
        self.hundredths = hundredths
    }

    /// Makes an amount of whole points, or `nil` beyond ±21,474,836.
    public init?(whole: Int) {
        guard let narrow = Int32(exactly: whole) else { return nil }
        let (product, overflow) = narrow.multipliedReportingOverflow(by: 100)
        guard !overflow else { return nil }
        hundredths = product
    }

    /// No points.
    public static let zero = Points(hundredths: 0)

    /// Whether the left one comes first.
    public static func < (left: Points, right: Points) -> Bool {
        left.hundredths < right.hundredths
    }

    /// The sum, saturating at the ends of the range instead of trapping.
    public static func + (left: Points, right: Points) -> Points {
        let (sum, overflow) = left.hundredths.addingReportingOverflow(right.hundredths)
        return Points(hundredths: overflow ? (right.hundredths < 0 ? .min : .max) : sum)
    }
}

extension Points: CustomStringConvertible {
    /// Plain decimal digits: `5`, `2.5`, `-0.25`.
    public var description: String {
        let magnitude = hundredths.magnitude
        let sign = hundredths < 0 ? "-" : ""
        let (whole, fraction) = magnitude.quotientAndRemainder(dividingBy: 100)
        if fraction == 0 { return "\(sign)\(whole)" }
        if fraction % 10 == 0 { return "\(sign)\(whole).\(fraction / 10)" }
        return "\(sign)\(whole).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}

extension Points: Codable {
    /// Reads the value from a single number.
    public init(from decoder: any Decoder) throws {
        hundredths = try decoder.singleValueContainer().decode(Int32.self)
    }

    /// Writes the value as a single number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hundredths)
    }
}
