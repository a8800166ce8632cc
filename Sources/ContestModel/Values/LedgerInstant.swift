/// A point on the ledger's clock, in whole milliseconds since 1970-01-01 00:00:00 UTC.
///
/// Facts store it as an integer, so that Swift and SQL read the same number.
public struct LedgerInstant: Hashable, Comparable, Sendable {
    /// Milliseconds since the Unix epoch; negative before it.
    public var millisecondsSinceEpoch: Int64

    /// Makes an instant from milliseconds since the Unix epoch.
    public init(millisecondsSinceEpoch: Int64) {
        self.millisecondsSinceEpoch = millisecondsSinceEpoch
    }

    /// The epoch itself.
    public static let epoch = LedgerInstant(millisecondsSinceEpoch: 0)

    /// The latest instant that can be written, used where nothing ever ends.
    public static let distantFuture = LedgerInstant(millisecondsSinceEpoch: .max)

    /// This instant moved by a duration, saturating at the ends of the range.
    public func advanced(by duration: Duration) -> LedgerInstant {
        let (sum, overflow) = millisecondsSinceEpoch.addingReportingOverflow(duration.milliseconds)
        guard overflow else { return LedgerInstant(millisecondsSinceEpoch: sum) }
        return LedgerInstant(millisecondsSinceEpoch: duration < .zero ? .min : .max)
    }

    /// The time from this instant to a later one; negative when `other` is earlier.
    public func duration(to other: LedgerInstant) -> Duration {
        let (difference, overflow) = other.millisecondsSinceEpoch
            .subtractingReportingOverflow(millisecondsSinceEpoch)
        guard overflow else { return .milliseconds(difference) }
        return .milliseconds(other < self ? Int64.min : .max)
    }

    /// Whether the left one comes first.
    public static func < (left: LedgerInstant, right: LedgerInstant) -> Bool {
        left.millisecondsSinceEpoch < right.millisecondsSinceEpoch
    }
}

extension LedgerInstant: Codable {
    /// Reads the value from a single number.
    public init(from decoder: any Decoder) throws {
        millisecondsSinceEpoch = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes the value as a single number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(millisecondsSinceEpoch)
    }
}

extension Duration {
    /// The whole milliseconds of this duration, rounded toward zero and saturating.
    public var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return seconds < 0 ? .min : .max }
        let (sum, carried) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return carried ? (seconds < 0 ? .min : .max) : sum
    }
}
