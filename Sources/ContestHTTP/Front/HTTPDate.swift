import ContestModel

/// An instant as the `Date` field has it: `Sun, 06 Nov 1994 08:49:37 GMT`.
///
/// Source: RFC 9110 (2022), 5.6.7, IMF-fixdate.
enum HTTPDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Formats whole seconds since the epoch; those before it as the epoch.
    static func text(_ second: Int64) -> String {
        let (days, rest) = max(second, 0).quotientAndRemainder(dividingBy: 86_400)
        let date = CivilDate(ContestDay(number: Int32(clamping: days)))
        func two(_ value: some BinaryInteger) -> String { value < 10 ? "0\(value)" : "\(value)" }
        // 1970-01-01 was a Thursday.
        let weekday = weekdays[Int(days % 7)]
        let month = months[(date.month - 1) % 12]
        let clock = "\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        return "\(weekday), \(two(date.day)) \(month) \(date.year) \(clock) GMT"
    }
}
