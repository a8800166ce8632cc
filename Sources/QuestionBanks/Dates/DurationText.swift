/// Spans of time as organisers write them.
enum DurationText {
    private static let units: [String: Int64] = [
        "": 1, "s": 1, "sec": 1, "秒": 1, "m": 60, "min": 60, "分": 60, "分钟": 60, "h": 3600,
        "小时": 3600,
    ]

    /// Seconds of `150`, `150s`, `20min`, `1h`, `20分钟`; nil for anything else.
    static func seconds(_ text: String) -> Int64? {
        let digits = text.unicodeScalars.prefix { ("0"..."9").contains($0) }
        guard (1...7).contains(digits.count), let number = Int64(String(digits)) else { return nil }
        let unit = TextRules.trimmed(String(text.unicodeScalars.dropFirst(digits.count)))
        return units[unit].map { number * $0 }
    }
}
