internal import ContestModel
internal import Foundation

/// Dates, spans and numbers as participants read them.
enum ChineseText {
    /// 一 to 十.
    static func ordinal(_ number: Int) -> String {
        let words = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
        return words.indices.contains(number - 1) ? words[number - 1] : "\(number)"
    }

    /// `2023年6月1日 0:00`.
    static func time(_ instant: LedgerInstant, _ calendar: ContestCalendar) -> String {
        let clock = calendar.clock(at: instant)
        return "\(date(clock)) \(hours(clock))"
    }

    /// The same for the end of something: midnight is the day before at 24:00.
    static func endTime(_ instant: LedgerInstant, _ calendar: ContestCalendar) -> String {
        let clock = calendar.clock(at: instant)
        guard clock.hour == 0, clock.minute == 0, clock.second == 0 else {
            return time(instant, calendar)
        }
        let before = calendar.clock(at: instant.advanced(by: .seconds(-1)))
        return "\(date(before)) 24:00"
    }

    /// `6月1日`, without the year.
    static func day(_ day: ContestDay) -> String {
        guard let utc = ContestCalendar(timeZone: "UTC") else { return "" }
        let noon = LedgerInstant(millisecondsSinceEpoch: Int64(day.number) * 86_400_000)
        let clock = utc.clock(at: noon)
        return "\(clock.month ?? 0)月\(clock.day ?? 0)日"
    }

    /// `150 秒（2 分 30 秒）`, `20 分钟`, `1 小时`.
    static func span(_ limit: TimeLimit) -> String {
        let seconds = limit.milliseconds / 1000
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        if seconds < 60 { return "\(seconds) 秒" }
        if rest != 0 { return "\(seconds) 秒（\(minutes) 分 \(rest) 秒）" }
        if minutes % 60 == 0 { return "\(minutes / 60) 小时" }
        return "\(minutes) 分钟"
    }

    private static func date(_ clock: DateComponents) -> String {
        "\(clock.year ?? 0)年\(clock.month ?? 0)月\(clock.day ?? 0)日"
    }

    private static func hours(_ clock: DateComponents) -> String {
        let minutes = padded(clock.minute ?? 0)
        let seconds = clock.second ?? 0
        return "\(clock.hour ?? 0):\(minutes)" + (seconds == 0 ? "" : ":\(padded(seconds))")
    }

    private static func padded(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
