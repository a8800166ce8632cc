/// One whole number over another, kept exact until it is printed.
///
/// Rates and averages of reports are ratios: `7 / 8` prints as `87.50%` or `0.88`. Without a whole,
/// or with one of zero, there is nothing to print and `text` gives nil: reports show "—".
public struct Ratio: Hashable, Sendable {
    /// The part.
    public var part: Int
    /// The whole; zero where it is not known.
    public var whole: Int

    /// Makes a ratio; a whole that is nil is not known.
    public init(_ part: Int, of whole: Int?) {
        self.part = part
        self.whole = whole ?? 0
    }

    /// Whether there is a value.
    public var isKnown: Bool { whole > 0 }

    /// Whether the part is more than the whole: a rate that is shown and flagged, never capped.
    public var isAboveOne: Bool { isKnown && part > whole }

    /// The value times a power of ten, rounded half away from zero; nil without a value.
    ///
    /// - Parameter places: The power, 0 to 9.
    public func scaled(places: Int) -> Int? {
        guard isKnown else { return nil }
        let power = (0..<min(max(places, 0), 9)).reduce(Int128(1)) { power, _ in power * 10 }
        let doubled = Int128(part) * power * 2
        let whole = Int128(whole)
        let rounded = (doubled + (part < 0 ? -whole : whole)) / (whole * 2)
        return Int(clamping: rounded)
    }

    /// The value with so many decimals: `3.50`; nil without a value.
    public func text(places: Int) -> String? {
        scaled(places: places).map { Self.text($0, places: places) }
    }

    /// The value as a percentage with two decimals: `87.50%`; nil without a value.
    public var percentText: String? {
        scaled(places: 4).map { Self.text($0, places: 2) + "%" }
    }

    /// The value for charts and typed cells; nil without a value.
    public var approximation: Double? {
        isKnown ? Double(part) / Double(whole) : nil
    }

    /// A number of tenths, hundredths and so on in plain digits.
    public static func text(_ scaled: Int, places: Int) -> String {
        guard places > 0 else { return String(scaled) }
        let digits = String(scaled.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
        return (scaled < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
    }
}
