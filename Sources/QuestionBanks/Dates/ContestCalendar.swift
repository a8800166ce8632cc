internal import ContestModel
internal import Foundation

/// Civil days and wall-clock times of one time zone as instants.
struct ContestCalendar {
    private let local: Calendar
    private let universal: Calendar

    /// Makes the calendar of a named time zone (`Asia/Shanghai`); nil when the name is unknown.
    init?(timeZone name: String) {
        // The name becomes part of a path below some time zone data.
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || scalar == "/" || scalar == "_" || scalar == "-" || scalar == "+")
        }
        guard isPlain, name.utf8.count <= 64, name == "UTC" || name.contains("/"),
            let zone = TimeZone(identifier: name), let utc = TimeZone(identifier: "UTC")
        else { return nil }
        local = Self.calendar(zone)
        universal = Self.calendar(utc)
    }

    private static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }

    /// The first instant of a day; not midnight where the clock skips midnight.
    func start(of day: ContestDay) -> LedgerInstant? {
        let noon = Date(timeIntervalSince1970: Double(day.number) * 86_400 + 43_200)
        var parts = universal.dateComponents([.year, .month, .day], from: noon)
        parts.hour = 12
        return local.date(from: parts).flatMap { instant(local.startOfDay(for: $0)) }
    }

    /// The instant at which the clock shows a time, the first one where it does so twice; nil where
    /// the clock skips that time.
    ///
    /// 00:00 and 24:00 are a day's first instant even where it is later.
    func instant(of time: LocalTime) -> LedgerInstant? {
        let day = time.date.day
        if time.secondOfDay == 0 { return start(of: day) }
        if time.secondOfDay == 86_400 { return start(of: ContestDay(number: day.number + 1)) }
        let noon = Date(timeIntervalSince1970: Double(day.number) * 86_400 + 43_200)
        var parts = universal.dateComponents([.year, .month, .day], from: noon)
        parts.hour = time.secondOfDay / 3600
        parts.minute = time.secondOfDay / 60 % 60
        parts.second = time.secondOfDay % 60
        guard let date = local.date(from: parts) else { return nil }
        let shown = local.dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: date
        )
        guard shown.day == parts.day, shown.hour == parts.hour, shown.minute == parts.minute,
            shown.second == parts.second
        else { return nil }
        return instant(date)
    }

    /// The civil day that an instant lies in.
    func day(of instant: LedgerInstant) -> ContestDay? {
        let date = Date(timeIntervalSince1970: Double(instant.millisecondsSinceEpoch) / 1000)
        let parts = local.dateComponents([.year, .month, .day], from: date)
        guard let year = parts.year, let month = parts.month, let day = parts.day else {
            return nil
        }
        return CivilDate.contestDay(year, month, day)
    }

    /// What the clock shows at an instant.
    func clock(at instant: LedgerInstant) -> DateComponents {
        let date = Date(timeIntervalSince1970: Double(instant.millisecondsSinceEpoch) / 1000)
        return local.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
    }

    private func instant(_ date: Date) -> LedgerInstant? {
        Int64(exactly: (date.timeIntervalSince1970 * 1000).rounded())
            .map(LedgerInstant.init(millisecondsSinceEpoch:))
    }
}
