public import ContestModel

/// Reads the fields of a statement in their order.
///
/// A statement is one line of ASCII: its form's name, then `name=value` after `name=value`, one
/// space between two.
struct StatementFields {
    private var rest: ArraySlice<Substring>
    /// The form's name: `safetyquiz-head/1`.
    let form: Substring

    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard let form = parts.first else { return nil }
        self.form = form
        rest = parts.dropFirst()
    }

    /// The value of the next field, which must have this name.
    mutating func value(_ name: String) -> Substring? {
        guard let field = rest.first, field.hasPrefix(name + "=") else { return nil }
        rest = rest.dropFirst()
        return field.dropFirst(name.utf8.count + 1)
    }

    /// Whether every field was read.
    var isAtEnd: Bool { rest.isEmpty }

    /// Whether a text has the form of a contest's name.
    static func isContest(_ text: Substring) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// Whether a text is a word of ours: `of_best`.
    static func isWord(_ text: Substring) -> Bool {
        (1...24).contains(text.utf8.count)
            && text.utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "_") }
    }

    /// Whether a text is so many lower-case hexadecimal digits.
    static func isHexadecimal(_ text: Substring, count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy {
                isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    /// A whole number without sign, at most eighteen digits.
    static func number(_ text: Substring) -> Int64? {
        guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy(isDigit) else { return nil }
        return Int64(text)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension LedgerInstant {
    /// `2026-06-05T02:00:00.000Z` (RFC 3339), in Coordinated Universal Time.
    public var utcText: String {
        let (day, ofDay) = Self.dayAndRest(millisecondsSinceEpoch)
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date = CivilDate(ContestDay(number: Int32(clamping: day))).description
        let clock = [ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1_000 % 60]
            .map { padded($0, 2) }.joined(separator: ":")
        return "\(date)T\(clock).\(padded(ofDay % 1_000, 3))Z"
    }

    /// Reads what `utcText` writes; nil for anything else.
    public init?(utcText text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 24,
            let date = CivilDate(String(decoding: bytes.prefix(10), as: UTF8.self))
        else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            StatementFields.number(Substring(decoding: bytes[range], as: UTF8.self))
        }
        guard let hour = number(11..<13), let minute = number(14..<16),
            let second = number(17..<19), let fraction = number(20..<23),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let day = Int64(date.contestDay.number)
        let ofDay = ((hour * 60 + minute) * 60 + second) * 1_000 + fraction
        self.init(millisecondsSinceEpoch: day * 86_400_000 + ofDay)
        guard utcText == text else { return nil }
    }

    private static func dayAndRest(_ milliseconds: Int64) -> (day: Int64, rest: Int64) {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        return remainder < 0 ? (quotient - 1, remainder + 86_400_000) : (quotient, remainder)
    }
}

/// Hundredths as statements spell them: `100`, `85.50`.
public enum HundredthsText {
    /// The text of some hundredths: whole, or with two decimals.
    public static func text(_ hundredths: Int) -> String {
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        guard rest != 0 else { return sign + String(whole) }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The hundredths of such a text; nil for anything else and beyond thirteen digits.
    static func hundredths(_ text: Substring) -> Int? {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let parts = text.dropFirst(isNegative ? 1 : 0)
            .split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count <= 13, parts.count <= 2,
            let whole = StatementFields.number(first)
        else { return nil }
        var rest: Int64 = 0
        if parts.count == 2 {
            guard parts[1].utf8.count == 2, let decimals = StatementFields.number(parts[1]) else {
                return nil
            }
            rest = decimals
        }
        let magnitude = Int(whole * 100 + rest)
        let hundredths = isNegative ? -magnitude : magnitude
        return self.text(hundredths) == text ? hundredths : nil
    }
}
